"""A mail message (.eml) in; its article out, or its attachments to be read in turn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Failure, Source
from briefgen.readers import ending, forwarded, mhtml
from briefgen.readers.encoding import decoded
from briefgen.readers.head import fields_of
from briefgen.readers.markup import parsed, parts_of
from briefgen.readers.parts import BODY, Part, article_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from email.message import Message

    from briefgen.model import Article

READER = "mail/1"
READS = "mail (.eml)"
_ENDINGS = (".eml", ".emlx")
_MEDIA = ("message/rfc822", "message/global")
_HEADER = re.compile(rb"(?P<name>[!-9;-~]{1,60}):(?:[ \t]|\r?\n[ \t])")
_KNOWN = frozenset(
    b"from to cc subject date reply-to sender message-id mime-version received return-path delivered-to content-type "
    b"content-transfer-encoding x-mailer list-id list-unsubscribe dkim-signature in-reply-to references".split()
)
_TECHNICAL = frozenset(b"message-id mime-version received return-path delivered-to dkim-signature".split())
_HEAD_MOST = 32_768  # bytes
_PARTS_MOST = 500
_DEEP_MOST = 10
_COVER_WORDS = 60  # beside attachments a text of fewer words is a cover note
_LETTER_WORDS = 25  # a message without a paragraph of as many words holds no article
_WIRE_WORDS = 40
_STUB = 0.4  # a text part with less than this share of the HTML part's words stands for it only


@dataclass(slots=True)
class _Contents:
    """What a message carries: its texts in order ((plain, html); one may be empty), attachments and faults."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    attached: list[Source] = field(default_factory=list)
    faults: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    count: int = 0


def claims(source: Source) -> int:
    """0..100: sure of a message by its media type, or by headers that only programs write; else by its ending."""
    if (source.media_type or "").split(";")[0].strip().lower() in _MEDIA:
        return 98
    if not _HEADER.match(source.data[:200]) or mhtml.claims(source):
        return 0
    head = re.split(rb"\r?\n\r?\n", source.data[:_HEAD_MOST], maxsplit=1)[0]
    names = {found["name"].lower() for line in head.splitlines()[:200] if (found := _HEADER.match(line + b" "))}
    if len(names & _KNOWN) >= 3 and names & _TECHNICAL:
        return 94
    return 92 if ending(source.location) in _ENDINGS and names & _KNOWN else 0


def read(source: Source) -> Iterable[Article | Source | Failure]:
    """The message's article, or its attachments where the text only hands them on; both where both are articles.

    Raises Unreadable (encrypted), NoArticle.
    """
    from email import message_from_bytes, policy
    from email.errors import CloseBoundaryNotFoundDefect

    message = message_from_bytes(source.data, policy=policy.compat32)
    _refuse_encrypted(source, message)
    contents = _Contents()
    _collect(source, message, contents, 0)
    if any(isinstance(one, CloseBoundaryNotFoundDefect) for part in message.walk() for one in part.defects):
        contents.notes.append("the message is cut off: what is left of it is read")
    found: list[Article | Source | Failure] = [*contents.attached, *contents.faults]
    try:
        article = _article(source, message, contents, alone=not contents.attached)
    except NoArticle:
        if not found:
            raise
        return found
    return [article, *found]


def _refuse_encrypted(source: Source, message: Message) -> None:
    kind = message.get_content_type()
    enveloped = "enveloped" in str(message.get_param("smime-type") or "")
    if kind == "multipart/encrypted" or (kind.endswith("pkcs7-mime") and enveloped):
        hint = "open it in your mail program and save it decrypted, or copy its text"
        raise Unreadable(f"{source.location}: the message is encrypted", hint=hint)


# ------------------------------------------------------------------ its parts


def _collect(source: Source, part: Message, contents: _Contents, depth: int) -> None:
    contents.count += 1
    if contents.count > _PARTS_MOST or depth > _DEEP_MOST:
        if not any(one.kind == "TooDeep" for one in contents.faults):
            message = "too many parts inside each other: the rest is not read"
            contents.faults.append(Failure(source.location, "read", "TooDeep", message, "give the attachments alone"))
        return
    kind = part.get_content_type()
    if kind in _MEDIA:
        contents.attached.append(_inner_message(source, part, len(contents.attached)))
    elif kind == "multipart/alternative" and part.is_multipart():
        _alternative(source, part, contents, depth)
    elif part.is_multipart():
        for child in _children(part):
            _collect(source, child, contents, depth + 1)
    elif kind in ("text/plain", "text/html") and not _is_attached(part):
        text = _text(source, part, contents)
        contents.texts.append((text, "") if kind == "text/plain" else ("", text))
    else:
        _attach(source, part, contents)


