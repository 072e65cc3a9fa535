"""A brief and a style in; the memo as a Word document out, through the style's own Word template.

The same sections in the same order as on paper, with real styles, numbers, bookmarks and links; the record travels
inside. The same brief gives the same bytes: the times in the package are those of the memo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefgen.model import Brief, Extract, Item, Story, of_story
from briefgen.styles import Style
from briefgen.writers import context
from briefgen.writers.lines import Lines
from briefgen.writers.wordlook import TEMPLATE, template
from briefgen.writers.wordplaces import filled, place_of
from briefgen.writers.wordrecord import enclose
from briefgen.writers.wordruns import Runs
from briefgen.writers.wordtables import Tables

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(brief: Brief, style: Style, attachment: bytes | None = None) -> bytes:
    """The memo as .docx; `attachment`: its record. Raises StyleError where the style's template is no Word document."""
    document = _opened(style)
    memo = _Memo(brief, style, document)
    for name, fill in memo.places().items():
        place = place_of(document, name)
        if place is not None:
            memo.at = place
            fill()
            place._p.getparent().remove(place._p)  # noqa: SLF001 - python-docx cannot remove a paragraph
    filled(document, memo.words_of_places())
    _properties(document, brief, style, memo.lines)
    if attachment is not None:
        enclose(document, attachment)
    return packed(document)


def _opened(style: Style) -> Any:
    """The style's own Word template, or one made of its settings."""
    from briefgen.errors import StyleError

    variant = style.settings["variant"]
    names = ([f"memo-{variant}.docx"] if variant else []) + [TEMPLATE]
    own = next((data for name in names if (data := style.assets.get(f"{style.name}/{name}"))), None)
    if own is None:  # the template of a style that this one extends has another look
        return template(style)
    from docx import Document

    try:
        return Document(BytesIO(own))
    except Exception as error:
        hint = "save it from Word as .docx, or delete it: one is then made of style.yaml"
        raise StyleError(f"{TEMPLATE} is no Word document", hint=hint, name=style.name) from error


