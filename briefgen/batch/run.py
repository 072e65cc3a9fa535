"""Settings and a moment in; a whole night done under the lock, resumed where one died, and what came of it out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from briefgen.batch import alarm, lock
from briefgen.batch.engine import cores, engine
from briefgen.batch.engine.interrupts import Interrupts
from briefgen.batch.gather import Gathering, Listing, asked_of, horizon, listed
from briefgen.batch.jobs import Office
from briefgen.batch.ledger import NAME, Ledger
from briefgen.batch.making import Making
from briefgen.batch.outcomes import Delivered, Memo, Night, Reading
from briefgen.batch.owed import Owing, Tonight, counts_when_made
from briefgen.batch.plan import Step, steps
from briefgen.batch.progress import Progress
from briefgen.batch.pruning import prune
from briefgen.batch.recovery import TEMPORARY, recover
from briefgen.batch.sending import Sending
from briefgen.batch.shipping import packed
from briefgen.batch.telling import tell
from briefgen.config import Config, Desk, Standing
from briefgen.errors import BriefgenError, ConfigError, WriteError
from briefgen.marks import near
from briefgen.pipeline import Pipeline
from briefgen.styles import Style
from briefgen.styles.kept import kept_style

_OWN = 0o700  # the state folder holds what an office reads


@dataclass(frozen=True, slots=True)
class Options:
    """How a run was asked for. `only`: the names of some briefs; `force`: make all anew.

    `sent` and `resend`: the briefs of whose deliveries nobody knew, and a person does now: they arrived, or did not.
    """

    engine: str = "processes"
    at_once: int = 0
    scheduler: str = ""
    only: tuple[str, ...] = ()
    force: bool = False
    prune: bool = False
    sent: tuple[str, ...] = ()
    resend: tuple[str, ...] = ()


class Run:
    """One run of the standing briefs. `now` is the moment it began, in the desk's time zone."""

    def __init__(self, config: Config, desk: Desk, options: Options, now: datetime, progress: Progress) -> None:
        self.config, self.desk, self.options, self.now, self.progress = config, desk, options, now, progress
        if options.prune and options.only:
            raise ConfigError("--prune: what other briefs need is not known with --only", hint="leave --only out")
        self.date = now.date().isoformat()
        self.state = Path(config.state)
        self.briefs = chosen(config.briefs, options.only)
        self.network = Pipeline(config, desk=desk).network()
        self.at_once = options.at_once or config.jobs.at_once or cores()
        self.style: Style | None = None
        self.notices: list[str] = []

    # ------------------------------------------------------------------ the night, and its plan alone

    def night(self) -> Night:
        """Make, deliver and tell. Raises Busy, ConfigError, WriteError where there is no state to work with."""
        _made(self.state)
        with ExitStack() as stack:
            stack.enter_context(Interrupts())
            stack.enter_context(lock.held(self.state, self.now.isoformat(timespec="seconds")))
            ledger = stack.enter_context(Ledger(self.state / NAME))
            dead = recover(ledger, self.config, self.date)
            self._settle(ledger)
            self._notice(ledger)
            run = ledger.begin(self.date, self.now.timestamp())
            night = self._worked(ledger, run, dead)
            if not night.is_interrupted:  # what it has not delivered is the next run's
                with ledger.transaction():
                    for one in () if self.options.only else dead:
                        ledger.end(one, self.now.timestamp(), 0, 0)
                    ledger.end(run, self.now.timestamp(), night.reading.tried, night.reading.read)
            return tell(night, self.config, self.style, self.progress)

    def plan(self) -> tuple[str, ...]:
        """What a run would do, and why, a line each: sources are read, nothing is kept, made or written."""
        with ExitStack() as stack:
            spool = Path(mkdtemp(prefix="briefgen-plan-"))
            stack.callback(shutil.rmtree, spool, ignore_errors=True)
            ledger = stack.enter_context(Ledger(self.state / NAME, in_memory=True))
            tonight, _ = self._gathered(ledger, stack, spool)
            self.progress.close()
            return tuple(planned(step) for step in self._steps(tonight))

    # ------------------------------------------------------------------ stages

    def _worked(self, ledger: Ledger, run: int, dead: Sequence[int]) -> Night:
        """All stages; what an interrupt leaves undone is done by the next run."""
        night = Night(self.date, self.now.isoformat(timespec="seconds"))
        memos: list[Memo] = []
        delivered: list[Delivered] = []
        sending = Sending(ledger, self.config, run, self.date)
        try:
            with _temporary(self.state) as spool, ExitStack() as stack:  # the children end before their folder
                tonight, reading = self._gathered(ledger, stack, spool)
                night = replace(night, reading=reading)
                self._make(tonight, run, memos)
                for brief in self.briefs:
                    delivered += sending.owed(brief, dead, self.style)
                if self.options.prune:
                    self.notices += prune(ledger, self.config, self.now, tonight.listing.all())
        except KeyboardInterrupt:
            night = replace(night, is_interrupted=True)
        why = alarm.alarm(
            night.reading, ledger.unread_shares(self.date, self.config.alarm.nights - 1), self.config.alarm
        )
        return replace(
            night, memos=_in_order(memos, self.briefs), deliveries=(*delivered, *sending.forgotten()),
            alarm=why, notices=tuple(self.notices),
        )  # fmt: skip

    def _gathered(self, ledger: Ledger, stack: ExitStack, spool: Path) -> tuple[Tonight, Reading]:
        """Read what is new; what the plan is made of. The workers live as long as the stack."""
        self.executor = stack.enter_context(self._engine(spool))
        office = self._office(spool)
        listing = listed(self.briefs, self.network)
        asked = asked_of(self.briefs, listing, office)
        gathering = Gathering(ledger, listing, office, self.network, self.executor, self.now, self.progress.step)
        self.progress.stage("read", len(gathering.due))
        reading = gathering.read(asked)
        gathering.score(asked, horizon(self.briefs, self.now))
        return self._tonight(ledger, office, listing), reading

    def _engine(self, spool: Path) -> Executor:
        own = self.config.jobs
        return engine(
            self.options.engine, jobs=self.at_once, seconds=own.seconds, megabytes=own.megabytes,
            scheduler=self.options.scheduler, temporary=spool,
        )  # fmt: skip

    def _office(self, spool: Path) -> Office:
        config = replace(self.config, briefs=())
        if self.options.engine == "dask":  # other machines do not see this one's folders
            return Office(config, self.desk, styles=packed(Path("templates")))
        return Office(config, self.desk, str(spool))

    def _tonight(self, ledger: Ledger, office: Office, listing: Listing) -> Tonight:
        return Tonight(office, ledger, listing, self.now, self.date, self._look())

    def _look(self) -> str:
        """The digest of the house style; a broken one is told by each memo that it stops."""
        with suppress(BriefgenError):
            self.style = kept_style(self.config.style, folders=(Path("templates"),), language=self.config.language)
        return self.style.digest if self.style else ""

    def _steps(self, tonight: Tonight) -> tuple[Step, ...]:
        return tuple(steps(tuple(Owing(tonight, self.briefs).situations()), force=self.options.force))

    def _make(self, tonight: Tonight, run: int, memos: list[Memo]) -> None:
        plan = self._steps(tonight)
        self.progress.stage("make", sum(step.work != "nothing" for step in plan))
        for memo in Making(tonight, run, self.executor, self.at_once).memos(plan):
            memos.append(memo)
            if memo.state not in ("kept", "empty"):
                self.progress.step(memo.title)

    def _settle(self, ledger: Ledger) -> None:
        """What a person has found out about deliveries. Raises ConfigError for a brief that is not there."""
        for option, state in (("sent", "sent"), ("resend", "failed")):
            names: tuple[str, ...] = getattr(self.options, option)
            for brief in chosen(self.config.briefs, names, option) if names else ():
                ledger.settle(brief.name, state)

    def _notice(self, ledger: Ledger) -> None:
        """Say what is strange about the clock and the settings."""
        if ledger.last_started() > self.now.timestamp():
            self.notices.append(
                "the clock: stands before the last run: nothing is lost or made twice; set it right (timedatectl)"
            )
        for brief in self.briefs:
            if not counts_when_made(brief):
                self.notices.append(
                    f"{brief.name}: is delivered when a person has issued it, which this version cannot: its memos hold"
                    " all within max_age: write when: made"
                )


