"""A page's tree and the parts that an extractor found in; the parts with what it has passed over or taken too much.

Two witnesses are heard: the paragraphs that stand beside found ones in the same element, and the article's text as the
page's structured data give it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefgen.readers.lines import ends_sentence
from briefgen.readers.markup import HTML, parts_of
from briefgen.readers.page import words_of
from briefgen.readers.parts import BODY, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

_BESIDE = 3  # found paragraphs in an element make its other ones likely
_WORDS = 8  # a paragraph of fewer words may be a link or a label
_LETTERS = 30  # by which a paragraph is known
_LINKED = 0.5  # of its letters: a paragraph that is links for the most part is none of the article
_STATED_WORDS = 80  # a stated text of fewer is a summary
_COVERED = 0.9  # of the stated text's words, by the parts, for both to agree
_INSIDE = 0.75  # of a part's words in the stated text, for the part to belong to it
_UNSEEN = ("script", "style", "noscript", "template", "figcaption", "aside", "nav", "footer", "form", "button")
_WORD = re.compile(r"\w+")


def completed(tree: Any, parts: Sequence[Part], stated: str) -> list[Part]:
    """The parts of the article. `stated`: its text as the structured data have it, "" where they have none."""
    own = without_captions(tree, with_neighbours(tree, parts))
    if len(stated.split()) < _STATED_WORDS:
        return own
    text = _bag(stated)
    if _share(text, own) >= _COVERED and _precision(text, own) >= _COVERED:
        return own
    other = _around(tree, text)
    return other if _agreement(text, other) > _agreement(text, own) else own


# ------------------------------------------------------------------ beside what was found


def with_neighbours(tree: Any, parts: Sequence[Part]) -> list[Part]:
    """With the paragraphs that stand among found ones in the page, in their place."""
    found = {_opening(part.words): number for number, part in enumerate(parts)}
    rows = [(element, opening) for element in tree.iter("p") if (opening := _opening(_start_of(element)))]
    homes = Counter(element.getparent() for element, opening in rows if opening in found)
    extra: dict[int, list[Part]] = {}
    before, last = -1, len(parts) - 1
    for element, opening in rows:
        if opening in found:
            before = found[opening]
        elif homes[element.getparent()] >= _BESIDE and 0 <= before < last and _is_prose(element):
            extra.setdefault(before, []).append(Part("paragraph", words_of(element)))
    return [one for number, part in enumerate(parts) for one in (part, *extra.get(number, ()))]


def _start_of(element: Any) -> str:
    """The first words of an element: most paragraphs are told by them, without a look at the rest."""
    start = ""
    for text in element.itertext(with_tail=False):
        start += text
        if len(start) > 4 * _LETTERS:
            break
    return " ".join(start.split())


def _opening(words: str) -> str:
    """What a paragraph is known by: its first letters. Further on an extractor may have lost a link or a mark."""
    return _key(words[: 2 * _LETTERS])[:_LETTERS]


def _is_prose(element: Any) -> bool:
    words = words_of(element)
    if len(words.split()) < _WORDS or not ends_sentence(words):
        return False
    if any(above.tag in _UNSEEN for above in element.iterancestors()):
        return False
    linked = sum(len(words_of(link)) for link in element.iter("a"))
    return linked < _LINKED * len(words)


def without_captions(tree: Any, parts: Sequence[Part]) -> list[Part]:
    """The parts, those that the page has as the captions of its pictures named so."""
    captions = {_key(words_of(element)) for element in tree.iter("figcaption")}
    return (
        list(parts)
        if not captions
        else [part._replace(kind="caption") if _key(part.words) in captions else part for part in parts]
    )


def _key(words: str) -> str:
    return "".join(_WORD.findall(words)).casefold()


# ------------------------------------------------------------------ the stated text


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _of(parts: Sequence[Part]) -> Counter[str]:
    return _bag(" ".join(part.words for part in parts if part.kind in BODY))


def _share(text: Counter[str], parts: Sequence[Part]) -> float:
    return (text & _of(parts)).total() / max(1, text.total())


def _precision(text: Counter[str], parts: Sequence[Part]) -> float:
    found = _of(parts)
    return (text & found).total() / max(1, found.total())


def _agreement(text: Counter[str], parts: Sequence[Part]) -> float:
    share, precision = _share(text, parts), _precision(text, parts)
    return 2 * share * precision / max(1e-9, share + precision)


def _around(tree: Any, text: Counter[str]) -> list[Part]:
    """The parts of the smallest element of the page that holds the stated text, those that belong to it."""
    home = next(iter(tree.iter("body")), tree)
    while True:
        inner = next((child for child in home if _holds(child, text)), None)
        if inner is None:
            break
        home = inner
    try:
        parts = list(parts_of(home, HTML))
    except RecursionError:
        return []
    return [part for part in parts if part.kind not in BODY or _belongs(part, text)]


def _holds(element: Any, text: Counter[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return False
    return (text & _bag(" ".join(element.itertext()))).total() >= _COVERED * text.total()


def _belongs(part: Part, text: Counter[str]) -> bool:
    own = _bag(part.words)
    return (own & text).total() >= _INSIDE * own.total()
