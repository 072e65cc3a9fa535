"""Mail: what is the article in a message, what is a note, and what is read in turn; broken and hostile messages."""

# ruff: noqa: E501 - the tables show messages as they stand in files
from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import forwarded, mail, mbox

FIRST = "OHRID (Lake News) - The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks about it."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name in this matter."
THIRD = "The agreement is confidential until Friday, and nobody has said what a ticket will cost on the new line."
ARTICLE = f"Ferry line agreed after ten years\n\nBy Ana Petrova\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"
BODY = [FIRST, SECOND, THIRD]

HEAD = "From: Jan Weber <jan.weber@ministry.example>\nTo: Desk <desk@ministry.example>\nSubject: {subject}\nDate: Thu, 10 Jul 2025 09:15:00 +0200\nMessage-ID: <1@ministry.example>\nMIME-Version: 1.0\n"
DISCLAIMER = "This e-mail and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient, delete it."

PLAIN = {
    "an Outlook forward": f"FYI, see below.\n\nBest,\nJan\n\n-----Original Message-----\nFrom: Lake News <news@lake.example>\nSent: Wednesday, 9 July 2025 06:30\nTo: Jan Weber\nSubject: Ferry line agreed after ten years\n\n{ARTICLE}\n\n{DISCLAIMER}",
    "a Gmail forward": f"Worth a look before tomorrow's meeting.\n\n---------- Forwarded message ---------\nFrom: Lake News <news@lake.example>\nDate: Wed, Jul 9, 2025 at 6:30 AM\nSubject: Ferry line agreed after ten years\nTo: <jan.weber@ministry.example>\n\n\n{ARTICLE}\n",
    "an Apple forward": f"Begin forwarded message:\n\nFrom: Lake News <news@lake.example>\nSubject: Ferry line agreed after ten years\nDate: 9 July 2025 at 06:30:12 CEST\nTo: Jan Weber <jan.weber@ministry.example>\n\n{ARTICLE}\n\nSent from my iPhone",
    "a Thunderbird forward, twice": f"see below\n\n-------- Forwarded Message --------\nSubject: \tFwd: Ferry\nDate: \tWed, 9 Jul 2025 08:00:00 +0200\nFrom: \tKarin Holm <k.holm@ministry.example>\nTo: \tJan Weber\n\nJan, for you.\n\n-------- Forwarded Message --------\nSubject: \tFerry line agreed after ten years\nDate: \tWed, 9 Jul 2025 06:30:00 +0200\nFrom: \tLake News <news@lake.example>\nTo: \tKarin Holm\n\n{ARTICLE}\n",
    "a German forward": f"Zur Kenntnis.\n\nMit freundlichen Grüßen\nJan Weber\n\nVon: Lake News <news@lake.example>\nGesendet: 9 July 2025 06:30\nAn: Jan Weber\nBetreff: Ferry line agreed after ten years\n\n{ARTICLE}\n",
    "quoted lines": "Interesting.\n\nOn Wed, 9 Jul 2025 at 06:30, Lake News <news@lake.example> wrote:\n\n" + "\n".join(f"> {line}" for line in ARTICLE.split("\n")),
    "pasted below a greeting": f"Dear colleagues,\n\nPlease see the article below, which matters for Friday.\n\n{ARTICLE}\n\nBest regards,\n\nJan Weber\nSecond Secretary\nTel. +386 1 555 01\n",
    "pasted below a rule": f"Hi Karin,\nthe piece I spoke of. The minister asked for it, I think.\n\n----------\n\n{ARTICLE}\n\n-- \nJan Weber\nPolitical Section",
    "pasted alone": ARTICLE,
    "a warning above": f"CAUTION: This message came from outside the ministry. Do not click on links.\n\n{ARTICLE}",
}  # fmt: skip


def message(body: str, subject: str = "Fwd: Ferry line agreed after ten years", head: str = "") -> bytes:
    return (HEAD.format(subject=subject) + head + "Content-Type: text/plain; charset=utf-8\n\n" + body).encode()


def found(data: bytes, location: str = "a.eml") -> list[Article | Source | Failure]:
    assert mail.claims(Source(location, data)) >= 92
    return list(mail.read(Source(location, data)))


