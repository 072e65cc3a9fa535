"""The command line in, files and an exit code out: what a person types, and what they are told.

Nothing costly is imported before a command needs it: `briefgen --help` has to be instant.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from briefgen import __version__
from briefgen.errors import BriefgenError, ConfigError

_INTERRUPTED = 130
_COLUMNS = 80


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _width() -> int:
    """Columns of help, at most 80; asked here, for click imports shutil to ask: a twentieth of `briefgen --help`."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (ValueError, OSError):  # no terminal
        columns = _COLUMNS
    return max(min(columns, _COLUMNS) - 2, _COLUMNS // 2)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _width()})
@click.version_option(__version__, prog_name="briefgen")
@click.option("--debug", is_flag=True, help="Show where in the program a fault was found.")
@click.pass_context
def cli(context: click.Context, *, debug: bool) -> None:
    """News articles in, a briefing memo out; every printed sentence can be proved against its source."""
    context.obj = debug


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    metavar="OUT",
    help="Where the memo goes; the ending picks the format: .pdf .docx .html .md .json .yaml. May be repeated. "
    "With {story} in the name: one memo for each story.",
)
@click.option("--style", metavar="NAME", help="House style: a shipped one, or a folder under templates/.")
@click.option("--published", metavar="YYYY-MM-DD", help="The articles' date where a source gives none.")
@click.option("--date", "memo_date", metavar="YYYY-MM-DD", help="The memo's own date (else today).")
@click.option("--since", metavar="RECORD", help="An earlier memo (.json, .yaml, .pdf): tell what has changed since.")
@click.option(
    "--about",
    "about",
    multiple=True,
    metavar="WORDS",
    help='Only what is about any of these words, actors or countries: "ASEAN, tariff".',
)
@click.option("--story", "story", type=int, metavar="N", help="Only this story, by its number in `briefgen stories`.")
@click.option("--marking", metavar="TEXT", help="Protective marking, printed on every page.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="One setting, such as header.to=Director.")
@click.option("--config", "config_file", metavar="FILE", help="Settings (else ./config.yaml, if there).")
@click.option(
    "--show",
    type=click.Choice(["memo", "analysis"]),
    default="memo",
    help="analysis: instead of a memo, a page (.html) of what was found in the articles.",
)
def make(
    sources: tuple[str, ...], outputs: tuple[str, ...], style: str | None, published: str | None,
    memo_date: str | None, since: str | None, about: tuple[str, ...], story: int | None, marking: str | None,
    settings: tuple[str, ...], config_file: str | None, show: str,
) -> int:  # fmt: skip
    """Make one memo of all SOURCEs: files, folders, patterns, or - for standard input.

    Articles that tell the same event are one story; the most told ones are printed, the others listed. A record
    (.json, .yaml) that make wrote is rendered again, with a person's changes.
    """
    from briefgen import config as settings_
    from briefgen.language import kind_of
    from briefgen.pipeline import Pipeline
    from briefgen.pipeline.notices import passed_over, told

    given = [f"{key}={value}" for key, value in (("style", style), ("marking.label", marking)) if value]
    path = Path(config_file) if config_file else settings_.find(Path())
    config = settings_.with_settings(settings_.load(path), [*settings, *given])
    desk = settings_.load_desk(settings_.find_desk(path.parent if path else Path()), kind_of=kind_of)
    pipeline = Pipeline(config, published=published, date=memo_date, desk=desk, about=_terms(about), story=story)
    if show == "analysis":
        found = pipeline.show(sources, outputs)
        for line in (*map(told, found.failures), *passed_over(found, "not analysed, not shown")):
            _tell(line)
        return 1 if found.failures else 0
    each = any("{story}" in output for output in outputs)
    if each and since:
        raise ConfigError("--since: memos of a story each have no one memo before them", hint="give --story N")
    previous = pipeline.earlier(since) if since else None
    outcomes = pipeline.make_each(sources, outputs) if each else (pipeline.make(sources, outputs, previous=previous),)
    failures = outcomes[0].failures
    for line in dict.fromkeys((*map(told, failures), *(notice for one in outcomes for notice in one.notices))):
        _tell(line)
    return 1 if failures else 0


def _terms(about: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of --about, which commas part."""
    return tuple(term.strip() for words in about for term in words.split(",") if term.strip())


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--about", "about", multiple=True, metavar="WORDS", help="Show how much each is about these words.")
@click.option("--published", metavar="YYYY-MM-DD", help="The articles' date where a source gives none.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="json: one record a line.")
@click.option("--config", "config_file", metavar="FILE", help="Settings (else ./config.yaml, if there).")
def stories(
    sources: tuple[str, ...], about: tuple[str, ...], published: str | None, form: str, config_file: str | None
) -> int:
    """List what is told in the SOURCEs: each story with its articles, independent originators, newest time, headline.

    Where config.yaml has standing briefs, also which of them takes each story, and what none takes.
    """
    import json

    from briefgen import config as settings_
    from briefgen.language import kind_of
    from briefgen.pipeline import Pipeline
    from briefgen.pipeline.listing import table
    from briefgen.pipeline.notices import told

    path = Path(config_file) if config_file else settings_.find(Path())
    config = settings_.load(path)
    desk = settings_.load_desk(settings_.find_desk(path.parent if path else Path()), kind_of=kind_of)
    pipeline = Pipeline(config, published=published, desk=desk, about=_terms(about))
    rows, found = pipeline.stories(sources)
    for failure in found.failures:
        _tell(told(failure))
    lines = table(rows, standing=bool(config.briefs))
    for line in (json.dumps(row.as_record(), ensure_ascii=False) for row in rows) if form == "json" else lines:
        click.echo(line)
    return 1 if found.failures else 0


@cli.command()
@click.argument("brief", metavar="BRIEF")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
def verify(brief: str, sources: tuple[str, ...]) -> int:
    """Prove a finished memo (.pdf, .docx, .json, .yaml): every extract against its SOURCE and on the visible page.

    Exit code 0: all proved; 1: a source is missing; 3: words differ from their source or cannot be seen.
    """
    from briefgen.config import Config
    from briefgen.errors import ReadError
    from briefgen.model import Failure
    from briefgen.pipeline import Pipeline
    from briefgen.pipeline.finished import opened
    from briefgen.pipeline.notices import told
    from briefgen.storage import sources as places
    from briefgen.verify import verify as prove

    source = next(iter(places([brief])))
    if isinstance(source, Failure):
        raise ReadError(told(source))
    memo = opened(source)
    found = Pipeline(Config()).read(sources)
    for failure in found.failures:
        _tell(told(failure))
    report = prove(memo.brief, (*found.articles, *found.not_analysed), memo.pages, sealed=memo.sealed)
    for line in report.lines():
        click.echo(line)
    return report.exit_code


@cli.command()
@click.argument("places", nargs=-1, metavar="[PLACE...]")
@click.option("--host", is_flag=True, help="What this machine has for making memos: libraries, fonts, disk, clock.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="json: one record a line; github: faults beside the lines of a pull request.",
)
@click.option("--config", "config_file", metavar="FILE", help="Settings for sources (else ./config.yaml, if there).")
def check(places: tuple[str, ...], form: str, config_file: str | None, *, host: bool) -> int:
    """Tell every fault of a house style (its name or folder), a config.yaml or a desk.yaml, with line and remedy.

    Of a finished memo's PDF: whether its tags, fonts, metadata, marking and order of reading are right. Any other PLACE
    is a source: how it is read, its format, title, outlet, date and where that is from, paragraphs, language, faults.
    Exit code 0: all is well; 1: there are faults, or a source cannot be read.
    """
    from briefgen.check import check_of

    if not places and not host:
        raise click.UsageError("Missing argument 'PLACE...'.")
    code = _host(config_file, form) if host else 0
    own = [(place, checks) for place in places if (checks := check_of(place))]
    sources = tuple(place for place in places if not check_of(place))
    for place, checks in own:
        faults = checks(place)
        code = max(code, bool(faults))
        for fault in faults:
            click.echo({"text": fault.text, "json": fault.record, "github": fault.github}[form]())
        if form == "text":
            click.echo(f"{place}: {len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}")
    return max(code, _check_sources(sources, form, config_file)) if sources else code


def _check_sources(places: tuple[str, ...], form: str, config_file: str | None) -> int:
    """How each source is read; the exit code."""
    import json

    from briefgen import check as checks
    from briefgen import config as settings_
    from briefgen.language import kind_of
    from briefgen.pipeline import Pipeline

    path = Path(config_file) if config_file else settings_.find(Path())
    desk = settings_.load_desk(settings_.find_desk(path.parent if path else Path()), kind_of=kind_of)
    checked = []
    for one in checks.sources(places, Pipeline(settings_.load(path), desk=desk)):
        checked.append(one)
        if form == "github":
            for fault in one.faults:
                click.echo(checks.Fault(one.source, 0, 0, fault).github())
            continue
        click.echo(json.dumps(one.as_record(), ensure_ascii=False) if form == "json" else "\n".join(one.lines()))
    report = checks.Report(tuple(checked))
    if form == "text":
        click.echo(report.summary())
    return report.exit_code


def _host(config_file: str | None, form: str) -> int:
    """Print what this machine has; 1 where something is missing."""
    import json
    from dataclasses import asdict
    from datetime import UTC, datetime

    from briefgen import config as settings_
    from briefgen.check import host

    config = settings_.load(Path(config_file) if config_file else settings_.find(Path()))
    found = list(host.findings(config, datetime.now(UTC)))
    for one in found:
        click.echo(json.dumps(asdict(one), ensure_ascii=False) if form == "json" else one.line())
    return host.exit_code(found)


@cli.command()
@click.option(
    "--config", "config_file", metavar="FILE", help="Settings (else ./config.yaml); paths are those beside it."
)
@click.option("--dry-run", is_flag=True, help="Print what would be done and why; make, keep and deliver nothing.")
@click.option("--engine", type=click.Choice(["processes", "dask"]), default="processes", help="Who does the work.")
@click.option("--scheduler", metavar="ADDRESS", default="", help="dask's scheduler: tcp://host:8786.")
@click.option("--jobs", "at_once", type=click.IntRange(1, 256), metavar="N", help="Jobs at once (else jobs.at_once).")
@click.option("--only", multiple=True, metavar="NAME", help="Only this brief. May be repeated.")
@click.option("--force", is_flag=True, help="Make all anew, whatever has changed.")
@click.option("--prune", is_flag=True, help="Delete what is older than `keep` says, afterwards.")
@click.option("--sent", multiple=True, metavar="NAME", help="This brief's deliveries in doubt have arrived.")
@click.option("--resend", multiple=True, metavar="NAME", help="They have not: deliver them again.")
def batch(
    config_file: str | None, engine: str, scheduler: str, at_once: int | None, only: tuple[str, ...],
    sent: tuple[str, ...], resend: tuple[str, ...], *, dry_run: bool, force: bool, prune: bool,
) -> int:  # fmt: skip
    """Make the standing briefs of config.yaml: read what is new, make what has changed, deliver, report.

    Exit code 0: all that is owed is there; 1: a memo or delivery is missing, or the alarm is on; 75: another run is on.
    """
    from briefgen import config as settings_
    from briefgen.batch import Options, Run, progress, report
    from briefgen.language import kind_of
    from briefgen.pipeline.zone import now

    path = Path(config_file) if config_file else settings_.find(Path())
    if path is None:
        raise ConfigError("config.yaml: there is none here", hint="briefgen init DIR makes one, or give --config FILE")
    config = settings_.load(path)
    desk = settings_.load_desk(settings_.find_desk(path.parent), kind_of=kind_of)
    os.chdir(path.parent)
    options = Options(engine, at_once or 0, scheduler, only, force=force, prune=prune, sent=sent, resend=resend)
    shown = progress.for_stream(sys.stderr, is_terminal=sys.stderr.isatty())
    run = Run(config, desk, options, now(config.timezone), shown)
    if dry_run:
        for line in run.plan():
            click.echo(line)
        return 0
    night = run.night()
    for line in report.lines(night):
        _tell(line)
    click.echo(report.last_line(night))
    return report.exit_code(night)


@cli.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--style", metavar="NAME", default="base", help="The shipped house style that yours extends, or NAME:VARIANT."
)
@click.option("--name", metavar="NAME", default="our-style", help="What yours is called.")
def init(folder: str, style: str, name: str) -> int:
    """Make an office's desk in DIR: settings, a house style of its own, an inbox with a sample article.

    Nothing that is there is overwritten, and no later version of briefgen changes what was made.
    """
    from shlex import quote

    from briefgen import desk

    home = Path(folder)
    for path in desk.init(home, style=style, name=name):
        click.echo(path)
    enter = "" if home.resolve() == Path.cwd() else f"cd {quote(folder)} && "
    click.echo(f"next: {enter}briefgen make inbox/ -o memo.pdf")
    return 0


def main() -> None:
    """Runs the command and ends the process with its exit code."""
    # One memo lives as long as its process: collecting garbage on the way costs a tenth of its time.
    gc.set_threshold(1_000_000, 20, 20)
    sys.exit(_run(lambda: cli.main(standalone_mode=False), debug="--debug" in sys.argv[1:]))


def _run(command: Callable[[], object], *, debug: bool) -> int:
    """Faults become lines on stderr; anything else is a bug and keeps its traceback."""
    try:
        code = command()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell("interrupted")
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return 2
    except BriefgenError as error:
        if debug:
            raise
        _tell(str(error))
        return error.exit_code
    return code if isinstance(code, int) else 0
