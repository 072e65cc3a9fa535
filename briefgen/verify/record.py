"""A brief in; findings on what is no extract out: the record itself, deciding words, sentences of foreign articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.model import Article, Brief, Extract, Ref, Value, extracts_of, normalised
from briefgen.verify.findings import Finding, State
from briefgen.verify.words import difference, same


def of_record(brief: Brief, *, finished: bool, sealed: bool) -> Iterator[Finding]:
    """What is wrong with the record as a whole."""
    if finished and not sealed:
        yield Finding(0, "altered", "", "the record inside was changed after the memo was made", "record")
    numbers = Counter(extract.number for extract in extracts_of(brief))
    for number in sorted(number for number, count in numbers.items() if count > 1):
        yield Finding(0, "altered", "", f"two extracts have the number {number}", "record")
    for ref in sorted({ref.ref for ref in _refs(brief)} - set(numbers)):
        yield Finding(0, "altered", "", f"a section points to extract {ref}, which is not there", "record")


def of_words(brief: Brief) -> Iterator[Finding]:
    """Words in quotation marks beside a number, of a question, a date ahead or a figure: do they stand there?"""
    extracts = {extract.number: extract for extract in extracts_of(brief)}
    rows = [(question.extract, question.words) for question in brief.questions]
    rows += [(question.extract, question.clause) for question in brief.questions]
    rows += [(expected.extract, expected.words) for expected in brief.outlook]
    rows += [(value.extract, value.text) for value in _values(brief)]
    for item, words in rows:
        extract = extracts.get(item.ref) if isinstance(item, Ref) else item
        if extract is None or not words or extract.edited_by_hand:
            continue
        if _straight(words) not in _straight(_without_edits(extract)):
            yield Finding(
                extract.number, "altered", "", f"“{words}” does not stand in extract {extract.number}", "words"
            )


def of_foreign(brief: Brief, articles: Sequence[Article]) -> Iterator[Finding]:
    """The first sentences of articles that are listed in their own language."""
    for number, listed in enumerate(brief.coverage.not_analysed, 1):
        known = [one for one in articles if one.digest == listed.digest or one.location == listed.location]
        there = known[0].text[listed.start : listed.end] if known else ""
        if not known:
            finding: tuple[State, str] = ("not proved", f"its source is missing: {listed.location}")
        elif same(there, listed.first):
            finding = ("verified", "")
        elif known[0].digest == listed.digest:
            finding = ("altered", difference(listed.first, there))
        else:
            finding = ("source changed", f"{listed.location} was another text when it was read")
        yield Finding(number, finding[0], "", finding[1], "foreign sentence")


def _without_edits(extract: Extract) -> str:
    text = extract.text
    for edit in extract.edits:
        text = text.replace(edit.inserted, "", 1)
    return text


def _straight(text: str) -> str:
    """Normal form with typewriter apostrophes, which deciding words are matched with."""
    return normalised(text.replace("’", "'"))


def _refs(brief: Brief) -> Iterator[Ref]:
    items: list[object] = [*brief.bottom_line, *brief.developments, *brief.background, *brief.stakes]
    items += [figure.extract for figure in brief.figures]
    items += [item for position in brief.reactions for item in position.extracts]
    items += [expected.extract for expected in brief.outlook]
    items += [question.extract for question in brief.questions]
    items += [value.extract for value in _values(brief)]
    yield from (item for item in items if isinstance(item, Ref))


def _values(brief: Brief) -> Iterator[Value]:
    """Every value of a quantity that is told differently, or was."""
    for found in (*brief.discrepancies, *brief.updates):
        yield from found.values