class _Memo:
    """Writes the parts of one memo, each before the paragraph that marks its place."""

    def __init__(self, brief: Brief, style: Style, document: Any) -> None:
        self.brief, self.style, self.document = brief, style, document
        self.words = style.words()
        self.lines = Lines(brief, self.words)
        self.labels = style.labels
        self.seen = context(brief, style)
        self.runs = Runs()
        self.at: Any = None
        self.tables = Tables(self)
        self.story: Story | None = None

    # ------------------------------------------------------------------ what a part is made of

    def paragraph(self, style: str, markup: object = "") -> Any:
        """A paragraph of what the program says."""
        made = self.at.insert_paragraph_before(style=style)
        self.runs.said(made, markup)
        return made

    def head(self, section: str) -> Any:
        """The heading of a section, one level deeper below a story's."""
        made = self.paragraph("Heading 2" if self.story else "Heading 1")
        self.runs.text(made, self.labels["sections"].get(section, section))
        return made

    def extract(self, extract: Extract, lead: object = "", into: Any = None) -> None:
        """An extract with its number and mark, a place that links lead to."""
        made = into if into is not None else self.at.insert_paragraph_before()
        made.style = self.document.styles["Memo Extract"]
        if portion := self.brief.header.portion:
            self.runs.text(made, f"({portion}) ", "Memo Lead")
        if lead:
            self.runs.said(made, f"{lead}{self.labels['lists']['lead']}", "Memo Lead")
        self.runs.text(made, extract.text)
        self.runs.said(made, " ", "Memo Mark")
        self.runs.said(made, self.lines.mark(extract), "Memo Mark")
        self.runs.bookmark(made, f"x{extract.number}")

    def items(self, items: Iterable[Item], lead: object = "") -> None:
        """Extracts in their order, "See 3 and 4" for those that stand elsewhere."""
        from briefgen.styles.words import runs

        for at, (extract, refs) in enumerate(runs(items)):
            own = self.words.safe(lead) if at == 0 and lead else ""
            if extract:
                self.extract(extract, own)
            else:
                see = self.lines.see(refs, first=not own)
                self.paragraph("Memo Line", f"{own}{self.labels['lists']['lead']}{see}" if own else see)

    def nothing(self, section: str) -> None:
        """That a section is empty, and why."""
        why = self.labels["no_room"] if section in self.brief.left_out_of else self.labels["empty"][section]
        self.paragraph("Memo Note", self.words.safe(why))

    # ------------------------------------------------------------------ the parts

    def places(self) -> dict[str, Callable[[], None]]:
        """What goes to the places of the body that hold more than words."""
        return {
            "address": self.address,
            "reporting": self.reporting,
            "sections": self.sections,
            "sources": self.sources,
        }

    def words_of_places(self) -> dict[str, str]:
        """The words that stand at the other places, in the body, headers and footers."""
        header, labels = self.brief.header, self.labels
        subject = _bare(self.lines.subject("\0")).replace("\0", header.subject)
        portion = f"({header.portion}) " if header.portion else ""
        return {
            "marking": header.marking, "machine": _bare(self.lines.machine()), "subject": portion + subject,
            "title": self.seen["title"], "date": self.words.date(header.date), "reference": header.reference,
            "before": labels["page"]["before"], "between": labels["page"]["between"], "to": header.to,
            "from": header.from_,
        }  # fmt: skip

    def address(self) -> None:
        """The addressing block."""
        from briefgen.styles.words import rows

        self.tables.facts([fact for row in rows(self.lines.address()) for fact in row if fact])  # type: ignore[misc]

    def reporting(self) -> None:
        """What the memo rests on."""
        self.paragraph("Memo Note", self.lines.reporting())

    def sections(self) -> None:
        """The sections in the style's order; those of each story together where there are several."""
        if self.seen["quiet"]:
            self.searched()
            return
        if self.seen["alone"]:
            self.changes()
            return
        settings, stories = self.style.settings, self.seen["stories"]
        apart = [name for name in settings["sections"] if name in settings["story_sections"]] if stories else []
        for name in settings["sections"]:
            if name not in apart:
                self.section(name)
            elif name == apart[0]:
                self.stories(apart)

    def searched(self) -> None:
        """The note of a night on which nothing was found."""
        self.head("searched")
        self.tables.facts(self.lines.searched())
        for at, line in enumerate(self.lines.coverage()):
            if at == 0:
                self.runs.text(self.paragraph("Heading 1"), self.labels["sources"]["coverage"])
            self.paragraph("Memo Line", line)
        self.paragraph("Memo Line", self.made_by())

    def made_by(self) -> object:
        """Which program made it."""
        made = self.brief.made
        return self.words.say(self.labels["sources"]["made"], version=made.version, recipe=made.recipe)

    def changes(self) -> None:
        """What has changed since the last issue, and what was told before."""
        groups: Any = self.seen["changes"]
        for name, runs in groups:
            self.runs.text(self.paragraph("Heading 1"), self.labels["changes"][name])
            for story, extracts in runs:
                if story:
                    self.runs.text(self.paragraph("Memo Group"), _bare(self.words.quote(story.headline)))
                for one in extracts:
                    self.extract(one)
                    if was := self.lines.was(one):
                        self.beside(self.paragraph("Memo Line", was))
        if not groups:
            self.paragraph("Memo Note", self.labels["changes"]["nothing"])

    def beside(self, made: Any) -> None:
        """A paragraph of what the program says begins where the text of the extracts does."""
        from docx.shared import Twips

        from briefgen.writers.wordlook import HANGING

        made.paragraph_format.left_indent = Twips(HANGING)

    def section(self, name: str) -> None:
        """One section; a name that is another's, such as a picture's, has no place in Word."""
        parts = {
            "actors": self.tables.actors, "figures": self.tables.figures, "reactions": self.reactions,
            "stakes": self.stakes, "outlook": self.tables.outlook, "questions": self.tables.questions,
            "discrepancies": self.tables.discrepancies, "updates": self.tables.updates, "by_hand": self.by_hand,
        }  # fmt: skip
        if name in parts:
            parts[name]()
        elif name in ("bottom_line", "developments", "background"):
            self.plain(name)

    def stories(self, names: Sequence[str]) -> None:
        """Each story below its headline."""
        whole = self.brief
        for story in whole.stories:
            self.story, self.brief = story, of_story(whole, story)
            self.runs.text(self.paragraph("Heading 1"), _bare(self.words.quote(story.headline)))
            self.paragraph("Memo Note", self.lines.story(story))
            for name in names:
                self.section(name)
            if missing := self.lines.missing(self.brief, names):
                self.paragraph("Memo Note", missing)
        self.story, self.brief = None, whole

    def plain(self, name: str) -> None:
        """A section with nothing but extracts, in groups where the style asks for them."""
        items = getattr(self.brief, name)
        if not items and (self.story or name == "bottom_line"):
            return
        self.head(name)
        if not items:
            self.nothing(name)
        elif name in self.style.settings["grouped"] and len(self.brief.references) > 1:
            from briefgen.styles.words import told_by

            for told, group in told_by(items):
                self.runs.text(self.paragraph("Memo Group"), self.labels["told_by"][told])
                self.items(group)
        else:
            self.items(items)

    def reactions(self) -> None:
        """Positions, by whose they are."""
        if not self.brief.reactions and self.story:
            return
        self.head("reactions")
        for position in self.brief.reactions:
            self.items(position.extracts, position.actor or self.labels["positions"]["told"])
        if not self.brief.reactions:
            self.nothing("reactions")

    def stakes(self) -> None:
        """Consequences with their kinds; then those that stand elsewhere."""
        if not self.brief.stakes and self.story:
            return
        self.head("stakes")
        for item in self.brief.stakes:
            if isinstance(item, Extract):
                self.extract(item, self.lines.kinds(item))
        self.items(item for item in self.brief.stakes if not isinstance(item, Extract))
        if not self.brief.stakes:
            self.nothing("stakes")

    def by_hand(self) -> None:
        """What a person has written."""
        written: Any = self.seen["written"]
        if written:
            self.head("by_hand")
        for name, lines in written:
            for at, line in enumerate(lines):
                made = self.paragraph("Memo Line")
                if at == 0:
                    self.runs.text(made, self.labels["by_hand"][name] + self.labels["lists"]["lead"], "Memo Lead")
                self.runs.text(made, line)

    def run_in(self, facts: Sequence[tuple[Any, Any]]) -> None:
        """Facts one after the other in one paragraph, where a page of sources has to be short."""
        made = self.paragraph("Memo Line")
        self.beside(made)
        for at, (name, value) in enumerate(facts):
            self.runs.said(made, f"{self.labels['lists']['semicolon'] if at else ''}{name} ", "Memo Mark")
            self.runs.said(made, value)

    def sources(self) -> None:
        """Each source with its facts and a link back to its first extract; then counts and how to read the marks."""
        from briefgen.model import extracts_of

        if self.seen["quiet"]:
            return
        self.head("sources").paragraph_format.page_break_before = True
        for reference in self.brief.references:
            made = self.paragraph("Memo Source")
            self.runs.text(made, _bare(self.words.quote(reference.title)))
            self.runs.bookmark(made, f"s{reference.number}")
            numbers = [one.number for one in extracts_of(self.brief) if one.cite.reference == reference.number]
            facts = self.lines.facts(reference, int(self.style.settings["shown_digest"]))
            if numbers:
                facts.append((self.words.safe(self.labels["sources"]["extracts_here"]), self.lines.links(numbers)))
            if self.seen["alone"]:
                self.run_in(facts)
            else:
                self.tables.facts(facts)
        labels = self.labels["sources"]
        changed = self.lines.updated() + self.lines.dropped()
        notes = [(it.number, self.lines.endnote(it)) for it in self.seen["extracts"]]  # type: ignore[attr-defined]
        delta = self.labels["changes"]["gone"] if self.seen["alone"] else labels["delta"]
        for head, lines in (
            ("endnotes", [f'<a href="#x{number}">{number}</a> {line}' for number, line in notes]),
            ("counts", self.lines.counts()), ("coverage", self.lines.coverage()), ("delta", changed),
            ("marks", [self.lines.key(), self.made_by()]),
        ):  # fmt: skip
            kept = [line for line in lines if line]
            if kept:
                self.runs.text(self.paragraph("Heading 3"), delta if head == "delta" else labels[head])
            for line in kept:
                self.paragraph("Memo Line", line)


def _bare(markup: object) -> str:
    """Markup without links, as text."""
    from markupsafe import Markup

    return Markup(markup).striptags()  # noqa: S704 - made of escaped parts


# ------------------------------------------------------------------ the package


def _properties(document: Any, brief: Brief, style: Style, lines: Lines) -> None:
    """What the document says of itself: never this machine's user or clock."""
    from datetime import datetime

    from briefgen.writers.wordruns import writable

    own, header = document.core_properties, brief.header
    moment = datetime.fromisoformat(header.date).replace(tzinfo=None)
    own.title, own.author, own.subject = writable(header.subject)[:250], writable(header.from_)[:250], ""
    own.language, own.comments = style.language, _bare(lines.machine())
    own.category, own.keywords = writable(header.marking)[:250], ""
    own.created = own.modified = moment
    own.last_modified_by, own.revision = "", 1


def packed(document: Any) -> bytes:
    """A document's package with its parts in one order and at one time."""
    data, packed = BytesIO(), BytesIO()
    document.save(data)
    with ZipFile(data) as found, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        names = sorted(found.namelist(), key=lambda name: (not name.startswith("[Content"), name))
        for name in names:
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, found.read(name))
    return packed.getvalue()
