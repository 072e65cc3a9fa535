"""A brief and a style in; the memo as one printable HTML page out, which loads nothing: also what a PDF is made of.

The page that is written shows on screen the paragraph that an extract stands in. The one small script that this takes
is the style's own and the only one that the page's policy lets run; the PDF is made from a page without any of it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import MimeTypes

from briefgen.config.marking import look
from briefgen.errors import StyleError, WriteError
from briefgen.marks import near
from briefgen.model import Brief, extracts_of
from briefgen.styles import Style
from briefgen.writers import context
from briefgen.writers.beside import Beside, beside

TEMPLATE = "memo.html.j2"
SCRIPT = "screen.js"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*(['"]?)(.*?)\1\s*\)""")
# What a sheet, and what an element of a page fetches when it is opened. An article's own words cannot look like either:
# they never enter a sheet, and everywhere else their < and quotation marks are escaped.
_SHEET_FETCHES = r"""(?i)@import\s+(?:url\()?["']?([^"')\s;]+)|url\(\s*["']?(?!data:|style:|#)([^"')\s]+)"""
_PAGE_FETCHES = (
    r"""(?i)<(?:img|script|iframe|embed|source|audio|video|input|object)\b[^>]*?\s(?:src|data)\s*=\s*["']?(?!data:)([^"'\s>]+)"""
    r"""|<link\b[^>]*?\shref\s*=\s*["']?(?!data:)([^"'\s>]+)"""
    r"""|\sstyle\s*=\s*"[^"]*url\((?!data:|#)([^")\s]+)"""
)
_TYPES = MimeTypes()  # the types of the standard library alone, the same on every machine

Address = Callable[[str], str]
"""From a file's name in the style to the address by which a page asks for it."""


def write(brief: Brief, style: Style) -> bytes:
    """One self-contained HTML file in UTF-8. Raises StyleError; WriteError where the style would fetch something."""
    text = page(brief, style, lambda name: _inlined(style, name), screen=True)
    _refuse(_PAGE_FETCHES, text)
    return text.encode("utf-8")


def page(brief: Brief, style: Style, address: Address, *, screen: bool = False) -> str:
    """The page as text. `address` says how it names the style's files; `screen` adds what only a window needs."""

    def asset(name: str) -> str:
        if name not in style.assets:
            raise StyleError(f"no file {name}", hint=near(name, style.assets), name=style.name)
        return address(name)

    shown = _screen(brief, style) if screen else None
    numbers = frozenset(one.number for one in shown.passages) if shown else frozenset()
    return style.render(
        TEMPLATE,
        **context(brief, style, beside=numbers),
        asset=asset,
        stylesheet=_stylesheet(brief, style, address, screen=screen),
        screen=shown,
        picture_sheet=_picture_sheet(style),
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page has in a window alone. `policy`: what it may do at all; `script` is "" where nothing is shown.

    `rtl`: the page's own words run from right to left. `last`: the highest number of an extract, also of one whose
    paragraph is not there.
    """

    rtl: bool
    passages: tuple[Beside, ...]
    last: int
    script: str
    policy: str


def _screen(brief: Brief, style: Style) -> Screen:
    passages = beside(brief, style.settings["sections"]) if SCRIPT in style.assets else ()
    # An end tag would end the element, to a script "<\\/" is the same; a browser turns every line end into "\n".
    script = _Own("\n".join(style.text(SCRIPT).splitlines()).replace("</", "<\\/")) if passages else ""
    run = f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" if script else "'none'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {run}; img-src data:; font-src data:"
    rtl = style.language.partition("-")[0] in RIGHT_TO_LEFT
    last = max((extract.number for extract in extracts_of(brief)), default=0)
    return Screen(rtl, passages, last, script, f"{policy}; base-uri 'none'; form-action 'none'")


def stylesheet(style: Style, names: Sequence[str], *, scheme: str = "", label: str = "", rules: str = "") -> _Own:
    """The style's tokens and some of its sheets, for a page that is read in a window.

    `scheme` and `label`: of the marking that the page carries. `rules`: what the page itself has to say in CSS; nothing
    of a source may stand in it.
    """
    variables = "".join(f"--{name}:{value};" for name, value in _tokens(style, scheme, label).items())
    text = "\n".join([f":root{{{variables}}}", *map(style.text, names), *([rules] if rules else [])])
    _refuse(_SHEET_FETCHES, text)
    return _Own(text.replace("</", ""))


def _tokens(style: Style, scheme: str, label: str) -> dict[str, str]:
    """The style's tokens; the colours of the marking are its scheme's, where that prescribes any."""
    tokens = {name: str(value) for name, value in style.settings["tokens"].items()}
    own = look(scheme, label)
    colours = {"marking": own.ink, "marking_ground": own.ground}
    return tokens | {name: colour for name, colour in colours.items() if colour}


def _stylesheet(brief: Brief, style: Style, address: Address, *, screen: bool) -> _Own:
    """Tokens, then the style's sheets; for the PDF its font faces too, because a window has fonts of its own."""
    names = [*style.settings["css"], *(style.settings["screen_css"] if screen else ())]
    tokens = _tokens(style, brief.header.scheme, brief.header.marking)
    sheets = [_addressed(style.text(name), style, address) for name in names]
    if not screen:  # a variable is looked up for every element: a tenth of the layout's time
        sheets = [_without_variables(sheet, tokens) for sheet in sheets]
    variables = "".join(f"--{name}:{value};" for name, value in tokens.items())
    faces = "" if screen else "".join(_face(face, address) for face in style.settings["faces"])
    text = "\n".join([f"{faces}:root{{{variables}}}@page{{size:{style.settings['paper']}}}", *sheets])
    _refuse(_SHEET_FETCHES, text)
    return _Own(text.replace("</", ""))  # it would end the element: no stylesheet needs it


def _picture_sheet(style: Style) -> _Own:
    """What a picture carries within itself: WeasyPrint shows it no sheet of the page, and no variable."""
    tokens = style.settings["tokens"]
    sheets = "\n".join(map(style.text, style.settings["picture_css"]))
    text = _without_variables(_COMMENT.sub("", sheets).strip(), tokens)
    _refuse(_SHEET_FETCHES, text)
    return _Own(text.replace("</", ""))


def _without_variables(sheet: str, tokens: Mapping[str, object]) -> str:
    return _VARIABLE.sub(lambda found: str(tokens.get(found[1], found[0])), sheet)


def _refuse(fetches: str, text: str) -> None:
    """Raise WriteError for the first address that is not the style's own."""
    if found := re.search(fetches, text):
        address = next(filter(None, found.groups()))
        raise WriteError(f"the style asks for {address}", hint="put the file into the style's folder")


def asset_of(face: Mapping[str, object]) -> str:
    """The name of a font face among the style's files."""
    return re.sub(r"^\w+:", "fonts/", str(face["file"]))


def _face(face: Mapping[str, object], address: Address) -> str:
    return (
        f'@font-face{{font-family:"{face["family"]}";font-weight:{face.get("weight", 400)};'
        f'font-style:{face.get("style", "normal")};src:url("{address(asset_of(face))}")}}'
    )


def _addressed(css: str, style: Style, address: Address) -> str:
    """The sheet with its own files by their addresses; other addresses stay as they are, to be refused by name."""
    return _URL.sub(lambda found: f'url("{address(found[2])}")' if found[2] in style.assets else found[0], css)


def _inlined(style: Style, name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(style.assets[name]).decode()}"


class _Own(str):
    """Text that templates print as it is: a stylesheet or script, made of the style's files alone."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)
