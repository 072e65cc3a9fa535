"""A Word paragraph and words for it in; runs, links and bookmarks out, as Word itself would write them.

What the program says comes as markup with links (`<a href="#x3">3</a>`); what a source says is text and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from typing import Any

# What XML 1.0 cannot hold, and what Word would take for a line break within an extract.
_UNWRITABLE = re.compile("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\\s]*)")
_STYLES = {"mark": "Memo Mark", "lead": "Memo Lead"}


def writable(text: str) -> str:
    """The text with a sign in place of what no XML can hold; line breaks are spaces."""
    return _UNWRITABLE.sub("\ufffd", " ".join(text.splitlines()) if text else "")


class Runs:
    """Writes into the paragraphs of one document; bookmarks are numbered through it."""

    def __init__(self) -> None:
        self._ids = count(1)

    def text(self, paragraph: Any, text: str, style: str = "", *, link: str = "") -> None:
        """Text as it is, in a character style; a link leads to a bookmark of the document."""
        parent = self._link(paragraph, link) if link else paragraph._p  # noqa: SLF001 - python-docx has no links
        for part in _RIGHT_TO_LEFT.split(writable(text)):
            if part:
                parent.append(_run(paragraph, part, style))

    def said(self, paragraph: Any, markup: object, style: str = "") -> None:
        """What the program says, with its links and marks."""
        for text, own, link in _pieces(str(markup)):
            self.text(paragraph, text, _STYLES.get(own, style), link=link)

    def bookmark(self, paragraph: Any, name: str) -> None:
        """Make the paragraph a place that links lead to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        number = str(next(self._ids))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), number)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.addnext(start)
        paragraph._p.append(end)  # noqa: SLF001

    @staticmethod
    def _link(paragraph: Any, name: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)  # noqa: SLF001
        return link


def _run(paragraph: Any, text: str, style: str) -> Any:
    """A run; one in a script that is written from the right says so, for Word chooses face and order by it."""
    from docx.oxml import OxmlElement

    run = paragraph.add_run(text, style=style or None)
    if _RIGHT_TO_LEFT.fullmatch(text):
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))  # noqa: SLF001
    element = run._r  # noqa: SLF001
    element.getparent().remove(element)
    return element


def field(paragraph: Any, instruction: str) -> None:
    """A field that Word fills in, such as PAGE."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    simple.append(_run(paragraph, "1", ""))
    paragraph._p.append(simple)  # noqa: SLF001


def _pieces(markup: str) -> Iterator[tuple[str, str, str]]:
    """Text, the class it stands in, and the bookmark that it links to."""
    parser = _Parser()
    parser.feed(markup)
    parser.close()
    yield from parser.found


class _Parser(HTMLParser):
    """Reads the few elements that lines are made of."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the class and the link from here on."""
        if tag != "br":
            own, above = dict(attrs), self._open[-1] if self._open else ("", "")
            self._open.append((own.get("class") or above[0], (own.get("href") or "").removeprefix("#") or above[1]))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        """Forget them."""
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep the text with what is open around it."""
        self.found.append((data, *(self._open[-1] if self._open else ("", ""))))
