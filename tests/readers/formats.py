"""One story in; the bytes of a file of it in each format that is read out, as programs of that kind write them."""

# ruff: noqa: E501 - the files are shown as programs write them
from __future__ import annotations

import base64
import io
import json
import textwrap
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path

import yaml

CORPUS = Path(__file__).parents[1] / "corpus"
PROSE = ("paragraph", "item")


@dataclass(frozen=True)
class Story:
    """What every format has to give back; `body`: (kind, words)."""

    title: str
    byline: str
    outlet: str
    published: str
    url: str
    body: tuple[tuple[str, str], ...]

    @property
    def paragraphs(self) -> list[str]:
        return [words for kind, words in self.body if kind in PROSE]

    @property
    def day(self) -> str:
        return self.published[:10]


@cache
def story() -> Story:
    raw = yaml.safe_load((CORPUS / "ferry.yaml").read_text(encoding="utf-8"))
    body = tuple((kind, words) for one in raw.pop("body") for kind, words in one.items())
    return Story(**raw, body=body)


def plain(one: Story) -> str:
    marks = {"item": "- "}
    body = "\n\n".join(marks.get(kind, "") + words for kind, words in one.body)
    return f"{one.title}\n\nBy {one.byline}\n\nPublished: {one.day}\n\nSource: {one.outlet}\n\n{body}\n"


def wrapped(one: Story) -> str:
    """As an old mail program or a terminal wraps it."""
    return "\n".join(
        textwrap.fill(line, 72, break_on_hyphens=False, subsequent_indent="  " if line.startswith("- ") else "")
        for line in plain(one).split("\n")
    )


def markdown(one: Story) -> str:
    marks = {"item": "* ", "heading": "## "}
    body = "\n\n".join(marks.get(kind, "") + words.replace("_", r"\_") for kind, words in one.body)
    return f"---\nauthor: {one.byline}\ndate: {one.day}\nsource: {one.outlet}\n---\n\n# {one.title}\n\n{body}\n"


def fragment(one: Story) -> str:
    """The body as HTML."""
    found, listing = [], False
    for kind, words in one.body:
        if listing != (kind == "item"):
            found.append("<ul>" if kind == "item" else "</ul>")
            listing = kind == "item"
        tag = {"item": "li", "heading": "h2"}.get(kind, "p")
        found.append(f"<{tag}>{escape(words, quote=False)}</{tag}>")
    return "\n".join([*found, "</ul>"] if listing else found)


def page(one: Story) -> str:
    """A news site's page, with what stands around an article."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.title,
        "datePublished": one.published,
        "author": {"@type": "Person", "name": one.byline},
        "publisher": {"@type": "Organization", "name": one.outlet},
    }
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("home", "world", "sport", "weather"))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(one.title)} | {one.outlet}</title>
<link rel="canonical" href="{one.url}"><script type="application/ld+json">{json.dumps(about)}</script></head>
<body><nav><ul>{menu}</ul></nav><main><article><h1>{escape(one.title)}</h1><p class="byline">By {one.byline}</p>
{fragment(one)}</article><aside><h3>Most read</h3><ul>{menu}</ul></aside></main>
<footer><p>© 2025 {one.outlet}. All rights reserved.</p></footer></body></html>"""


def mhtml(one: Story) -> bytes:
    body = base64.encodebytes(page(one).encode()).decode()
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {one.url}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n------b\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n------b--\r\n"
    ).encode()


def word(one: Story) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = "Template of 2019"
    document.add_heading(one.title, 0)
    document.add_paragraph(f"By {one.byline}")
    document.add_paragraph(f"Published: {one.day}")
    document.add_paragraph(f"Source: {one.outlet}")
    for kind, words in one.body:
        if kind == "heading":
            document.add_heading(words, 2)
        else:
            document.add_paragraph(words, style="List Bullet" if kind == "item" else None)
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_PAPER = """@page { size: A5; margin: 18mm 14mm; @top-center { content: "Lake News, 9 July 2025"; font-size: 7pt }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font-size: 7pt } }
body { font: 8.5pt/1.35 "Source Serif Pro", serif; text-align: justify; hyphens: auto } h1 { font-size: 17pt; text-align: left }
h2 { font-size: 10pt } .byline { font-style: italic } p { margin: 0; text-indent: 4mm } .byline, h2 + p { text-indent: 0 }
.columns { columns: 2; column-gap: 6mm } li { margin: 1mm 0 }"""


