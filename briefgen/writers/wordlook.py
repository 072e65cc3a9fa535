"""A house style's settings in; the Word template out that looks like it: real styles, numbering, header and footer.

Where a style has a memo.docx of its own, that is used instead: an office edits it in Word. Places that the
memo's words go to are written {so}; what stands around them stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.styles import Style
from briefgen.writers.wordruns import field

TEMPLATE = "memo.docx"
PLACES = ("marking", "machine", "address", "subject", "reporting", "sections", "sources")
"""Paragraphs of the body that the memo's parts go to, in their order."""
_PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimetres
_MARGIN = 23.0
_OFFICE = ("Georgia", "Times New Roman", "Cambria", "Calibri", "Segoe UI", "Arial", "Helvetica", "Verdana")
"""Faces that come with Word or its systems; a document does not carry its own as a PDF does."""
EXTRACTS, SOURCES = 7, 8
"""Numbers of the lists of extracts and of sources in the template."""
HANGING = 425
"""How far in the text of an extract begins, in twentieths of a point: as `_LIST` has it."""


def template(style: Style) -> Any:
    """The document with styles and places, and nothing else."""
    from docx import Document

    document = Document()
    package = document.part.package
    for relation in [one for one in package.rels.values() if one.reltype.endswith("/thumbnail")]:
        del package.rels[relation.rId]  # of python-docx's own template
    _page(document, str(style.settings["paper"]))
    _styles(document, style.settings, style.language)
    _numbering(document)
    _furniture(document)
    for place, name in zip(PLACES, _PARAGRAPHS, strict=True):
        document.add_paragraph(f"{{{place}}}", style=name)
    return document


_PARAGRAPHS = ("Memo Marking", "Memo Machine", "Normal", "Title", "Memo Note", "Normal", "Normal")


def _page(document: Any, paper: str) -> None:
    from docx.shared import Mm

    found = [float(number) for number in re.findall(r"([\d.]+)mm", paper)]
    width, height = _PAPERS.get(paper) or ((found[0], found[1]) if len(found) == 2 else _PAPERS["A4"])
    (section,) = document.sections
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.header_distance = section.footer_distance = Mm(10)


# ------------------------------------------------------------------ styles


def _styles(document: Any, settings: Mapping[str, Any], language: str) -> None:
    """Every paragraph, character and table style that the writer uses, from the style's tokens."""
    from docx.enum.style import WD_STYLE_TYPE

    tokens = settings["tokens"]
    look = _Look(tokens)
    look.plain(document.styles["Normal"], "serif", "text")
    _language(document, language)
    for name, base, face, size, colour, bold, before, after in _TABLE:
        found = [style for style in document.styles if style.name == name]
        style = found[0] if found else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base] if base else None
        look.plain(style, face, size, colour=colour, bold=bold, before=before, after=after)
        style.paragraph_format.keep_with_next = name.startswith(("Heading", "Memo Group"))
        style.hidden, style.quick_style = False, True
    for name, size, colour, bold in (("Memo Mark", "tiny", "soft", False), ("Memo Lead", "small", "ink", True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        look.font(style, "sans", size, colour, bold=bold)
    _hang(document.styles["Memo Extract"], EXTRACTS)
    _hang(document.styles["Memo Source"], SOURCES)
    _align(document.styles["Memo Marking"], settings)


_TABLE: tuple[tuple[str, str, str, str, str, bool, float, float], ...] = (
    ("Title", "Normal", "serif", "14pt", "ink", True, 6, 2),
    ("Heading 1", "Normal", "sans", "heading", "accent", True, 9, 2),
    ("Heading 2", "Normal", "serif", "11.5pt", "ink", True, 9, 2),
    ("Heading 3", "Normal", "sans", "small", "accent", True, 4, 1),
    ("Memo Marking", "Normal", "sans", "12pt", "marking", True, 0, 4),
    ("Memo Machine", "Normal", "sans", "small", "ink", True, 0, 6),
    ("Memo Note", "Normal", "sans", "tiny", "soft", False, 0, 3),
    ("Memo Line", "Normal", "sans", "small", "ink", False, 1, 2),
    ("Memo Group", "Normal", "sans", "small", "ink", True, 3, 2),
    ("Memo Extract", "Normal", "serif", "text", "ink", False, 0, 4),
    ("Memo Cell", "Normal", "sans", "small", "ink", False, 1, 1),
    ("Memo Source", "Normal", "sans", "small", "ink", True, 6, 1),
    ("Header", "Normal", "sans", "tiny", "soft", False, 0, 0),
    ("Footer", "Normal", "sans", "tiny", "soft", False, 0, 0),
)
"""Name, what it is based on, face, size, colour, bold, points before and after. Sizes and colours are tokens or CSS."""


class _Look:
    """The tokens of a style as Word takes them."""

    def __init__(self, tokens: Mapping[str, Any]) -> None:
        self._tokens = tokens

    def plain(
        self, style: Any, face: str, size: str, *, colour: str = "ink", bold: bool = False, before: float = 0,
        after: float = 0,
    ) -> None:  # fmt: skip
        """Font and spacing of a paragraph style."""
        from docx.shared import Pt

        self.font(style, face, size, colour, bold=bold)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.12
        form.widow_control = True

    def font(self, style: Any, face: str, size: str, colour: str, *, bold: bool) -> None:
        """Face, size and colour; never italics."""
        from docx.shared import Pt, RGBColor

        font, name = style.font, self._face(face)
        font.name, font.size, font.bold, font.italic = name, Pt(self._points(size)), bold, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        _named(fonts, name)
        value = str(self._tokens.get(colour, colour)).lstrip("#")
        if re.fullmatch(r"[0-9a-fA-F]{6}", value):
            font.color.rgb = RGBColor.from_string(value.upper())

    def _points(self, size: str) -> float:
        found = re.match(r"([\d.]+)pt", str(self._tokens.get(size, size)))
        return round(float(found[1]) * 2) / 2 if found else 10.0

    def _face(self, face: str) -> str:
        """The first face of a list that comes with Word, else the first that is not private to the PDF."""
        names = [name.strip(" '\"") for name in str(self._tokens[face]).split(",")]
        common = next((name for name in names if name in _OFFICE), None)
        return common or next((name for name in names if not name.startswith("Memo ")), _OFFICE[0])


def _named(fonts: Any, name: str) -> None:
    from docx.oxml.ns import qn

    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), name)
    for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        if qn(kind) in fonts.attrib:
            del fonts.attrib[qn(kind)]