def _children(part: Message) -> Sequence[Message]:
    from email.message import Message

    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _alternative(source: Source, part: Message, contents: _Contents, depth: int) -> None:
    """The same text in several forms; attachments may stand inside one of them."""
    inner = _Contents(count=contents.count)
    for child in _children(part):
        _collect(source, child, inner, depth + 1)
    plain = "\n\n".join(text for text, _ in inner.texts if text.strip())
    html = "\n".join(text for _, text in inner.texts if text.strip())
    contents.texts.append((plain, html))
    contents.attached += inner.attached
    contents.faults += inner.faults
    contents.notes += inner.notes
    contents.count = inner.count


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: Message) -> str:
    """An attachment's name: without folders and control characters, of bounded length."""
    try:
        name = _shown(part.get_filename() or "")
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""
    name = re.split(r"[/\\]", name)[-1]
    return "".join(one for one in name if one.isprintable()).strip(". ")[-120:]


def _attach(source: Source, part: Message, contents: _Contents) -> None:
    ours, name, kind = forwarded.words(), _file_name(part), part.get_content_type()
    place = f"{source.location}/{name or f'attachment-{len(contents.attached) + 1}'}"
    if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        hint = "ask the sender for HTML or plain text instead of Outlook's own format"
        contents.faults.append(Failure(place, "read", "UnknownFormat", "an Outlook winmail.dat: not read", hint))
        return
    if kind.startswith(ours.skip_types) or name.lower() in ours.skip_names:
        return
    data = _bytes(part)
    if data.strip():
        generic = kind in ("application/octet-stream", "application/x-unknown")
        contents.attached.append(Source(place, data, None if generic else kind))


def _inner_message(source: Source, part: Message, count: int) -> Source:
    from email import policy

    inner = next(iter(_children(part)), None)
    name = _file_name(part) or f"message-{count + 1}.eml"
    data = inner.as_bytes(policy=policy.compat32) if inner is not None else _bytes(part)
    return Source(f"{source.location}/{name}", data, "message/rfc822")


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError, TypeError):
        return b""
    return data if isinstance(data, bytes) else b""


def _text(source: Source, part: Message, contents: _Contents) -> str:
    """A text part's text; a line that its width alone has broken is joined again (RFC 3676)."""
    charset = str(part.get_param("charset") or "")
    try:
        text, notes = decoded(Source(source.location, _bytes(part)), charset)
    except ReadError as error:
        contents.notes.append(f"a part that is no text was left out: {error.args[0]}")
        return ""
    contents.notes += notes
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return _unfolded(text, delete=str(part.get_param("delsp") or "").lower() == "yes") if flowed else text


def _unfolded(text: str, *, delete: bool) -> str:
    lines: list[str] = []
    open_depth = -1
    for line in text.splitlines():
        marks = re.match(r">*", line)
        depth = marks.end() if marks else 0
        rest = line[depth:].removeprefix(" ")
        if open_depth == depth and lines:
            lines[-1] = (lines[-1][:-1] if delete else lines[-1]) + rest
        else:
            lines.append(f"{'>' * depth} {rest}" if depth else rest)
        open_depth = depth if line.endswith(" ") and line != "-- " else -1
    return "\n".join(lines)


# ------------------------------------------------------------------ headers


def _header(message: Message, name: str) -> str:
    """A header's words, decoded; "" where it is missing or broken."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return _shown(raw)


def _shown(raw: object) -> str:
    from email.header import decode_header

    text = str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        pieces = decode_header(text)
    except (ValueError, LookupError, TypeError):
        return " ".join(text.split())
    words = ""
    for piece, charset in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        try:
            words += piece.decode(charset or "utf-8", "replace")
        except LookupError:
            words += piece.decode("latin-1")
    return " ".join(words.split())


def _bulk_sender(message: Message | None, sender: str) -> str | None:
    """The name of a sender who sends to many: a newsletter, an agency's alert; None for a person."""
    name, address = _address(sender)
    many = message is not None and _is_bulk(message)
    local = re.split(r"[.+_]", address.partition("@")[0].lower())
    many |= bool(forwarded.words().bulk.intersection((*local, address.partition("@")[0].lower())))
    return name or None if many else None


def _is_bulk(message: Message) -> bool:
    listed = any(_header(message, one) for one in ("list-id", "list-unsubscribe", "list-post"))
    return listed or _header(message, "precedence").lower() in ("bulk", "list")


def _address(sender: str) -> tuple[str, str]:
    """Name and address of "Lake News <news@lake.example>" or "Lake News [mailto:news@lake.example]"."""
    from email.utils import parseaddr

    bracket = re.match(r"(?P<name>.*?)\s*[\[<(](?:mailto:)?(?P<address>[^\s\]>)]+@[^\s\]>)]+)[\]>)]", sender)
    if bracket:
        return bracket["name"].strip(" \"'*"), bracket["address"]
    try:
        name, address = parseaddr(sender)
    except (ValueError, IndexError, TypeError):
        return "", ""
    return name, address


