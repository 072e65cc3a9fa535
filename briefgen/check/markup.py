"""A style's templates in; what is wrong in their writing, in what they ask for and in their HTML out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import name as name_of

from briefgen.check.faults import Fault, Text
from briefgen.check.opening import Opened
from briefgen.check.worst import full
from briefgen.marks import near
from briefgen.styles import Style
from briefgen.styles.kinds import Kind, kind_of

PAGES = ("memo.html.j2", "memo.md.j2")
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(
    r"""<(img|svg|script|link|iframe|embed|source|audio|video|object|image)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>"""
)
_FETCHED = re.compile(
    r"""\b(?:src|srcset|data|poster|href)\s*=\s*["']?\s*((?:https?:|file:|ftp:)?//[^"'\s>]*|(?:https?|file|ftp):[^"'\s>]*|\.\./[^"'\s>]*)"""
)
_CSS = re.compile(r"""url\(\s*["']?((?:https?:)?//[^"')\s]+|\.\./[^"')\s]+|file:[^"')\s]+)""")
_NOT_PRINTED = re.compile(r"^(?:analysis|night)\.|\.(?:md|txt)\.j2$")


_LISTS = ("sections", "story_sections", "appendix")
"""Keys of style.yaml that name sections. What base offers and does not print is for the styles that extend it."""


def given(style: Style) -> dict[str, Kind]:
    """The names that a template is given, with their types: those of real values, so that nothing can go stale."""
    from briefgen.model import Analysis, Article
    from briefgen.writers import context
    from briefgen.writers.analysis import Shown
    from briefgen.writers.html import Screen
    from briefgen.writers.message import mail_context

    brief = full(stories=2)
    page: dict[str, Any] = {**context(brief, style), **mail_context(brief, ("memo.pdf",), ("memo.pdf",))}
    names = {name: kind_of(value) for name, value in page.items()}
    shown = Shown(Analysis(Article("a", "a.txt", "", "")), ())
    names |= {"asset": Any, "stylesheet": str, "picture_sheet": str, "screen": Screen, "layers": tuple[str, ...]}
    names["shown"] = list[type(shown)]  # type: ignore[misc]
    names["night"] = Any  # the nightly run's, which stands above this module
    return {
        **names,
        "labels": kind_of(style.labels, "labels"),
        "settings": kind_of(style.settings, "settings"),
        "range": Any,
    }


def templates(found: Opened, style: Style) -> tuple[list[Fault], bool]:
    """What is wrong in the style's own templates, and whether all of them can be parsed."""
    from briefgen.styles import linting

    own = {path.relative_to(found.own).as_posix(): path for path in found.files("*.j2")}
    texts = {name: Text(str(path), path.read_bytes().decode("utf-8", "replace")) for name, path in own.items()}
    made = style.environment()
    every = {name: data.decode("utf-8", "replace") for name, data in style.assets.items() if name.endswith(".j2")}
    parsed = {name: linting.parsed(made, name, text) for name, text in every.items()}
    said = list(linting.lint(list(own), parsed, made, given(style), sorted(style.assets)))
    sections = [name for key in _LISTS for name in style.settings[key]]
    for name in own:
        said += linting.idle_blocks(parsed[name], parsed, sections)
    faults = [texts[one.template].on(one.line, one.word, one.what, one.hint) for one in said]
    faults += _sections(found, style, parsed, texts)
    for text in texts.values():
        faults += _html(text, style)
    return faults, all(parsed[name].tree is not None for name in own)


def _sections(found: Opened, style: Style, parsed: Mapping[str, Any], texts: Mapping[str, Text]) -> Iterator[Fault]:
    """Sections without a block, and blocks of the style's own that no list of sections names."""
    from briefgen.styles import linting

    own = found.marked.data if isinstance(found.marked.data, dict) else {}
    for page in PAGES:
        if page not in parsed or parsed[page].tree is None:
            continue
        family = [parsed[page], *linting.ancestors(parsed[page], parsed)]
        blocks = sorted({name for one in family for name in one.blocks})
        for key in _LISTS:
            for at, name in enumerate(own.get(key) or () if isinstance(own.get(key), list) else ()):
                if name not in blocks:
                    yield found.fault((key, at), f'no block "{name}" in {page}', near(str(name), blocks))
        used = {"sources", *(name for key in _LISTS for name in style.settings[key])}
        for name, line in parsed[page].blocks.items() if page in texts and len(found.chain) > 1 else ():
            if name in style.labels["sections"] and name not in used:
                hint = f"add {name} to sections in style.yaml, or delete the block"
                yield texts[page].on(line, name, f'the section "{name}" stands in no list of sections', hint)


def _html(text: Text, style: Style) -> Iterator[Fault]:
    """Addresses outside the style, pictures without a text, and characters that no face has."""
    bare = _COMMENT.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text.text)
    for match in _CSS.finditer(bare):
        yield text.at(match.start(), f"asks for {match[1]}", "put the file into the style's folder")
    for match in _ELEMENT.finditer(bare):
        for address in _FETCHED.finditer(match[2]):
            yield text.at(match.start(2) + address.start(), f"asks for {address[1]}", _OWN)
        if match[1] == "img" and not re.search(r"\balt\s*=", match[2]):
            yield text.at(match.start(), "a picture without alt", 'write alt="what it shows", or alt="" for ornament')
        if match[1] == "svg":
            end = bare.find("</svg>", match.end())
            hidden = re.search(r"aria-hidden\s*=\s*[\"']true", match[2])
            if "<title" not in bare[match.end() : end if end >= 0 else None] and not hidden:
                yield text.at(
                    match.start(), "a drawing (svg) without title", "write <title>what it shows</title> in it"
                )
    if not _NOT_PRINTED.search(text.file.rsplit("/", 1)[-1]):
        yield from glyphs(text, bare, style)


_OWN = 'put the file into the style\'s folder and write {{ asset("NAME") }}'


def glyphs(text: Text, bare: str, style: Style) -> Iterator[Fault]:
    """Characters of a text that one of the style's faces lacks, each where it stands first."""
    from briefgen.writers.pdf import uncovered

    for char in uncovered(bare, style):
        what = f"no face of the style has {char} (U+{ord(char):04X} {name_of(char, 'without a name').lower()})"
        yield text.at(bare.index(char), what, "use another character, or add a face that has it")


def words(found: Opened, style: Style, languages: Sequence[str]) -> Iterator[Fault]:
    """Characters of the style's own fixed words that one of its faces lacks."""
    for language in languages:
        path = found.own / f"labels.{language}.yaml"
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            # Comments are nobody's to read on paper; the pages of an analysis and of a night have a window's fonts.
            bare = re.sub(
                r"(^|\s)#[^\n]*|^(?:analysis|night):[^\n]*\n(?:[ \t]+[^\n]*\n|\n)*",
                lambda one: re.sub(r"[^\n]", " ", one[0]),
                text,
                flags=re.MULTILINE,
            )
            yield from glyphs(Text(str(path), text), bare, style)