def body(article: object) -> list[str]:
    assert isinstance(article, Article), article
    return [article.text[one.start : one.end] for one in article.blocks if one.kind in ("paragraph", "item")]


@pytest.mark.parametrize("name", PLAIN)
def test_only_the_article_is_printed(name: str) -> None:
    (read,) = found(message(PLAIN[name]))
    assert isinstance(read, Article)
    assert body(read) == BODY
    assert (read.title, read.byline) == ("Ferry line agreed after ten years", "Ana Petrova")
    forwarded = "pasted" not in name and "warning" not in name
    assert (read.published or "")[:10] == ("2025-07-09" if forwarded else "2025-07-10")
    assert read.published_from == "mail"
    assert read.outlet == ("Lake News" if forwarded else None)
    assert name == "pasted alone" or name == "an Apple forward" or read.notes


DAYS = [
    ("Wednesday, 9 July 2025 06:30", "2025-07-09"),
    ("Wed, Jul 9, 2025 at 6:30 AM", "2025-07-09"),
    ("Wed, 9 Jul 2025 06:30:00 +0200", "2025-07-09T06:30:00+02:00"),
    ("Mittwoch, 9. Juli 2025 18:02", "2025-07-09"),
    ("Mi., 9. Juli 2025 um 18:02 Uhr", "2025-07-09"),
    ("mercredi 9 juillet 2025 à 18:02", "2025-07-09"),
    ("miércoles, 9 de julio de 2025 18:02", "2025-07-09"),
    ("9 lipca 2025 18:02", "2025-07-09"),
    ("9/7/2025 18:02", None),
    ("yesterday", None),
]


@pytest.mark.parametrize(("stated", "day"), DAYS)
def test_days_in_the_languages_of_mail_programs(stated: str, day: str | None) -> None:
    assert forwarded.day_of(stated) == day


def test_what_was_around_it_is_told() -> None:
    (read,) = found(message(PLAIN["an Outlook forward"]))
    assert isinstance(read, Article)
    assert read.notes == ("forwarder's lines: “FYI, see below. Best, Jan”", f"disclaimer: “{DISCLAIMER}”")
    (read,) = found(message(PLAIN["pasted below a greeting"]))
    assert isinstance(read, Article)
    assert read.notes == (
        "forwarder's lines: “Dear colleagues, Please see the article below, which matters for Friday.”",
        "signature: “Best regards, Jan Weber Second Secretary Tel. +386 1 555 01”",
    )


KEPT = [
    "From: the beginning it was clear that the ferry would be late, a shipwright told this paper on Monday evening in Ohrid.",
    "Best regards were sent by the president, his office said, and the two sides will meet again in the autumn of this year.",
    "This message of the ministers was read in both parliaments on Tuesday and met with applause from all the benches there.",
    "Subscribers to the line will pay half the price, the ministry said, and pensioners will travel free of charge from June.",
]


@pytest.mark.parametrize("sentence", KEPT)
def test_an_articles_own_sentences_are_never_lost(sentence: str) -> None:
    (read,) = found(message(f"{ARTICLE}\n\n{sentence}\n\n{SECOND} Again."))
    assert body(read) == [*BODY, sentence, f"{SECOND} Again."]


def html_message(html: str, plain: str = "View this mail in your browser", **headers: str) -> bytes:
    made = EmailMessage()
    made["From"] = headers.pop("sender", "Lake News <news@lake.example>")
    made["Subject"] = headers.pop("subject", "Ferry line agreed after ten years")
    made["Date"] = "Wed, 09 Jul 2025 06:30:00 +0200"
    made["Message-ID"] = "<2@lake.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(plain)
    made.add_alternative(html, subtype="html")
    return made.as_bytes()


NEWSLETTER = f"""<html><head><style>p {{}}</style><title>x</title></head><body><table><tr><td>
<p><a href="x">View in browser</a></p><h1>Ferry line agreed after ten years</h1><p>By Ana Petrova</p>
<table><tr><td><p>{FIRST}</p></td></tr><tr><td><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>
<p><a href="y">Read more</a></p></td></tr></table>
<p>You are receiving this because you signed up at lake.example. <a href="z">Unsubscribe</a></p></body></html>"""


