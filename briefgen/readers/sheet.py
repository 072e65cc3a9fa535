"""A PDF page's text layer in, its lines with their places out.

The text of a page is asked for once, and two or three characters of each line for their boxes: asking for every
character would cost more than all else (40 microseconds a line against 3).
"""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLED = 3  # with fewer wide lines a page has no two columns in one line
_WIDE = 0.6  # of the page's width
_LONG = 60  # characters
_GUTTER = 1.5  # times the size of the type: a wider space parts two columns
_FORMS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURES = str.maketrans(_FORMS)
SOFT = "\u00ad\u2010"
"""What stands for a hyphen at a line's end that only the line's width has put there."""
_DIVIDES = ("\u0002", "\ufffe")
_PIECE = re.compile("([^\r\n\u0002\ufffe]*)(\r\n|[\r\n\u0002\ufffe]|\\Z)")
# Behind a mark or a word of four letters: "km²" and "m³" are figures of the article, and stay.
_NOTE = re.compile(r"(?:(?<=[.,;:!?”\"’)])|(?<=[a-zà-ÿ]{4}))\d{1,2}(?=[\s.,;:]|$)")
_NOTE_SIZE = 0.8  # of the line's: what is smaller is raised
_INITIAL = 2  # characters: a letter, perhaps behind a quotation mark
_REAL = 1.5  # points
_DROP_CAP = 1.8
BULLETS = frozenset("•·▪●‣◦■–-*○□➢✓")
_PAIRED = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff\u200b]")


class Line(NamedTuple):
    """A line of text: its words, and its box in points from the page's lower left corner.

    `size` is the type's as the file states it: two sizes can be compared, but some programs state all in a unit of
    their own.
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def height(self) -> float:
        """Of the type, in points."""
        return self.top - self.bottom


def lines_on(textpage: Any, width: float) -> list[Line]:
    """The lines of a page in the order of its text layer."""
    import pypdfium2.raw as pdfium

    text = _in_units(textpage.get_text_range())
    handle = textpage.raw
    box = pdfium.FS_RECTF()
    at_box = ctypes.byref(box)
    ask, ask_size = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetFontSize
    found: list[Line] = []
    wide: list[tuple[int, int]] = []
    size = height = 0.0
    for piece in _PIECE.finditer(text):
        words, end = piece.groups()
        bare = words.strip()
        if not bare:
            continue
        first = piece.start() + len(words) - len(words.lstrip())
        last = first + len(bare) - 1
        ask(handle, first, at_box)
        left = box.left
        ask(handle, last, at_box)
        right, bottom, top = box.right, box.bottom, box.top
        if top - bottom != height:  # most lines are set as the one before them
            height = top - bottom
            size = _size(ask_size(handle, first), ask_size(handle, last), height)
        if right - left > _WIDE * width and len(bare) > _LONG:
            wide.append((len(found), first))
        if _NOTE.search(bare):
            bare = _without_notes(bare, first, size, lambda at: ask_size(handle, at))
        # A word that a line's end divides is one word to the text layer: the hyphen is a sign of its own.
        found.append(Line(f"{bare}-" if end in _DIVIDES else bare, left, right, bottom, top, size))
    if len(wide) > _SAMPLED and _has_gutter(found, (wide[len(wide) // 3], wide[2 * len(wide) // 3]), handle):
        found = _split(found, dict(wide), handle)
    if any(line.words in BULLETS for line in found):
        found = _with_bullets(found)
    if any(len(line.words) <= _INITIAL for line in found):
        found = _with_initials(found)
    if _odd(text):
        found = [line._replace(words=clean(line.words)) for line in found]
    return [line for line in found if line.words]


def _in_units(text: str) -> str:
    """The text with two signs for each character beyond U+FFFF, as the text layer counts them; `clean` joins them."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[at] | units[at + 1] << 8) for at in range(0, len(units), 2))


def _size(first: float, last: float, height: float) -> float:
    """The size of a line's type, of those of its ends: a note's mark or code may stand at one, or a large letter."""
    large, small = max(first, last), min(first, last)
    size = large if large < _DROP_CAP * small else small
    # Some programs set all type in size 1 and let the page enlarge it.
    return size if size > _REAL else height


