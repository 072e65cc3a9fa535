"""The plan's steps in; memos made by workers, published and kept in the ledger, and what came of each out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

from briefgen.batch import jobs
from briefgen.batch.outcomes import Memo, MemoState
from briefgen.batch.owed import Tonight
from briefgen.batch.plan import Situation, Step
from briefgen.batch.publish import is_there, publish, tell_missing
from briefgen.batch.rows import MemoRow, PartRow
from briefgen.batch.stream import streamed
from briefgen.config import Standing, marking
from briefgen.config.byhand import load_by_hand
from briefgen.errors import BriefgenError
from briefgen.model import ByHand, Searched

_UNDER_WAY = 4  # memos for each worker, with the articles of each


class Making:
    """Carries steps out. `run` numbers this run in the ledger."""

    def __init__(self, tonight: Tonight, run: int, executor: Executor, at_once: int) -> None:
        self._tonight, self._run, self._executor, self._at_once = tonight, run, executor, at_once
        self._ledger = tonight.ledger

    def memos(self, steps: Sequence[Step]) -> Iterator[Memo]:
        """What came of each step, as it comes."""
        due = [step for step in steps if step.work != "nothing"]
        for step in steps:
            if step.work == "nothing":
                yield from self._kept(step)
        self._announce(due)
        for step, result in streamed(self._executor, jobs.make, due, self._task, _UNDER_WAY * self._at_once):
            yield from self._ended(step, result)

    def _announce(self, steps: Iterable[Step]) -> None:
        """All that is owed is planned before the first is begun: what a death leaves undone is known."""
        with self._ledger.transaction():
            for step in steps:
                one = step.situation
                if one.row is None:
                    self._ledger.keep_memo(replace(self._row(step), state="planned", basis={}, look=""))

    # ------------------------------------------------------------------ tasks

    def _task(self, step: Step) -> jobs.MemoTask:
        one, brief = step.situation, step.situation.brief
        task = jobs.MemoTask(
            self._office(brief), self._tonight.date, self._tonight.office.config.formats, about=brief.about,
            each=brief.each, changes=brief.changes, failures=one.failures, by_hand=_by_hand(brief),
            searched=self._searched(one),
        )  # fmt: skip
        if step.work == "render" and step.source:
            drafted = tuple((part.part, part.drafted) for part in self._ledger.parts(step.source))
            return replace(task, drafted=drafted)
        return replace(task, articles=self._articles(one), previous=self._previous(one))

    def _office(self, brief: Standing) -> jobs.Office:
        """The settings of one brief: its own subject, and none of the other briefs."""
        own = self._tonight.office
        header = replace(own.config.header, subject=brief.subject or own.config.header.subject)
        return replace(own, config=replace(own.config, header=header, briefs=()))

    def _articles(self, one: Situation) -> tuple[tuple[str, bytes], ...]:
        return tuple((article.key, self._ledger.article(article.key)) for article in one.articles)

    def _previous(self, one: Situation) -> bytes:
        """The record of the last issue as it was printed; of one memo for each story or article there is none."""
        if one.before is None or one.brief.each != "brief" or one.brief.changes == "no":
            return b""
        parts = self._ledger.parts(one.before)
        return parts[0].printed if parts else b""

    def _searched(self, one: Situation) -> Searched:
        zone, last = self._tonight.now.tzinfo, one.last
        since = last.cutoff if last else None
        return Searched(
            until=self._tonight.now.isoformat(timespec="minutes"), since=_iso(since, zone) if since else None,
            places=one.brief.sources, about=one.brief.about, articles=one.searched, fresh=one.fresh,
            last=last.date if last else "",
        )  # fmt: skip

    # ------------------------------------------------------------------ what came of them

    def _row(self, step: Step) -> MemoRow:
        one = step.situation
        return MemoRow(
            one.brief.name, one.unit, self._tonight.date, "made" if one.articles else "empty", self._run,
            time.time(), self._tonight.now.timestamp(), step.reason, basis=one.basis, look=one.look,
        )  # fmt: skip

    def _ended(self, step: Step, result: tuple[jobs.Part, ...] | Exception) -> Iterator[Memo]:
        if isinstance(result, Exception):
            yield self._failed(step, result)
            return
        row = self._row(step)
        try:
            kept = publish(self._ledger, self._tonight.office.config, row, result, self._last_outputs(step.situation))
        except BriefgenError as error:
            yield self._failed(step, error)
            return
        with self._ledger.transaction():
            self._ledger.keep_memo(row)
            self._ledger.keep_parts(row, kept)
            self._ledger.keep_taken(row.name, row.date, {one.digest for one in step.situation.articles})
        for part, made in zip(kept, result, strict=True):
            yield replace(self._memo(row, part), notices=made.notices, seconds=made.seconds)

    def _failed(self, step: Step, error: Exception) -> Memo:
        """A memo that is not made: the last good one stays, and a note tells where it would stand."""
        one, config = step.situation, self._tonight.office.config
        why, hint = (str(error.args[0]), error.hint) if isinstance(error, BriefgenError) else _bug(error)
        row = replace(self._row(step), state="failed", why=f"{why}: {hint}" if hint else why, basis={}, look="")
        last = next(filter(is_there, self._last_outputs(one)), "")
        with self._ledger.transaction():
            self._ledger.keep_memo(row)
            if not isinstance(error, BriefgenError):
                self._ledger.keep_fault(self._run, step.title, _trace(error))
        outputs: tuple[str, ...] = ()
        with suppress(BriefgenError):  # the disk that would not take the memo does not take this either
            outputs = (tell_missing(config, row, one.brief.sources, last),)
        return Memo(
            row.name, row.unit, row.date, "not made", step.reason, one.brief.subject, outputs, len(one.articles),
            why=why, hint=hint, last=last,
        )  # fmt: skip

    def _kept(self, step: Step) -> Iterator[Memo]:
        one = step.situation
        row = one.row or one.last
        if not one.articles and one.row is None:
            yield Memo(one.brief.name, one.unit, self._tonight.date, "empty", step.reason, one.brief.subject)
            return
        if row is None:
            return
        for part in self._ledger.parts(row):
            yield self._memo(replace(row, reason=step.reason), part, "kept")

    def _memo(self, row: MemoRow, part: PartRow, state: MemoState = "made") -> Memo:
        counts, config = part.counts, self._tonight.office.config
        return Memo(
            row.name, part.part or row.unit, row.date, state, row.reason, part.subject, tuple(part.outputs),
            counts.get("articles", 0), counts.get("new", 0), counts.get("updated", 0), counts.get("dropped", 0),
            marking=marking.printed(config.marking, config.language), scheme=config.marking.scheme,
        )  # fmt: skip

    def _last_outputs(self, one: Situation) -> dict[str, str]:
        """The files of the last good issue, tonight's own before those of another night."""
        rows = [row for row in (one.row, one.last) if row]
        parts = [part for row in rows for part in self._ledger.parts(row) if row.state != "failed" or part.outputs]
        return {place: digest for part in reversed(parts) for place, digest in part.outputs.items()}


def _by_hand(brief: Standing) -> ByHand:
    return load_by_hand(Path(brief.by_hand)) if brief.by_hand else ByHand()


def _iso(moment: float, zone: tzinfo | None) -> str:
    return datetime.fromtimestamp(moment, zone).isoformat(timespec="minutes")


def _bug(error: Exception) -> tuple[str, str]:
    return f"a fault of the program: {type(error).__name__}: {error}", "report it; the ledger has where it happened"


def _trace(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))