def _align(style: Any, settings: Mapping[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    places = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    style.paragraph_format.alignment = places.get(settings["marking_at"], WD_ALIGN_PARAGRAPH.CENTER)


def _language(document: Any, language: str) -> None:
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


# ------------------------------------------------------------------ numbering


def _hang(style: Any, number: int) -> None:
    """The style's paragraphs are numbered by a list, their numbers in the margin of the text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbered = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", 0), ("w:numId", number)):
        child = OxmlElement(tag)
        child.set(qn("w:val"), str(value))
        numbered.append(child)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(numbered, "w:suppressLineNumbers", "w:spacing", "w:ind", "w:jc")


_LIST = """<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="{n}">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="425"/></w:tabs>
<w:ind w:left="425" w:hanging="425"/></w:pPr><w:rPr><w:b/><w:i w:val="0"/></w:rPr></w:lvl></w:abstractNum>"""
_USE = """<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:numId="{n}">
<w:abstractNumId w:val="{n}"/></w:num>"""


def _numbering(document: Any) -> None:
    """Two lists and no others: one of extracts through the memo, one of sources."""
    from lxml import etree

    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for form in (_LIST, _USE):
        for number in (EXTRACTS, SOURCES):
            numbering.append(etree.fromstring(form.format(n=number)))


# ------------------------------------------------------------------ header and footer


def _furniture(document: Any) -> None:
    """Subject and marking above, the program's mark, marking and page below, in three columns set by tabs."""
    (section,) = document.sections
    section.different_first_page_header_footer = False
    width = section.page_width - section.left_margin - section.right_margin
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (head, foot):
        document.styles[paragraph.style.name].paragraph_format.tab_stops.clear_all()
        stops = paragraph.paragraph_format.tab_stops
        _tabs(stops, width)
    head.add_run("{title}\t")
    head.add_run("{marking}", style="Memo Lead")
    head.add_run("\t{date}")
    foot.add_run("{machine}\t")
    foot.add_run("{marking}", style="Memo Lead")
    foot.add_run("\t{before}")
    field(foot, "PAGE")
    foot.add_run("{between}")
    field(foot, "NUMPAGES")


def _tabs(stops: Any, width: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops.add_tab_stop(width // 2, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