def test_a_newsletter() -> None:
    (read,) = found(html_message(NEWSLETTER, List_Unsubscribe="<mailto:x@lake.example>"))
    assert isinstance(read, Article)
    assert body(read) == BODY
    assert (read.title, read.outlet, read.byline) == ("Ferry line agreed after ten years", "Lake News", "Ana Petrova")
    assert read.published == "2025-07-09T06:30:00+02:00"


def test_an_outlook_forward_in_html() -> None:
    cover = "<p>Karin,</p><p>for tomorrow.</p><p>Jan Weber<br>Second Secretary</p>"
    head = "<div><b>From:</b> Lake News &lt;news@lake.example&gt;<br><b>Sent:</b> Wednesday, 9 July 2025 06:30<br><b>To:</b> Jan Weber<br><b>Subject:</b> Ferry line agreed after ten years</div>"
    text = "".join(f"<p>{one}</p>" for one in BODY)
    data = html_message(f"{cover}<hr>{head}{text}", sender="Jan Weber <jan@ministry.example>", subject="FW: Ferry")
    (read,) = found(data)
    assert isinstance(read, Article)
    assert body(read) == BODY
    assert (read.title, read.outlet, (read.published or "")[:10]) == (
        "Ferry line agreed after ten years",
        "Lake News",
        "2025-07-09",
    )


def test_a_text_that_its_width_has_broken_is_joined() -> None:
    wrapped = FIRST.replace("agreed on", "agreed \non") + "\n\n" + SECOND
    data = message(wrapped).replace(b"charset=utf-8", b"charset=utf-8; format=flowed")
    (read,) = found(data)
    assert body(read) == [FIRST, SECOND]


ENCODINGS = [("iso-8859-1", "8bit"), ("utf-8", "base64"), ("windows-1252", "quoted-printable")]


@pytest.mark.parametrize(("charset", "how"), ENCODINGS)
def test_encodings(charset: str, how: str) -> None:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "Zoë <z@ministry.example>",
        "Fähre für alle: Vertrag steht",
        "Wed, 9 Jul 2025 06:30:00 +0200",
    )
    made["Message-ID"] = "<3@x>"
    made.set_content(f"{SECOND} “Über”." if charset != "iso-8859-1" else f"{SECOND} Über.", charset=charset, cte=how)
    (read,) = found(made.as_bytes())
    assert isinstance(read, Article)
    assert read.title == "Fähre für alle: Vertrag steht"
    assert body(read)[0].rstrip("”.").endswith("Über")


def with_attachments(text: str, *attached: tuple[str, str, bytes]) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "Jan <j@ministry.example>", "Ferry", "Wed, 9 Jul 2025 06:30:00 +0200"
    made["Message-ID"] = "<4@x>"
    made.set_content(text)
    for name, kind, data in attached:
        main, _, sub = kind.partition("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def test_attachments_are_read_in_turn_and_a_cover_note_is_no_article() -> None:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    data = with_attachments(
        "Dear Karin,\n\nthe paper you asked for.\n\nBest,\nJan",
        ("../../paper.pdf", "application/pdf", b"%PDF-1.7"),
        ("in.zip", "application/octet-stream", file.getvalue()),
        ("logo.png", "image/png", b"\x89PNG"),
        ("smime.p7s", "application/pkcs7-signature", b"x"),
        ("winmail.dat", "application/ms-tnef", b"x"),
    )
    sources = found(data)
    assert [(one.location, getattr(one, "media_type", "")) for one in sources[:2]] == [
        ("a.eml/paper.pdf", "application/pdf"),
        ("a.eml/in.zip", None),
    ]
    assert [one.location for one in sources if isinstance(one, Failure)] == ["a.eml/winmail.dat"]
    assert len(sources) == 3


def test_an_article_and_an_attachment_are_both_read() -> None:
    read = found(with_attachments(ARTICLE, ("b.txt", "text/plain", b"They met.")))
    assert [type(one).__name__ for one in read] == ["Article", "Source"]


