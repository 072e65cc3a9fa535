"""Deliveries that a death, a server or a command leaves in doubt: named, not repeated, settled, and none lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch import desks
from tests.batch.desks import MOMENT, desk, night
from tests.batch.smtp import Server, serving
from tests.conftest import Trap

DAY = 86_400
CONFIG = """
timezone: UTC
formats: [md]
jobs: {at_once: 2, seconds: 60}
briefs:
- name: all
  sources: [inbox/]
  when_empty: skip
  delivery:
"""
SLOW = CONFIG + "  - {command: [sh, -c, 'echo $0 $1 >> sent.log; sleep 1', '{name}', '{date}'], when: made}\n"


def sent(home: Path) -> list[str]:
    path = home / "sent.log"
    return path.read_text().splitlines() if path.exists() else []


def killed_while_it_delivers(home: Path) -> None:
    running = desks.start(home).until("sent.log")
    running.kill()
    running.ended()
    desks.left_alive(home)


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """A desk whose run was killed while its command was under way."""
    home = desk(tmp_path / "desk", SLOW, articles=2)
    killed_while_it_delivers(home)
    return home


def test_a_command_in_doubt_is_named_each_time_and_not_given_again(doubtful: Path) -> None:
    for _ in range(2):
        ended = night(doubtful)
        assert ended.code == 1
        assert "all to command sh: nobody knows whether it was delivered" in ended.told
        assert "briefgen batch --sent all, or --resend all" in ended.told
    assert sent(doubtful) == ["all 2026-11-24"]


def test_a_person_says_that_it_has_arrived(doubtful: Path) -> None:
    assert night(doubtful, "--sent", "all").code == 0
    assert night(doubtful).code == 0
    assert len(sent(doubtful)) == 1


@pytest.mark.slow
def test_a_person_has_it_delivered_again_even_when_there_is_a_newer_memo(doubtful: Path) -> None:
    (doubtful / "inbox/a5.html").write_text(desks.article(5))
    ended = night(doubtful, moment=MOMENT + DAY)
    assert ended.code == 1
    assert "all of 2026-11-24 to command sh: nobody knows" in ended.told
    assert sent(doubtful) == ["all 2026-11-24", "all 2026-11-25"], "the new memo is delivered in any case"
    assert night(doubtful, "--resend", "all", moment=MOMENT + DAY).code == 0
    assert sent(doubtful)[2:] == ["all 2026-11-24"]
    assert night(doubtful, moment=MOMENT + DAY).code == 0
    assert len(sent(doubtful)) == 3


def test_what_a_dead_run_had_not_begun_to_deliver_is_delivered_by_the_next_night(tmp_path: Path) -> None:
    config = SLOW + "  - {to: outbox/, when: made}\n"  # after the command
    home = desk(tmp_path / "desk", config, articles=2)
    killed_while_it_delivers(home)
    assert not (home / "outbox").exists()
    (home / "inbox/a5.html").write_text(desks.article(5))
    night(home, moment=MOMENT + DAY)
    told = {(title, to, state) for title, to, state in desks.deliveries(home)}
    assert told == {("all", "command sh", "begun"), ("all", "outbox/", "sent"), ("all", "command sh", "sent")}
    assert sum(state == "sent" and to == "outbox/" for _, to, state in desks.deliveries(home)) == 2


def test_a_folder_in_doubt_is_just_written_again(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG + "  - {to: outbox/, when: made}\n", articles=2)
    (home / "outbox").write_text("a file in its place")
    ended = night(home)
    assert ended.code == 1
    assert "all to outbox/: delivery failed: outbox: the folder cannot be made: is a file" in ended.told
    (home / "outbox").unlink()
    assert night(home, moment=MOMENT + DAY).code == 0, "the memo of the night before is still owed"
    assert (home / "outbox/all.md").is_file()


# ------------------------------------------------------------------ mail


@pytest.fixture
def server(trap: Trap) -> Iterator[Server]:
    trap.permit_loopback()
    with serving(Server()) as found:
        yield found


def mailing(server: Server) -> str:
    mail = f"mail: {{host: 127.0.0.1, port: {server.port}, security: none, from: desk@office.example, timeout: 2}}\n"
    return f"{CONFIG}  - {{mail: [director@example.org], when: made}}\n{mail}"


@pytest.mark.slow
def test_a_server_that_is_down_gets_the_mail_another_night(tmp_path: Path, server: Server) -> None:
    home = desk(tmp_path / "desk", mailing(server), articles=2)
    server.drop = "greeting"
    ended = night(home)
    assert ended.code == 1
    assert "all to mail to director@example.org: delivery failed" in ended.told
    server.drop = ""
    (home / "inbox/a5.html").write_text(desks.article(5))
    assert night(home, moment=MOMENT + DAY).code == 0
    assert len(server.mails) == 2, "that of the night before, and tonight's"
    assert night(home, moment=MOMENT + DAY).code == 0
    assert len(server.mails) == 2


def test_a_mail_whose_fate_is_unknown_is_not_sent_again_by_itself(tmp_path: Path, server: Server) -> None:
    home = desk(tmp_path / "desk", mailing(server), articles=2)
    server.hang = "text"  # it has the text, and says nothing
    running = desks.start(home)
    while "DATA" not in server.commands and running.process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.1)
    running.kill()
    running.ended()
    server.hang = ""
    ended = night(home)
    assert ended.code == 1
    assert "all to mail to director@example.org: nobody knows whether it was delivered" in ended.told
    assert server.mails == []
    assert night(home, "--resend", "all").code == 0
    assert len(server.mails) == 1