def planned(step: Step) -> str:
    """ "asean-trade: draft: 3 new articles (14 articles)"."""
    articles = len(step.situation.articles)
    told = f"{articles} article{'s' * (articles != 1)}"
    return f"{step.title}: {step.work}: {step.reason} ({told})"


def chosen(briefs: Sequence[Standing], only: Sequence[str], option: str = "only") -> tuple[Standing, ...]:
    """The briefs that are asked for, all of them where none is named. Raises ConfigError."""
    if not briefs:
        raise ConfigError(
            "config.yaml: briefs: there are no standing briefs", hint="describe one, as its comment shows"
        )
    names = [brief.name for brief in briefs]
    for name in only:
        if name not in names:
            raise ConfigError(f"--{option} {name}: there is no such brief", hint=near(name, names))
    return tuple(brief for brief in briefs if not only or brief.name in only)


def _made(state: Path) -> None:
    try:
        if not state.is_dir():
            state.mkdir(parents=True, mode=_OWN)
    except OSError as error:
        raise WriteError(f"{state}: {error.strerror}", hint="name a writable folder with state:") from error


@contextmanager
def _temporary(state: Path) -> Iterator[Path]:
    """A folder for this night's analyses and the workers' temporary files, which goes with it."""
    folder = state / TEMPORARY / str(os.getpid())
    try:
        folder.mkdir(parents=True, mode=_OWN)
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror}", hint="free some space, or name another state:") from error
    try:
        yield folder.resolve()
    finally:
        shutil.rmtree(state / TEMPORARY, ignore_errors=True)


def _in_order(memos: Sequence[Memo], briefs: Sequence[Standing]) -> tuple[Memo, ...]:
    """As the settings have the briefs, whichever was made first."""
    places = {brief.name: at for at, brief in enumerate(briefs)}
    return tuple(sorted(memos, key=lambda memo: (places[memo.name], memo.part)))