def test_a_message_forwarded_as_an_attachment() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Message-ID"], outer["Date"] = (
        "Jan <j@x.example>",
        "Fwd",
        "<5@x>",
        "Wed, 9 Jul 2025 06:30:00 +0200",
    )
    outer.set_content("see attached")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Lake News <news@lake.example>", "Ferry"
    inner.set_content(ARTICLE)
    outer.add_attachment(inner)
    (source,) = found(outer.as_bytes())
    assert isinstance(source, Source)
    (read,) = mail.read(source)
    assert body(read) == BODY


def test_a_mailbox() -> None:
    one = message(ARTICLE.replace("They will", "From the start they will"))
    box = b"".join(b"From jan@x Wed Jul  9 06:30:00 2025\n" + one + b"\n\n" for _ in range(3)).replace(
        b"\nFrom the", b"\n>From the"
    )
    assert mbox.claims(Source("x", box)) > mail.claims(Source("x", box))
    sources = list(mbox.read(Source("box.mbox", box)))
    assert [source.location for source in sources] == ["box.mbox/1", "box.mbox/2", "box.mbox/3"]
    (read,) = mail.read(sources[2])  # type: ignore[arg-type]
    assert body(read)[1].startswith("From the start they will")


CLAIMS = [
    ("a", message(ARTICLE), 94),
    ("a.txt", b"From: Jan\nSent: Monday\nTo: Karin\nSubject: Ferry\n\nHello.", 0),
    ("a.eml", b"From: Jan\nSubject: Ferry\n\nHello.", 92),
    ("a.txt", b"The ministers met: they agreed.", 0),
    ("a.eml", b"plain", 0),
]


@pytest.mark.parametrize(("name", "data", "claim"), CLAIMS)
def test_claims(name: str, data: bytes, claim: int) -> None:
    assert mail.claims(Source(name, data)) == claim


def test_what_is_encrypted_or_holds_nothing_is_named() -> None:
    sealed = (
        HEAD.format(subject="x")
        + 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n--b--\n'
    )
    with pytest.raises(Unreadable, match=r"a\.eml: the message is encrypted"):
        found(sealed.encode())
    with pytest.raises(NoArticle, match=r"a\.eml"):
        found(message("Thanks, will do.\n\nJan"))


def test_a_message_that_is_cut_off_says_so() -> None:
    data = html_message(NEWSLETTER)
    (read,) = found(data[: data.rindex(b"Unsubscribe")])
    assert isinstance(read, Article)
    assert "the message is cut off: what is left of it is read" in read.notes


def test_a_forwarded_wire_of_short_paragraphs_is_an_article() -> None:
    short = [
        "The ministers agreed on Monday to open the ferry line in May.",
        "They will share the cost of the two ships.",
    ]
    text = "\n\n".join([*short, *(f"{one} Again." for one in short), *(f"{one} So he said." for one in short)])
    head = "From: Lake News <news@lake.example>\nDate: 9 July 2025\nSubject: Ferry line\n\n"
    (read,) = found(message(f"fyi\n\n{head}{text}"))
    assert body(read) == text.split("\n\n")


def test_parts_have_a_bound() -> None:
    nested = "x"
    for number in range(30):
        nested = f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n{nested}\n--b{number}--\n'
    read = found((HEAD.format(subject="x") + nested).encode())
    assert [one.kind for one in read if isinstance(one, Failure)] == ["TooDeep"]


SAMPLES = [
    message(PLAIN["a Gmail forward"]),
    html_message(NEWSLETTER),
    with_attachments("x", ("a.pdf", "application/pdf", b"%PDF")),
]


@settings(max_examples=120, deadline=2000)
@given(st.sampled_from(SAMPLES), st.integers(0, 1500), st.binary(max_size=8), st.integers(0, 60))
def test_any_damage_is_read_or_named(data: bytes, at: int, junk: bytes, gone: int) -> None:
    try:
        read = list(mail.read(Source("a.eml", data[:at] + junk + data[at + gone :])))
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in read)


@given(
    st.lists(
        st.sampled_from([b"From a Wed\n", b"\n", b"\r\n", b"Subject: x\n", b">From b\n", b"text\n", b"\xff"]),
        max_size=30,
    )
)
def test_any_mailbox_is_messages_or_a_fault(lines: list[bytes]) -> None:
    try:
        found = list(mbox.read(Source("a.mbox", b"".join(lines))))
    except ReadError:
        return
    assert all(isinstance(one, Source) for one in found)
