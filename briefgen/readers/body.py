"""An article's text as a feed, a wire or an interface carries it in (HTML or plain), its parts out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from briefgen.readers.markup import parsed, parts_of
from briefgen.readers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What body.yaml says, compiled."""

    more: re.Pattern[str]
    mark: re.Pattern[str]
    trailer: re.Pattern[str]
    tag: re.Pattern[str]


@cache
def rules() -> Rules:
    """The shipped rules."""
    import yaml

    raw = yaml.safe_load(resources.files("briefgen.readers").joinpath("body.yaml").read_text(encoding="utf-8"))
    return Rules(
        more=re.compile(raw["more"], re.IGNORECASE),
        mark=re.compile(f"{raw['mark']}$"),
        trailer=re.compile(raw["trailer"], re.IGNORECASE),
        tag=re.compile(rf"</?(?:{'|'.join(raw['tags'])})\b[^>]{{0,2000}}>", re.IGNORECASE),
    )


def parts_of_body(text: str) -> list[Part]:
    """The parts of a text: HTML where it holds tags, else plain text in paragraphs.

    Loose words of HTML that do not read as a sentence stay "other"; a plain text is all body.
    """
    if rules().tag.search(text):
        return _of_html(text)
    plain = _unescaped(text)
    return [part._replace(kind="paragraph") if part.kind == "title" else part for part in _plain(plain)]


def broken_off(parts: Sequence[Part]) -> bool:
    """Whether the last words say that the text goes on elsewhere: "…", "[+1234 chars]", "Read more"."""
    shown = [part for part in parts if part.words.strip()]
    last = shown[-1] if shown else None
    if last is None:
        return False
    if last.kind != "paragraph" and rules().more.fullmatch(last.words.strip()):
        return True
    body = next((part for part in reversed(shown) if part.kind in ("paragraph", "item")), last)
    return rules().mark.search(body.words) is not None


def _of_html(text: str) -> list[Part]:
    tree = parsed(text)
    try:
        found = [] if tree is None else list(parts_of(tree))
    except RecursionError:
        words = _unescaped(re.sub(r"<[^>]{0,2000}>", "\n", text))
        return _plain(words)
    return [part._replace(kind="other") if rules().trailer.fullmatch(part.words.strip()) else part for part in found]


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text) if _ENTITY.search(text) else text


def _plain(text: str) -> list[Part]:
    from briefgen.readers.plain import cut

    return [Part(piece.kind, " ".join(piece.words.split())) for piece in cut(text)]
