"""What was read and written in; what a person should know beside the memo out, `place: what: what to do`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefgen.model import Brief, Extract, Failure, Time, extracts_of, visible
from briefgen.pipeline.outputs import Written
from briefgen.pipeline.reading import Found
from briefgen.styles import Style
from briefgen.styles.translation import notice


def told(failure: Failure) -> str:
    """`place: what: what to do`, one line, whatever a file is called."""
    message = "\n".join(map(visible, failure.message.split("\n")))  # a record's faults have a line each
    parts = (visible(failure.location), message, visible(failure.hint))
    return ": ".join(part for part in parts if part)


def nothing(found: Found) -> list[str]:
    """Why there is no memo."""
    lines = [told(failure) for failure in found.failures]
    lines += [f"{visible(a.location)}: in {a.language}: only English can be analysed" for a in found.not_analysed]
    return lines or ["no source: give a file, a folder, a pattern or -"]


def passed_over(found: Found, what: str) -> Iterable[str]:
    """Articles in a language that cannot be analysed, and what became of them."""
    return (f"{visible(article.location)}: in {article.language}: {what}" for article in found.not_analysed)


def untranslated(style: Style) -> tuple[str, ...]:
    """The fixed words that the style's language lacks."""
    return (notice(style.untranslated, style.language),) if style.untranslated else ()


def notices(written: Written, found: Found, asked: Sequence[Path]) -> Iterable[str]:
    """What a person should know beside the memo, `place: what: what to do`."""
    brief = written.brief
    yield from written.notices
    yield from passed_over(found, "listed, not analysed")
    if not found.briefs:
        yield from _undated(brief)
        yield from _stories(brief)
    for extract in extracts_of(brief):
        if extract.edited_by_hand:
            yield f"extract {extract.number}: reworded by hand: printed as a person's words"
    if brief.left_out:
        yield f"{brief.left_out} extracts had no room: they are counted on the source page: raise limits.pages"
    for path, wanted in zip(written.files, asked, strict=True):
        if path != wanted:
            yield f"{wanted}: edited by hand, not overwritten: the new record is {path}"
    for path in written.beside:
        if path.name.endswith(".new.json"):
            yield f"{path}: the record beside the memo was edited by hand, and is kept: put this one in its place"


def _stories(brief: Brief) -> Iterable[str]:
    """Stories of which nothing is printed, and what was asked for in vain."""
    for story in brief.coverage.stories:
        if story.left_out == "limits":
            articles = "1 article" if story.articles == 1 else f"{story.articles} articles"
            what = f'story {story.number}: "{visible(story.headline)}", {articles}: not printed'
            yield f"{what}: raise limits.stories, or give --story {story.number}"
    other = sum(story.left_out == "not about" for story in brief.coverage.stories)
    if other:
        are = "is" if other == 1 else "are"
        yield f"{other} of the stories {are} not about what was asked for: listed on the source page"
    for term in brief.not_found:
        yield f'--about "{visible(term)}": stands in no article'


def _undated(brief: Brief) -> Iterable[str]:
    """Days that stay as written because their source has no date."""
    for reference in brief.references:
        if reference.published:
            continue
        own = [e for e in extracts_of(brief) if e.cite.reference == reference.number]
        open_times = dict.fromkeys(time.named for e in own for time in _open_times(e))
        days = ", ".join(f'"{time}"' for time in open_times)
        left = f"; {days} stay as written" if days else ""
        yield f"{visible(reference.location)}: no publication date{left}: give it with --published YYYY-MM-DD"


def _open_times(extract: Extract) -> list[Time]:
    return [time for time in extract.times if time.resolved is None]
