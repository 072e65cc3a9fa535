"""A text in, its language and its direction out; the first sentence of a text in any language.

English, which is analysed, is told by its most frequent words, which costs next to nothing; other languages by
py3langid's model (97 languages, trained by the authors of langid.py), which takes a second to load and is loaded for
the first of them only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from briefgen.language.lexicon import lexicon

if TYPE_CHECKING:
    from briefgen.model import Article

_SHARE = 0.1  # English news has 0.25 to 0.45 of the frequent words; Dutch, the nearest, 0.03
_LEAST = 12  # words: of a shorter text the source's own word is believed
_LOOKED_AT = 6000  # characters
_BODY = ("paragraph", "item", "other", "heading")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(article: Article) -> str | None:
    """A language code ("en", "sl") by the article's own words; as the source states it where these are too few."""
    stated = (article.language or "").replace("_", "-").split("-")[0].strip().lower() or None
    text = _running(article)
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    if len(words) < _LEAST and letters < 5 * _LEAST:  # a paragraph of Chinese is one word here
        return stated
    frequent = lexicon("en").frequent
    if sum(word.lower() in frequent for word in words) >= _SHARE * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(text)[0])


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """How most of the letters of a text run."""
    kinds = [unicodedata.bidirectional(character) for character in text[:_LOOKED_AT]]
    right = sum(kind in ("R", "AL") for kind in kinds)
    return "rtl" if right > kinds.count("L") else "ltr"


def _running(article: Article) -> str:
    paragraphs = [article.text[one.start : one.end] for one in article.blocks if one.kind == "paragraph"]
    whole = paragraphs or [article.text[one.start : one.end] for one in article.blocks if one.kind in _BODY]
    return "\n".join((article.title, *whole))[:_LOOKED_AT]


# ------------------------------------------------------------------ the first sentence

_ENDS = re.compile(r"[。！？]|[.!?؟।۔…]+[\"”»’)\]]*(?=\s|$)")
_SHORT = re.compile(r"(?:^|[\s(])(?:[^\W\d_]{1,3}|\d{1,3})$")  # "Dr", "Nr", "z. B", "3": their stop ends no sentence
_MOST = 600  # characters of a paragraph in which no sentence ends


def first_sentence(article: Article) -> tuple[int, int]:
    """Start and end in `Article.text` of the first sentence of the body, by the stops of all scripts.

    A stop behind a short word or a number is taken for an abbreviation: a second sentence too many is still the
    source's. A paragraph without a stop counts whole, up to 600 characters. (0, 0): no body.
    """
    block = next((one for one in article.blocks if one.kind in ("paragraph", "item")), None)
    if block is None:
        return 0, 0
    words = article.text[block.start : block.end]
    for found in _ENDS.finditer(words):
        if not (words[found.start()] == "." and _SHORT.search(words[: found.start()])):
            return block.start, block.start + found.end()
    cut = len(words) if len(words) <= _MOST else words.rfind(" ", 0, _MOST)
    return block.start, block.start + (cut if cut > 0 else _MOST)
