"""Mail: what is sent, to whom, with which marking; what surely was not sent, and what nobody knows."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen.batch.delivery import deliver, key, message_id
from briefgen.batch.delivery.mail import alarm
from briefgen.batch.delivery.smtp import hand_over
from briefgen.config import Config, Delivery, Mail, Marking
from briefgen.errors import BriefgenError, DeliveryError, Refused
from briefgen.styles import open_style
from tests.batch.parcels import PDF, parcel
from tests.batch.smtp import Server, certificate, serving, waited
from tests.conftest import Trap

TO = Delivery(mail=("anna@office.example", "Bo <bo@office.example>"))
STYLE = open_style("base")


@pytest.fixture(autouse=True)
def loopback(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    trap.permit_loopback()
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server()) as found:
        yield found


def config(server: Server, **mail: Any) -> Config:
    return Config(mail=server.mail(**mail), marking=Marking("uk", "OFFICIAL"))


def failed(server: Server, delivery: Delivery = TO, **mail: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        deliver(parcel(marking="OFFICIAL", scheme="uk"), delivery, config(server, ceiling="SECRET", **mail), STYLE)
    assert caught.value.hint
    return caught.value


def password_file(folder: Path, text: str = "open sesame\n") -> str:
    path = folder / "password"
    path.write_text(text)
    path.chmod(0o600)
    return str(path)


# ---------------------------------------------------------------------- what is sent


def test_one_mail_with_the_memo_to_all(server: Server) -> None:
    deliver(parcel(), TO, Config(mail=server.mail()), STYLE)
    ((sender, to, _),) = server.mails
    assert (sender, to) == ("desk@office.example", ["anna@office.example", "bo@office.example"])
    made = server.message()
    assert made["From"] == "Desk <desk@office.example>"
    assert made["To"] == "anna@office.example, Bo <bo@office.example>"
    assert made["Subject"] == "Grain, 23 November 2026"
    assert made["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(made["Date"]).tzinfo
    assert not [name for name in made.keys() if name.lower().startswith("x-")]  # noqa: SIM118 - headers, several alike
    (attached,) = made.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("grain.pdf", "application/pdf")
    assert attached.get_content() == PDF
    text = made.get_body().get_content()
    assert "Machine-selected extracts. Not reviewed." in text
    assert "Ileana Vântu and Kemal Ardıç, will meet" in text
    assert "The memo is attached: grain.pdf" in text


def test_without_attachment_the_text_tells_the_place(server: Server) -> None:
    deliver(parcel(), replace(TO, attach=False), Config(mail=server.mail()), STYLE)
    made = server.message()
    assert made.get_content_type() == "text/plain"
    assert "The memo stands at: out/2026-11-23/grain.pdf" in made.get_content()


def test_the_identity_is_the_memos_own_and_that_which_is_given(server: Server) -> None:
    for _ in range(2):
        deliver(parcel(), TO, Config(mail=server.mail()), STYLE)
    deliver(parcel(), TO, Config(mail=server.mail()), STYLE, message_id="<a@b.example>")
    first, second, third = (server.message(number)["Message-ID"] for number in range(3))
    assert first == second == message_id(key(parcel(), TO), "desk@office.example")
    assert re.fullmatch(r"<[0-9a-f]{40}\.briefgen@office\.example>", first)
    assert third == "<a@b.example>"


def test_a_mail_is_seven_bits_wide_and_every_line_short(server: Server) -> None:
    long = parcel(subject="Ž" * 3000)
    deliver(long, TO, Config(mail=server.mail()), STYLE)
    data = server.mails[0][2]
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert server.message()["Subject"].replace(" ", "").startswith("Ž" * 3000)


@pytest.mark.parametrize(
    "subject", ["Grain\r\nBcc: spy@x.example", "Grain\nBcc: spy@x.example\n\nText", "Grain\x00\r.\r"]
)
def test_no_word_of_a_source_becomes_a_head_of_the_mail(server: Server, subject: str) -> None:
    deliver(parcel(subject=subject), TO, Config(mail=server.mail()), STYLE)
    made = server.message()
    assert made["Bcc"] is None
    assert made["Subject"].startswith("Grain")
    assert server.mails[0][1] == ["anna@office.example", "bo@office.example"]


def test_names_and_domains_of_any_script(server: Server) -> None:
    to = Delivery(mail=("Žofie Dvořáková <zofie@münster.example>",))
    deliver(parcel(), to, Config(mail=server.mail(from_="Bureau d’été <desk@office.example>")), STYLE)
    assert server.mails[0][1] == ["zofie@xn--mnster-3ya.example"]
    assert server.message()["To"] == "Žofie Dvořáková <zofie@xn--mnster-3ya.example>"
    assert server.message()["From"] == "Bureau d’été <desk@office.example>"


@pytest.mark.parametrize(
    "written", ["nobody", "a@b@c d", "žofie@x.example", "a@x.example\r\nBcc: b@x.example", "@x", "a@"]
)
def test_what_is_no_address_is_told_before_anything_is_sent(server: Server, written: str) -> None:
    told = failed(server, Delivery(mail=(written,)))
    assert "is no address" in str(told)
    assert not server.commands


def test_a_mailbox_named_twice_gets_one_mail(server: Server) -> None:
    deliver(parcel(), Delivery(mail=("a@x.example", "A <A@x.example>")), Config(mail=server.mail()), STYLE)
    assert server.mails[0][1] == ["a@x.example"]


def test_a_line_that_begins_with_a_dot_arrives(server: Server) -> None:
    hand_over(server.mail(), "a@x.example", ["b@x.example"], b"Subject: a\r\n\r\n.\r\n..b\r\n")
    assert server.mails[0][2] == b"Subject: a\r\n\r\n.\r\n..b\r\n"


def test_the_style_is_opened_where_none_is_given(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    deliver(parcel(), TO, Config(mail=server.mail(), language="fr"), None)
    assert server.message()["Subject"] == "Grain, 23 novembre 2026"
    assert "Extraits choisis par un programme" in server.message().get_body().get_content()


# ---------------------------------------------------------------------- the marking


@pytest.mark.parametrize(("language", "day"), [("en", "23 November 2026"), ("fr", "23 novembre 2026")])
def test_a_marking_stands_in_the_subject_and_above_and_below_the_text(server: Server, language: str, day: str) -> None:
    marked = parcel(marking="OFFICIAL", scheme="uk")
    deliver(marked, TO, config(server, ceiling="OFFICIAL"), open_style("base", language=language))
    assert server.message()["Subject"] == f"[OFFICIAL] Grain, {day}"
    lines = server.message().get_body().get_content().strip().splitlines()
    assert lines[0] == lines[-1] == "OFFICIAL"


@pytest.mark.parametrize(
    ("marking", "scheme", "ceiling"),
    [
        ("SECRET", "uk", "OFFICIAL"), ("TOP SECRET", "uk", "SECRET"), ("OFFICIAL", "uk", ""),
        ("Board only", "", "SECRET"), ("SECRETT", "uk", "TOP SECRET"),
        ("UNCLASSIFIED", "us", "SECRET"), ("OFFICIAL", "uk", "GEHEIM"),
    ],
)  # fmt: skip
def test_above_the_ceiling_or_of_unknown_rank_is_refused(
    server: Server, marking: str, scheme: str, ceiling: str
) -> None:
    with pytest.raises(Refused) as caught:
        deliver(parcel(marking=marking, scheme=scheme), TO, config(server, ceiling=ceiling), STYLE)
    assert marking in str(caught.value)
    assert caught.value.hint
    assert not caught.value.unknown
    assert not server.commands


@pytest.mark.parametrize("marking", ["OFFICIAL", "OFFICIAL-SENSITIVE COMMERCIAL", "SECRET"])
def test_up_to_the_ceiling_it_is_sent(server: Server, marking: str) -> None:
    deliver(parcel(marking=marking, scheme="uk"), TO, config(server, ceiling="SECRET"), STYLE)
    assert server.message()["Subject"].startswith(f"[{marking}] ")


def test_an_own_label_of_the_other_language_has_its_rank(server: Server) -> None:
    own = Marking("own", "INTERNAL", own={"en": ("PUBLIC", "INTERNAL"), "fr": ("PUBLIC", "INTERNE")})
    settings = Config(mail=server.mail(ceiling="INTERNE"), marking=own)
    deliver(parcel(marking="INTERNAL", scheme="own"), TO, settings, STYLE)
    with pytest.raises(Refused):
        deliver(
            parcel(marking="INTERNE", scheme="own"), TO, replace(settings, mail=server.mail(ceiling="PUBLIC")), STYLE
        )
    assert len(server.mails) == 1


def test_a_memo_without_marking_counts_as_the_office_marks_its_memos(server: Server) -> None:
    secret = Config(mail=server.mail(ceiling="OFFICIAL"), marking=Marking("uk", "SECRET"))
    with pytest.raises(Refused, match="SECRET ranks above OFFICIAL"):
        deliver(parcel(), TO, secret, STYLE)
    portion = parcel()
    portion = replace(portion, brief=replace(portion.brief, header=replace(portion.brief.header, portion="S")))
    with pytest.raises(Refused, match="marked S"):
        deliver(portion, TO, Config(mail=server.mail()), STYLE)
    assert not server.commands


# ---------------------------------------------------------------------- what surely was not sent


def test_nobody_answers() -> None:
    with serving(Server()) as gone:
        pass
    told = failed(gone)
    assert "mail server 127.0.0.1: cannot be reached: Connection refused" in str(told)
    assert not told.unknown


def test_no_server_is_named() -> None:
    with pytest.raises(DeliveryError, match="there is no mail server"):
        deliver(parcel(), TO, Config(mail=Mail(from_="a@x.example")), STYLE)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"drop": "greeting"}, "closed the connection"), ({"drop": "rcpt"}, "closed the connection"),
        ({"drop": "data"}, "closed the connection"), ({"say": {"DATA": "451 later"}}, "refused the text (451 later)"),
        ({"say": {"TEXT": "554 looks like junk"}}, "refused the text (554 looks like junk)"),
        ({"say": {"MAIL": "553 who are you"}}, "refused the sender desk@office.example (553 who are you)"),
    ],
)  # fmt: skip
def test_a_fault_that_leaves_the_mail_unsent(fault: dict[str, Any], words: str) -> None:
    with serving(Server(**fault)) as server:
        told = failed(server)
    assert words in str(told)
    assert not told.unknown
    assert not server.mails


@pytest.mark.parametrize("at", ["greeting", "data"])
def test_a_server_that_hangs_before_the_text(at: str) -> None:
    with serving(Server(hang=at)) as server:
        told = failed(server, timeout=0.2)
        assert "no answer within 0.2 seconds" in str(told)
        assert not told.unknown


def test_all_recipients_refused() -> None:
    with serving(Server(refuse=("anna@office.example", "bo@office.example"))) as server:
        told = failed(server)
    assert "mail to anna@office.example: refused (550 no mailbox anna@office.example); bo@office.example" in str(told)
    assert (told.unknown, told.reached) == (False, ())
    assert not server.mails


def test_one_recipient_refused_is_named_and_the_other_gets_it() -> None:
    with serving(Server(refuse=("bo@office.example",))) as server:
        told = failed(server)
    assert "mail to bo@office.example: refused" in str(told)
    assert "anna@office.example got it" in told.hint
    assert (told.unknown, told.reached) == (True, ("anna@office.example",))
    assert [to for _, to, _ in server.mails] == [["anna@office.example"]]


# ---------------------------------------------------------------------- what nobody knows


@pytest.mark.parametrize("fault", [{"drop": "text"}, {"hang": "text"}])
def test_a_connection_lost_behind_the_text(fault: dict[str, Any]) -> None:
    with serving(Server(**fault)) as server:
        told = failed(server, timeout=0.3)
    assert told.unknown
    assert "before the server said that it has the mail" in str(told)
    assert isinstance(told, BriefgenError)
    assert told.exit_code == 1


def test_a_fault_crosses_process_borders() -> None:
    sent = DeliveryError("a", hint="b", unknown=True, reached=("c",))
    back = pickle.loads(pickle.dumps(sent))
    assert (back.args, back.hint, back.unknown, back.reached) == (("a",), "b", True, ("c",))


def test_a_server_that_is_rude_at_the_end_has_the_mail_all_the_same() -> None:
    with serving(Server(say={"QUIT": "500 no"})) as server:
        deliver(parcel(), TO, Config(mail=server.mail()), STYLE)
        assert waited(lambda: "QUIT" in server.commands)
    assert len(server.mails) == 1


# ---------------------------------------------------------------------- log-in and certificates


def test_login_over_starttls_with_an_own_authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(Server(tls=context, login=("desk", "open sesame"))) as server:
        settings = server.mail(security="starttls", user="desk", password_file=password_file(tmp_path))
        deliver(parcel(), TO, Config(mail=settings), STYLE)
    assert server.secure == [True]
    assert server.commands.index("STARTTLS") < server.commands.index("AUTH")


def test_tls_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(Server(tls=context, at_once=True)) as server:
        deliver(parcel(), TO, Config(mail=server.mail(security="tls")), STYLE)
    assert server.secure == [True]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(("trusted", "name"), [(False, "IP:127.0.0.1"), (True, "DNS:other.example")])
def test_a_certificate_that_is_not_trusted_or_anothers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, trusted: bool, name: str
) -> None:
    context, pem = certificate(tmp_path, name)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with serving(Server(tls=context, at_once=security == "tls", login=("desk", "open sesame"))) as server:
        told = failed(server, security=security, user="desk", password_file=password_file(tmp_path))
    assert "its certificate is not trusted" in str(told)
    assert "SSL_CERT_FILE" in told.hint
    assert "AUTH" not in server.commands, "no password goes to a server that nobody knows"


def test_a_certificate_file_that_is_not_there(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "none.pem")
    assert "SSL_CERT_FILE=none.pem: there is no such file" in str(failed(server, security="tls"))
    (tmp_path / "empty.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "empty.pem"))
    assert "empty.pem: cannot be used" in str(failed(server, security="tls"))


def test_a_server_without_starttls_gets_neither_password_nor_mail(server: Server, tmp_path: Path) -> None:
    told = failed(server, security="starttls", user="desk", password_file=password_file(tmp_path))
    assert "offers no STARTTLS" in str(told)
    assert {command.split()[0] for command in server.commands} <= {"EHLO", "QUIT"}


def test_tls_asked_of_a_server_without(server: Server) -> None:
    assert "587 is often starttls, 465 tls" in str(failed(server, security="tls"))


def test_a_refused_login_never_tells_the_password(tmp_path: Path) -> None:
    with serving(Server(login=("desk", "another"))) as server:
        told = failed(server, user="desk", password_file=password_file(tmp_path))
    assert "the log-in was refused (535 ... is not the password of desk)" in str(told)
    assert "sesame" not in f"{told!r} {told.__cause__!r}"
    assert not told.unknown
    assert not server.mails


def test_a_server_that_offers_no_login(server: Server, tmp_path: Path) -> None:
    assert "offers no log-in" in str(failed(server, user="desk", password_file=password_file(tmp_path)))


def test_a_password_that_no_login_can_send(tmp_path: Path) -> None:
    with serving(Server(login=("desk", "x"))) as server:
        told = failed(server, user="desk", password_file=password_file(tmp_path, "žluťoučký"))
    assert "none that a log-in can send" in str(told)
    assert "žlu" not in str(told)


# ---------------------------------------------------------------------- the alarm


def test_an_alarm_is_plain_text(server: Server) -> None:
    lines = ["night 2026-11-24: 3 of 4 memos made", "grain NOT made: disk full\r\nBcc: x"]
    alarm(lines, "briefgen: night 2026-11-24\nBcc: spy@x.example", ["it@office.example"], Config(mail=server.mail()))
    made = server.message()
    assert (made["Subject"], made["Bcc"]) == ("briefgen: night 2026-11-24 Bcc: spy@x.example", None)
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Message-ID"].endswith("@office.example>")
    assert made.get_content().splitlines() == [lines[0], "grain NOT made: disk full Bcc: x"]
    assert made.get_content_type() == "text/plain"


def test_an_alarm_that_cannot_be_sent_says_so() -> None:
    with serving(Server()) as gone:
        pass
    with pytest.raises(DeliveryError, match="cannot be reached"):
        alarm(["a"], "b", ["it@office.example"], Config(mail=gone.mail()))
