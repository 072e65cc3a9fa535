"""The parts of a brief that are tables in; Word tables out: heads that repeat, rows that are not divided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefgen.model import Discrepancy, Extract, Ref

if TYPE_CHECKING:
    from briefgen.writers.word import _Memo

Cell = object
"""Markup that the program says, an Extract to print, or None for an empty cell."""


class Tables:
    """Writes the tables of a memo."""

    def __init__(self, memo: _Memo) -> None:
        self._memo = memo

    # ------------------------------------------------------------------ the tables of a memo

    def facts(self, facts: Sequence[tuple[Any, Any]]) -> None:
        """Rows of what a thing is, and what it is here."""
        self._table([], facts, (0.2, 0.8))

    def actors(self) -> None:
        """Persons with their roles and where they appear; bodies and countries in a line each."""
        memo, labels = self._memo, self._memo.labels["actors"]
        memo.head("actors")
        people: Any = memo.seen["people"]
        unnamed: Any = memo.seen["unnamed"]
        rows = [[memo.words.safe(one.name), memo.lines.role(one), memo.lines.appears(one)] for one in people]
        rows += [[memo.words.safe(labels["unnamed"]), memo.lines.role(one), memo.lines.appears(one)] for one in unnamed]
        if rows:
            self._table([labels["who"], labels["role"], labels["here"]], rows, (0.25, 0.4, 0.35))
        elif not memo.brief.actors:
            memo.nothing("actors")
        for kind in ("bodies", "countries"):
            if line := memo.lines.group(kind):
                made = memo.paragraph("Memo Line")
                memo.runs.text(made, labels[kind] + memo.labels["lists"]["lead"], "Memo Lead")
                memo.runs.said(made, line)

    def figures(self) -> None:
        """Quantities with what they count, and the extract."""
        memo, labels = self._memo, self._memo.labels["figures"]
        if memo.brief.figures:
            memo.head("figures")
            rows = [
                [memo.lines.measured(one), memo.words.safe(one.counts or ""), one.extract] for one in memo.brief.figures
            ]
            self._table([labels["value"], labels["counts"], labels["basis"]], rows, (0.22, 0.33, 0.45))

    def outlook(self) -> None:
        """What is ahead, by its day."""
        memo, labels = self._memo, self._memo.labels["outlook"]
        memo.head("outlook")
        rows = []
        for expected in memo.brief.outlook:
            cells: list[Cell] = [memo.lines.when(expected.when)]
            extract = expected.extract
            if expected.words and not isinstance(extract, Extract):
                cells.append(memo.lines.expected(expected))
            else:
                cells.append(extract)
            rows.append(cells)
        if rows:
            self._table([labels["when"], labels["what"]], rows, (0.2, 0.8))
        else:
            memo.nothing("outlook")

    def questions(self) -> None:
        """Gaps in the reporting, and what was asked for in vain."""
        memo, labels = self._memo, self._memo.labels["questions"]
        memo.head("questions")
        rows: list[list[Cell]] = []
        for question in memo.brief.questions:
            extract = question.extract if isinstance(question.extract, Extract) else None
            told = memo.lines.question(question) if question.text or not extract else ""
            rows.append([memo.words.safe(labels["kinds"][question.kind]), (told, extract), memo.lines.basis(question)])
        if rows:
            self._table([labels["kind"], labels["question"], labels["basis"]], rows, (0.16, 0.56, 0.28))
        else:
            memo.nothing("questions")
        if memo.brief.not_found:
            memo.paragraph("Memo Line", memo.lines.not_found())

    def discrepancies(self) -> None:
        """Values that accounts differ about."""
        self._differing("discrepancies", self._memo.brief.discrepancies)

    def updates(self) -> None:
        """Later values of one account."""
        self._differing("updates", self._memo.lines.later())

    def _differing(self, section: str, found: Sequence[Discrepancy]) -> None:
        memo, labels = self._memo, self._memo.labels["differing"]
        if not found:
            return
        memo.head(section)
        rows: list[list[Cell]] = []
        for one in found:
            for at, value in enumerate(one.values):
                name = memo.words.safe(one.quantity) if at == 0 else None
                item = value.extract
                number = item.number if isinstance(item, Extract) else item.ref
                rows.append([name, memo.words.quote(value.text), memo.lines.tellers(value), memo.lines.link(number)])
        heads = [labels["quantity"], labels["value"], labels["who"], labels["basis"]]
        self._table(heads, rows, (0.2, 0.25, 0.42, 0.13))
        for one in found:
            memo.items(value.extract for value in one.values if isinstance(value.extract, Extract))

    # ------------------------------------------------------------------ a table

    def _table(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> None:
        """A table before the place that is being filled; `widths`: shares of the text's width."""
        memo = self._memo
        (section, *_) = memo.document.sections
        width = section.page_width - section.left_margin - section.right_margin
        table = memo.document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(width * share)
        for row in ([[memo.words.safe(head) for head in heads]] if heads else []) + [list(row) for row in rows]:
            made = table.add_row()
            _unbroken(made)
            for cell, value, share in zip(made.cells, row, widths, strict=True):
                cell.width = int(width * share)
                self._cell(cell, value)
        if heads:
            _repeated(table.rows[0])
            _ruled(table)
        memo.at._p.addprevious(table._tbl)  # noqa: SLF001 - python-docx adds tables at the end alone
        memo.paragraph("Memo Note")

    def _cell(self, cell: Any, value: Cell) -> None:
        """Fill a cell: words, an extract, or both."""
        memo, paragraph = self._memo, cell.paragraphs[0]
        paragraph.style = memo.document.styles["Memo Cell"]
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Extract):
                memo.extract(part, into=paragraph)
            elif isinstance(part, Ref):
                memo.runs.said(paragraph, memo.lines.see([part.ref]))
            elif part:
                memo.runs.said(paragraph, part)
                paragraph = (
                    cell.add_paragraph(style="Memo Cell") if isinstance(value, tuple) and value[-1] else paragraph
                )


def _repeated(row: Any) -> None:
    """The row heads each page that the table goes on to, in bold."""
    _flag(row, "w:tblHeader")
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _unbroken(row: Any) -> None:
    _flag(row, "w:cantSplit")


def _flag(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _ruled(table: Any) -> None:
    """A thin line between rows and no others: legible in black and white, and quiet."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9BFC7")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001
