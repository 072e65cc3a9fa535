"""Characters that a style's faces lack in; how each would be printed out, and the package with a font that has it.

Fontconfig is asked before the layout: WeasyPrint tells of an empty box only when it has printed it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby
from unicodedata import category, name

from briefgen.errors import WriteError

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_MOST = 4  # characters of a script that are named; the others are counted
_SYSTEM = 0  # FcSetSystem


def gate(characters: Collection[str], style: str) -> tuple[str, ...]:
    """What a person should know of characters that no face of the style has.

    Raises WriteError where letters or figures, such as a name's, would be printed as empty boxes.
    """
    there = on_machine(characters)
    boxes = set(characters) - there
    if words := sorted(char for char in boxes if category(char)[0] in "LMN"):
        raise WriteError(
            f"no font of this machine has {named(words)}: an empty box would be printed for each",
            hint=f"sudo apt-get install {_packages(words)}",
        )
    notices = []
    if there:
        what = f"no face of the style {style} has {named(there)}: printed in a font of this machine"
        notices.append(f"{what}: add a face with them to style.yaml for the same page on every machine")
    if boxes:
        what = f"no font of this machine has {named(boxes)}: AN EMPTY BOX IS PRINTED FOR EACH"
        notices.append(f"{what}: sudo apt-get install {_packages(boxes)}")
    return tuple(notices)


def named(characters: Iterable[str]) -> str:
    """`“ق” U+0642 ARABIC LETTER QAF, “ا” U+0627 ARABIC LETTER ALEF (Arabic)`."""
    known = sorted(characters, key=lambda char: (_script_of(char), char))
    return "; ".join(_of_one_script(script, list(group)) for script, group in groupby(known, _script_of))


def _of_one_script(script: str, characters: list[str]) -> str:
    told = ", ".join(f"“{char}” U+{ord(char):04X} {name(char, '')}".strip() for char in characters[:_MOST])
    more = len(characters) - _MOST
    return f"{told}{f' and {more} more' if more > 0 else ''} ({script})"


def package_of(character: str) -> str:
    """The package whose fonts have it."""
    return _row(character)[1]


def _script_of(character: str) -> str:
    return _row(character)[0]


def _packages(characters: Iterable[str]) -> str:
    return " ".join(sorted(set(map(package_of, characters))))


def _row(character: str) -> tuple[str, str]:
    return next((script, package) for first, last, script, package in _table() if first <= ord(character) <= last)


@cache
def _table() -> tuple[tuple[int, int, str, str], ...]:
    text = resources.files("briefgen.writers").joinpath("glyphs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((int(first, 16), int(last, 16), script, package) for first, last, script, package in rows)


# ------------------------------------------------------------------ the fonts of this machine


class _Set(ctypes.Structure):
    """FcFontSet of fontconfig.h."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def on_machine(characters: Collection[str]) -> frozenset[str]:
    """Those that some font of this machine has; none where there is no fontconfig to ask."""
    library = _library()
    if library is None or not characters:
        return frozenset()
    left, found = set(characters), set[str]()
    for charset in _charsets(library):
        found |= {char for char in left if library.FcCharSetHasChar(charset, ord(char))}
        left -= found
        if not left:
            break
    return frozenset(found)


def _charsets(library: ctypes.CDLL) -> Iterator[ctypes.c_void_p]:
    """What each font of this machine has, as long as it is looked at."""
    config = library.FcInitLoadConfigAndFonts()
    if not config:
        return
    try:
        fonts = library.FcConfigGetFonts(config, _SYSTEM)
        for index in range(fonts.contents.count if fonts else 0):
            charset = ctypes.c_void_p()
            if library.FcPatternGetCharSet(fonts.contents.fonts[index], b"charset", 0, ctypes.byref(charset)) == 0:
                yield charset
    finally:
        library.FcConfigDestroy(config)


def _library() -> ctypes.CDLL | None:
    for file in FONTCONFIG:
        try:
            return _typed(ctypes.CDLL(file))
        except OSError:
            continue
    return None


def _typed(library: ctypes.CDLL) -> ctypes.CDLL:
    """Pointers are wider than the int that ctypes takes for granted."""
    pointer = ctypes.c_void_p
    library.FcInitLoadConfigAndFonts.restype = pointer
    library.FcConfigGetFonts.restype = ctypes.POINTER(_Set)
    library.FcConfigGetFonts.argtypes = (pointer, ctypes.c_int)
    library.FcPatternGetCharSet.argtypes = (pointer, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(pointer))
    library.FcCharSetHasChar.argtypes = (pointer, ctypes.c_uint32)
    library.FcConfigDestroy.argtypes = (pointer,)
    return library