def _without_notes(words: str, first: int, size: float, size_at: Callable[[int], float]) -> str:
    """Words without the small figures that point to notes."""
    marks = [one for one in _NOTE.finditer(words) if size_at(first + one.start()) < _NOTE_SIZE * size]
    for mark in reversed(marks):
        words = words[: mark.start()] + words[mark.end() :]
    return words


def _with_initials(lines: list[Line]) -> list[Line]:
    """The large letter at the start of an article, put before the word that it begins."""
    found = list(lines)
    for initial in (line for line in lines if len(line.words) <= _INITIAL and line.words[-1].isupper()):
        beside = sorted((line for line in found if _beside_initial(initial, line)), key=lambda line: -line.top)
        if beside:
            # The lines beside it stand further in; they are one paragraph.
            left = beside[1].left if len(beside) > 1 else beside[0].left
            found[found.index(beside[0])] = beside[0]._replace(words=initial.words + beside[0].words, left=left)
            found.remove(initial)
    return found


def _beside_initial(initial: Line, line: Line) -> bool:
    level = line.bottom < initial.top - line.height / 2 and line.top > initial.bottom + line.height / 2
    near = initial.left - 1 <= line.left < initial.right + 2 * line.height
    return level and near and line is not initial and initial.height > _DROP_CAP * line.height


def _with_bullets(lines: list[Line]) -> list[Line]:
    """Bullets that stand alone in the text layer, put before the line that they stand beside."""
    bullets = [line for line in lines if line.words in BULLETS]
    found: list[Line] = []
    for line in lines:
        own = [one for one in bullets if _beside(one, line)]
        if line not in bullets:
            found.append(line._replace(words=f"{own[0].words} {line.words}") if own else line)
    return found


def _beside(bullet: Line, line: Line) -> bool:
    level = abs((bullet.bottom + bullet.top) - (line.bottom + line.top)) < line.height
    return level and 0 <= line.left - bullet.right < 4 * line.height


def clean(words: str) -> str:
    """Words without unseen characters, ligatures as letters, pairs of surrogates as the characters they stand for."""
    words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNSEEN.sub("", words).translate(_LIGATURES).strip()


def _odd(text: str) -> bool:
    if text.isascii():
        return _UNSEEN.search(text) is not None
    return _UNSEEN.search(text) is not None or _PAIRED.search(text) is not None or any(one in text for one in _FORMS)


# ------------------------------------------------------------------ two columns in one line


def _has_gutter(lines: list[Line], sample: tuple[tuple[int, int], ...], handle: Any) -> bool:
    """Whether all of some wide lines have a wide space inside."""
    return all(_gap(lines[number], first, handle) is not None for number, first in sample)


def _split(lines: list[Line], wide: dict[int, int], handle: Any) -> list[Line]:
    """The lines, wide ones cut at their widest space: all left halves of a run before its right halves."""
    found: list[Line] = []
    right_halves: list[Line] = []
    for number, line in enumerate(lines):
        gap = _gap(line, wide[number], handle) if number in wide else None
        if gap is None:
            if line.right - line.left > right_halves_width(right_halves):
                found += right_halves
                right_halves = []
            found.append(line)
            continue
        cut, end, start = gap
        found.append(line._replace(words=line.words[:cut].rstrip(), right=end))
        right_halves.append(line._replace(words=line.words[cut:].lstrip(), left=start))
    return found + right_halves


def right_halves_width(halves: list[Line]) -> float:
    """The width over which a line that is not cut spans both columns, and ends them."""
    return max((half.right - half.left for half in halves), default=0.0) * 1.3


def _gap(line: Line, first: int, handle: Any) -> tuple[int, float, float] | None:
    """Where a line's widest space stands, and its left and right edge; None where it is no gutter."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    best: tuple[float, int, float, float] | None = None
    for found in re.finditer(r" +", line.words):
        pdfium.FPDFText_GetLooseCharBox(handle, first + found.start() - 1, ctypes.byref(box))
        end = box.right
        pdfium.FPDFText_GetLooseCharBox(handle, first + found.end(), ctypes.byref(box))
        if best is None or box.left - end > best[0]:
            best = (box.left - end, found.start(), end, box.left)
    if best is None or best[0] < _GUTTER * line.height:
        return None
    return best[1], best[2], best[3]