def paper(one: Story) -> bytes:
    """A printed page: two columns, a running head, page numbers, words divided at line ends."""
    import weasyprint

    head = (
        f'<h1>{escape(one.title)}</h1><p class="byline">By {one.byline}</p><p class="byline">Published: {one.day}</p>'
    )
    html = (
        f'<html lang="en"><style>{_PAPER}</style><body>{head}<div class="columns">{fragment(one)}</div></body></html>'
    )
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def message(one: Story) -> EmailMessage:
    """A colleague forwards the newsletter that it came in."""
    made = EmailMessage()
    made["From"] = "Jan Weber <jan.weber@ministry.example>"
    made["To"] = "Desk <desk@ministry.example>"
    made["Subject"] = f"FW: {one.title}"
    made["Date"] = "Thu, 10 Jul 2025 09:15:00 +0200"
    made["Message-ID"] = "<1@ministry.example>"
    body = "\n\n".join(("- " if kind == "item" else "") + words for kind, words in one.body)
    made.set_content(
        "For tomorrow's meeting.\n\nBest regards,\nJan\n\n-----Original Message-----\n"
        f"From: {one.outlet} <news@lake.example>\nSent: Wednesday, 9 July 2025 06:30\nTo: Jan Weber\n"
        f"Subject: {one.title}\n\nBy {one.byline}\n\n{body}\n\n"
        "This e-mail and any attachments are confidential and intended for the addressee only.\n"
    )
    return made


def mail(one: Story) -> bytes:
    return message(one).as_bytes()


def mailbox(one: Story) -> bytes:
    return b"From jan.weber@ministry.example Thu Jul 10 09:15:00 2025\n" + mail(one) + b"\n"


def rss(one: Story) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{one.outlet}</title><link>https://lake.example/</link>
<item><title>{escape(one.title)}</title><link>{one.url}</link><dc:creator>{one.byline}</dc:creator>
<pubDate>Wed, 09 Jul 2025 06:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[{fragment(one)}]]></content:encoded></item></channel></rss>"""


def atom(one: Story) -> str:
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{one.outlet}</title><entry>
<title>{escape(one.title)}</title><link href="{one.url}"/><author><name>{one.byline}</name></author><published>{one.published}</published>
<content type="html">{escape(fragment(one))}</content></entry></feed>"""


def json_feed(one: Story) -> str:
    item = {"title": one.title, "url": one.url, "date_published": one.published, "content_html": fragment(one)}
    item |= {"id": one.url, "authors": [{"name": one.byline}]}  # type: ignore[dict-item]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": one.outlet, "items": [item]})


def g2(one: Story) -> str:
    return f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"><itemMeta><provider><name>{one.outlet}</name>
</provider><versionCreated>2025-07-09T12:00:00Z</versionCreated><firstCreated>{one.published}</firstCreated><pubStatus qcode="stat:usable"/>
</itemMeta><contentMeta><by>By {one.byline}</by><headline>{escape(one.title)}</headline><language tag="en"/></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{fragment(one)}</body></html></inlineXML>
</contentSet></newsItem>"""


def ninjs(one: Story) -> str:
    item = {"uri": "urn:1", "type": "text", "headline": one.title, "byline": f"By {one.byline}", "pubstatus": "usable"}
    item |= {"firstcreated": one.published, "versioncreated": one.published, "provider": one.outlet}
    return json.dumps(item | {"body_xhtml": f"<div>{fragment(one)}</div>"})


def records(one: Story) -> str:
    body = "\n\n".join(("- " if kind == "item" else "") + words for kind, words in one.body)
    item = {"title": one.title, "author": one.byline, "source": {"name": one.outlet}, "publishedAt": one.published}
    return json.dumps(item | {"url": one.url, "content": body}, ensure_ascii=False) + "\n"


def packed(one: Story) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("2025/ferry.html", page(one))
    return file.getvalue()


FILES: dict[str, Callable[[Story], str | bytes]] = {
    "ferry.txt": plain,
    "ferry-wrapped.txt": wrapped,
    "ferry-utf16.txt": lambda one: plain(one).encode("utf-16"),
    "ferry.md": markdown,
    "ferry.html": page,
    "ferry.mhtml": mhtml,
    "ferry.docx": word,
    "ferry.pdf": paper,
    "ferry.eml": mail,
    "ferry.mbox": mailbox,
    "Maildir/cur/1752131700.M1P2.host:2,S": mail,
    "feed.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
    "item.xml": g2,
    "item.json": ninjs,
    "news.jsonl": records,
    "inbox.zip": packed,
}
"""File name -> what makes it."""


def write(folder: Path, names: tuple[str, ...] = tuple(FILES)) -> None:
    """The files of the story in a folder."""
    for name in names:
        made = FILES[name](story())
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made if isinstance(made, bytes) else made.encode())
