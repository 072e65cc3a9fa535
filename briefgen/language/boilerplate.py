"""An article's blocks in, its body paragraphs and its boilerplate out; the rules stand in `boilerplate.yaml`.

Boilerplate is what a page carries besides the article: read times, share lines, credits, bylines, related links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from briefgen.language.lexicon import Lexicon, lexicon
from briefgen.model import Article, Block, Dateline

BODY_KINDS = frozenset({"paragraph", "item", "other", "heading"})
# A title repeated in the body is no sentence of the article.
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]»]*$")
_WORD = re.compile(r"\w+")
_CAPTION_WORDS = 60
_LONGEST_LINE, _LONGEST_CAPTION, _TAIL = 2000, 1000, 160  # characters


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs in order (their number is their place, from 1), boilerplate, and the dateline that was set off."""

    paragraphs: tuple[Block, ...]
    boilerplate: tuple[Block, ...]
    dateline: Dateline | None


@cache
def _rules(language: str, part: str) -> re.Pattern[str]:
    """The rules of one part of `boilerplate.yaml` as one pattern; those of `end` hold at the end only."""
    rules = lexicon(language).boilerplate[part].values()
    any_rule = "|".join(f"(?:{rule})" for rule in rules)
    return re.compile(f"(?:{any_rule})$" if part == "end" else any_rule, re.IGNORECASE)


def _is_junk(text: str, words: Lexicon) -> bool:
    """Whether a whole paragraph is boilerplate."""
    folded = " ".join(text.split())
    if len(folded) <= _LONGEST_LINE and _rules(words.language, "line").fullmatch(folded):
        return True
    if len(folded) <= _LONGEST_CAPTION and _rules(words.language, "end").search(folded[-_TAIL:]):
        return True
    is_caption = bool(_rules(words.language, "caption_start").match(folded))
    return is_caption and _tells_nothing(folded, words)


def _tells_nothing(folded: str, words: Lexicon) -> bool:
    """Whether a text is as short as a caption and quotes nobody."""
    quoting, _ = words.speech
    tokens = _WORD.findall(folded)
    return len(tokens) <= _CAPTION_WORDS and not quoting.intersection(tokens)


def _is_heading(block: Block, text: str, words: Lexicon) -> bool:
    """A sub-heading: what the reader took for one, or a short line that no full stop ends."""
    if block.kind == "item":
        return False
    ended = bool(_ENDS.search(text))
    if block.kind == "heading":
        return not ended or len(_WORD.findall(text)) < words.boilerplate["short"]
    return not ended and len(_WORD.findall(text)) < 2 * words.boilerplate["short"]


def _without_tail(block: Block, text: str, words: Lexicon) -> Block:
    """The paragraph without an agency's staff line behind its last sentence."""
    found = _rules(words.language, "inline").search(text)
    if not found or not text[: found.start()].strip():
        return block
    return replace(block, end=block.start + len(text[: found.start()].rstrip()))


def _without_mark(block: Block, text: str, words: Lexicon) -> Block:
    """A list item without its bullet or number."""
    found = re.match(words.boilerplate["item_mark"], text) if block.kind == "item" else None
    return replace(block, start=block.start + found.end()) if found else block


def body(article: Article) -> Body:
    """Sorts the blocks of an article; headings, title, byline and captions are neither body nor boilerplate."""
    words = lexicon(article.language)
    paragraphs: list[Block] = []
    junk: list[Block] = []
    title = " ".join(article.title.split()).casefold()
    for block in article.blocks:
        if block.kind not in BODY_KINDS:
            continue
        if _is_junk(article.text[block.start : block.end], words):
            junk.append(block)
            continue
        own = _without_tail(block, article.text[block.start : block.end], words)
        text = article.text[own.start : own.end]
        if not _is_heading(own, text, words) and " ".join(text.split()).casefold() != title:
            paragraphs.append(_without_mark(own, text, words))
    return _with_dateline(article.text, tuple(paragraphs), tuple(junk), words)


# "KUALA LUMPUR, July 9 (Reuters) -", "GENEVA (Agency) --", "MABI, Japan - (Agency) -", "BEIRUT —", "ISLAMABAD:".
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w.'’/-]{0,40}(?:(?:, ?| / | )(?:the )?[A-ZÀ-Þ][\w.'’/-]{0,40}){0,5}?)"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?"
    r"(?:,?\s*(?:[–—-]\s*)?\((?P<agency>[^()]{2,60})\))?\s*(?P<mark>—|–|--|-|:)\s+(?=[^a-z])"
)
# "ALDORF (Agency)The minister", "(Agency)The minister", as some pages are set.
_GLUED = re.compile(
    r"(?:(?P<place>[A-ZÀ-Þ][\w.'’/-]{0,40}(?:(?:, ?| )[A-ZÀ-Þ][\w.'’/-]{0,40}){0,4}) )?"
    r"\((?P<agency>[A-ZÀ-Þ][^()]{1,30})\)(?=[A-ZÀ-Þ“\"‘])"
)
# "(Agency) -", the place left out.
_AGENCY_LINE = re.compile(r"\((?P<agency>[A-ZÀ-Þ][^()]{1,59})\)\s*(?:—|–|--|-)\s+(?=[^a-z])")
_OPENING = 3  # paragraphs in which a dateline may stand: a caption or a note may stand above it


def _with_dateline(text: str, paragraphs: tuple[Block, ...], junk: tuple[Block, ...], words: Lexicon) -> Body:
    """Sets off a dateline at the head of the first paragraph, or of one soon after it that names an agency."""
    for at, block in enumerate(paragraphs[:_OPENING]):
        found = _DATELINE.match(text, block.start, block.end)
        if found and (found["agency"] or (at == 0 and _is_place(found, words))):
            dateline = Dateline(found.start(), found.end(), found["place"].strip(" ,"), found["agency"])
            return _set_off(paragraphs, junk, at, dateline)
        glued = _GLUED.match(text, block.start, block.end)
        if glued:
            dateline = Dateline(glued.start(), glued.end(), glued["place"], glued["agency"])
            return _set_off(paragraphs, junk, at, dateline)
        alone = _AGENCY_LINE.match(text, block.start, block.end)
        if alone:
            return _set_off(paragraphs, junk, at, Dateline(alone.start(), alone.end(), None, alone["agency"]))
    return Body(paragraphs, junk, None)


def _set_off(paragraphs: tuple[Block, ...], junk: tuple[Block, ...], at: int, dateline: Dateline) -> Body:
    """The paragraph at a place begins behind its dateline."""
    rest = replace(paragraphs[at], start=dateline.end)
    return Body((*paragraphs[:at], rest, *paragraphs[at + 1 :]), junk, dateline)


def _is_place(found: re.Match[str], words: Lexicon) -> bool:
    """Whether capitals before a dash or colon are a place: "BEIRUT —", "SEOUL, South Korea –", not "UPDATE:"."""
    town, *rest = (part.strip() for part in found["place"].split(","))
    if not town.replace(" ", "").isupper() or town in words.bodies:
        return False
    states = words.abbreviations[1]  # "Fla."
    is_known = town.title() in words.cities or town.title() in words.capitals
    if found["mark"] == ":" or any(not part.isupper() for part in rest):
        return is_known or any(part in words.countries or part.rstrip(".") in states for part in rest)
    return True
