"""A finished Word memo in; the text that Word shows of it out.

Unlike a PDF's, its pages are not drawn. Words are taken for unseen by what the document says of them: deleted, hidden,
nearly white, under 4 points. White words on a dark ground are unseen too: no style of ours has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {"w": _W.strip("{}")}
_GONE = (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
SMALLEST = 8
"""Half points."""
LIGHTEST = 0xD8
"""Of each of red, green and blue."""


def shown(data: bytes) -> tuple[str, ...]:
    """The words of the body, a line a paragraph, as one page: Word alone knows where pages end."""
    from docx import Document

    document = Document(BytesIO(data))
    styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.findall("w:style", _SPACES)}
    return ("\n".join("".join(_seen(one, styles)) for one in document.element.body.iter(f"{_W}p")),)


def _seen(paragraph: Any, styles: dict[str, Any]) -> Iterator[str]:
    own = list(_chain(paragraph.find("w:pPr/w:pStyle", _SPACES), styles))
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p")) is not paragraph or any(True for _ in run.iterancestors(*_GONE)):
            continue
        properties = [run.find("w:rPr", _SPACES), *_chain(run.find("w:rPr/w:rStyle", _SPACES), styles), *own]
        if not _is_unseen([one for one in properties if one is not None]):
            yield run.text


def _chain(named: Any, styles: dict[str, Any]) -> Iterator[Any]:
    """What a style says of its words, then what those say that it is based on."""
    passed: set[str] = set()
    while named is not None and (name := named.get(f"{_W}val")) in styles and name not in passed:
        passed.add(name)
        yield styles[name].find("w:rPr", _SPACES)
        named = styles[name].find("w:basedOn", _SPACES)


def _is_unseen(properties: list[Any]) -> bool:
    """The nearest that says something of a property decides about it."""
    hidden, color, size = (_first(properties, name) for name in ("vanish", "color", "sz"))
    if hidden is not None and hidden.get(f"{_W}val", "true") not in ("0", "false", "off"):
        return True
    if size is not None and float(size.get(f"{_W}val", SMALLEST)) < SMALLEST:
        return True
    value = color.get(f"{_W}val", "auto") if color is not None else "auto"
    return len(value) == 6 and all(int(value[at : at + 2], 16) >= LIGHTEST for at in (0, 2, 4))


def _first(properties: list[Any], name: str) -> Any:
    found = (one.find(f"w:{name}", _SPACES) for one in properties)
    return next((one for one in found if one is not None), None)