# ------------------------------------------------------------------ the article


def _article(source: Source, message: Message, contents: _Contents, *, alone: bool) -> Article:
    parts, letter = _parts(contents)
    body = [part for part in parts if part.kind in BODY]
    count = sum(len(part.words.split()) for part in body)
    longest = max((len(part.words.split()) for part in body), default=0)
    # Wire copy has short paragraphs: a forwarded head or a byline tells it from correspondence.
    told = bool(letter.sender) or any(part.kind == "byline" for part in parts)
    enough = longest >= _LETTER_WORDS or (told and count >= _WIRE_WORDS)
    if not enough or (not alone and count < _COVER_WORDS):
        hint = "copy the article into the message, or attach it"
        raise NoArticle(f"{source.location}: the message holds no article", hint=hint)
    inner = bool(letter.sender)
    sender = letter.sender if inner else _header(message, "from")
    # Of a forwarded message the outer headers are the forwarder's.
    outlet = _bulk_sender(None if inner else message, sender)
    fields = fields_of((part.kind, part.words) for part in parts)
    dated = letter.date if inner else _header(message, "date")
    sent = None if "published" in fields else forwarded.day_of(dated)
    subject = forwarded.without_prefixes(letter.subject or _header(message, "subject"))
    published = fields.get("published") or sent
    return article_of(
        source, READER, [part._replace(kind="heading") if part.kind == "title" else part for part in parts],
        title=_title(parts, fields.get("title", ""), subject, bulk=bool(outlet)), outlet=fields.get("outlet") or outlet,
        byline=fields.get("byline"), published=published,
        published_from="file" if "published" in fields else "mail" if published else None,
        notes=(*contents.notes, *letter.notes),
    )  # fmt: skip


def _title(parts: Sequence[Part], printed: str, subject: str, *, bulk: bool) -> str:
    """The headline printed above the body where it is surely one: a byline below it, or no newsletter; else the
    subject."""
    followed = any(one.kind == "title" and two.kind == "byline" for one, two in pairwise(parts))
    like = printed.casefold() in subject.casefold() or len(printed.split()) >= 4
    return printed if printed and (followed or (like and not bulk) or not subject) else subject or printed


def _parts(contents: _Contents) -> tuple[list[Part], forwarded.Letter]:
    """The parts of the article in the message's texts, and what was around it."""
    found = [_of_html(html) if _prefers_html(plain, html) else _of_plain(plain) for plain, html in contents.texts]
    parts = [part for some, _ in found for part in some]
    letters = [letter for _, letter in found] or [forwarded.Letter(())]
    first = max(letters, key=lambda letter: len(letter.kept))
    notes = tuple(dict.fromkeys(note for letter in letters for note in letter.notes))
    return parts, forwarded.Letter(first.kept, notes, first.sender, first.date, first.subject)


def _prefers_html(plain: str, html: str) -> bool:
    """Whether the HTML says more: the plain part is missing, or a stub such as "view this mail in your browser"."""
    if not html.strip() or not plain.strip():
        return bool(html.strip())
    shown = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<[^>]{0,2000}>", " ", html)
    return len(plain.split()) < _STUB * len(shown.split())


def _of_plain(text: str) -> tuple[list[Part], forwarded.Letter]:
    from briefgen.readers.plain import cut

    lines = text.splitlines()
    letter = forwarded.parted(lines)
    if not letter.kept:
        return [], letter
    article = "\n".join(re.sub(r"^[ \t]*(?:>[ \t]?)+", "", lines[number]) for number in letter.kept)
    if not article.strip():
        return [], letter
    return [Part(piece.kind, " ".join(piece.words.split())) for piece in cut(article)], letter


def _of_html(html: str) -> tuple[list[Part], forwarded.Letter]:
    tree = parsed(html)
    try:
        parts = [] if tree is None else list(parts_of(tree))
    except RecursionError:
        return _of_plain(re.sub(r"<[^>]{0,2000}>", "\n", html))
    lines: list[str] = []
    homes: list[int] = []
    for number, part in enumerate(parts):
        own = [*part.words.split("\n"), ""]
        lines += own
        homes += [number] * len(own)
    letter = forwarded.parted(lines)
    return list(_kept(parts, lines, homes, letter)), letter


def _kept(
    parts: Sequence[Part], lines: Sequence[str], homes: Sequence[int], letter: forwarded.Letter
) -> Iterator[Part]:
    """The parts with the lines that are the article's."""
    own: dict[int, list[str]] = {}
    for number in letter.kept:
        own.setdefault(homes[number], []).append(lines[number])
    for number in sorted(own):
        words = "\n".join(own[number]).strip()
        if words:
            yield parts[number]._replace(words=words)
