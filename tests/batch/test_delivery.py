"""Deliveries to folders, stores and commands; their keys; the password of the mail server."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest

from briefgen.batch.delivery import command, deliver, is_repeatable, key, message_id, target
from briefgen.batch.delivery.credentials import password
from briefgen.batch.outcomes import Parcel
from briefgen.config import Config, Delivery, Mail
from briefgen.errors import DeliveryError
from briefgen.model import Header, Made
from tests.batch.parcels import PDF, parcel


def given(to: Delivery, memo: Parcel | None = None) -> None:
    deliver(memo or parcel(), to, Config(), None)


def failed(to: Delivery, memo: Parcel | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        given(to, memo)
    assert caught.value.hint
    return caught.value


# ---------------------------------------------------------------------- folders and stores


def test_a_folder_is_made_and_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "out/box"
    given(Delivery(to=f"{folder}/"))
    given(Delivery(to=str(folder)), parcel(files={"grain.pdf": b"new", "grain.md": b"text"}))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"grain.pdf": b"new", "grain.md": b"text"}
    given(Delivery(to=f"file://{folder}"))
    assert (folder / "grain.pdf").read_bytes() == PDF


def test_no_file_is_written_outside_the_folder(tmp_path: Path) -> None:
    given(Delivery(to=str(tmp_path / "box")), parcel(files={"../grain.pdf": PDF}))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["box", "grain.pdf"]
    assert (tmp_path / "box/grain.pdf").is_file()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "the folder cannot be made" in str(failed(Delivery(to=str(tmp_path / "file/box"))))
    assert "is a file" in str(failed(Delivery(to=str(tmp_path / "file"))))
    (tmp_path / "box/grain.pdf").mkdir(parents=True)
    assert "is a folder" in str(failed(Delivery(to=str(tmp_path / "box"))))
    assert "another machine" in str(failed(Delivery(to="file://elsewhere/box")))


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    yield system
    if system.exists("/box"):
        system.rm("/box", recursive=True)


def test_a_store_takes_the_files(store: fsspec.AbstractFileSystem) -> None:
    for place in ("memory://box/night/", "memory://box/night"):
        given(Delivery(to=place), parcel(files={"grain.pdf": PDF, "a/grain.md": b"text"}))
        assert sorted(store.find("/box")) == ["/box/night/grain.md", "/box/night/grain.pdf"]
    assert store.cat("/box/night/grain.pdf") == PDF


def test_a_store_that_fails_is_told_without_its_password(
    store: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(type(store), "pipe_file", denied)
    told = failed(Delivery(to="memory://me:secret@box/"))
    assert str(told).startswith("memory://box/grain.pdf: no permission to write there")
    assert "is no place" in str(failed(Delivery(to="odd+thing://box/")))


def test_a_delivery_without_a_target_is_never_taken_for_done() -> None:
    assert "says not where to" in str(failed(Delivery()))


def test_an_empty_file_is_never_delivered(tmp_path: Path) -> None:
    for files, words in (({"grain.pdf": PDF, "grain.md": b""}, "grain.md: is empty"), ({}, "grain: has no files")):
        told = failed(Delivery(to=str(tmp_path / "box")), parcel(files=files))
        assert words in str(told)
        assert told.hint == "make it again: briefgen batch --force --only grain"
    assert not (tmp_path / "box").exists()


# ---------------------------------------------------------------------- which delivery it is


def test_targets_as_people_are_told() -> None:
    assert target(Delivery(to="outbox/")) == "outbox/"
    assert target(Delivery(to="s3://me:secret@bucket/box/")) == "s3://bucket/box/"
    assert target(Delivery(mail=("a@x.example", "b@y.example"))) == "mail to a@x.example, b@y.example"
    assert target(Delivery(command=("bin/print", "{path}"))) == "command bin/print"
    ways = (Delivery(to="a/"), Delivery(mail=("a@x.example",)), Delivery(command=("a",)))
    assert [is_repeatable(way) for way in ways] == [True, False, False]


def test_a_key_is_that_of_content_and_target() -> None:
    memo, to = parcel(), Delivery(mail=("a@x.example", "b@x.example"))
    own = key(memo, to)
    assert len(own) == 64
    brief = memo.brief
    same = [
        replace(memo, files={"grain.pdf": b"another look"}, places=()),
        replace(memo, brief=replace(brief, made=Made("9.9", "another"))),
        replace(memo, brief=replace(brief, header=replace(brief.header, cutoff="2026-11-23T23:59:00Z"))),
        replace(memo, brief=replace(brief, reserve=brief.bottom_line)),  # type: ignore[arg-type]
    ]
    assert {key(one, to) for one in same} == {own}
    assert key(memo, Delivery(mail=("b@x.example", "a@x.example"), attach=False)) == own
    others = [
        replace(memo, name="b"), replace(memo, part="1"), replace(memo, date="2026-11-24"),
        replace(memo, brief=replace(brief, header=Header("Other", "2026-11-23"))),
        replace(memo, brief=replace(brief, bottom_line=())),
    ]  # fmt: skip
    ways = [Delivery(mail=("a@x.example",)), Delivery(to="a/"), Delivery(command=("a",)), Delivery(command=("a", "b"))]
    keys = [own, *(key(one, to) for one in others), *(key(memo, way) for way in ways)]
    assert len(set(keys)) == len(keys)


def test_a_message_id_of_any_sender() -> None:
    assert message_id("a" * 64, "Rosa <r@münster.example>") == f"<{'a' * 40}.briefgen@xn--mnster-3ya.example>"
    assert message_id("a" * 64, "") == f"<{'a' * 40}.briefgen@briefgen.invalid>"


# ---------------------------------------------------------------------- commands


def script(folder: Path, *lines: str) -> str:
    path = folder / "hook"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)
    return str(path)


def test_a_command_is_given_the_memo(tmp_path: Path) -> None:
    told = tmp_path / "told"
    hook = script(tmp_path, f'printf "%s|" "$@" "$BRIEFGEN_NAME" "$BRIEFGEN_DATE" "$BRIEFGEN_MARKING" > {told}',
                  f'printf "%s" "$BRIEFGEN_PATHS" >> {told}')  # fmt: skip
    memo = parcel(marking="OFFICIAL", part="01-lock", places=("out/a.pdf", "out/a.md"))
    given(Delivery(command=(hook, "{path}", "--title={subject}", "{name} {date} {other} {}")), memo)
    assert told.read_text() == (
        "out/a.pdf|--title=Grain|grain/01-lock 2026-11-23 {other} {}|"
        "grain/01-lock|2026-11-23|OFFICIAL|out/a.pdf\nout/a.md"
    )


@pytest.mark.parametrize(
    "subject", ["--delete", "; rm -rf x", "$(touch x)", "{path}", "`touch x`", "a\nb\x00c", "*", "-", "\ud800"]
)
def test_no_word_of_a_source_becomes_an_option_or_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subject: str
) -> None:
    monkeypatch.chdir(tmp_path)
    hook = script(tmp_path, 'printf "%s|" "$@" > told')
    given(Delivery(command=(hook, "{subject}", "--title={subject}")), parcel(subject=subject))
    first, second, rest = (tmp_path / "told").read_text().split("|")
    assert not first.startswith("-")
    assert first.strip() == second.removeprefix("--title=").strip()
    assert "path" not in subject or first == "{path}"
    assert rest == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hook", "told"]


def test_a_path_is_no_option_either() -> None:
    assert command.arguments(parcel(places=("-x/a.pdf",)), ["{path}"]) == ["./-x/a.pdf"]


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    told = failed(Delivery(command=(script(tmp_path, "echo begun", "echo no paper >&2", "echo", "exit 3"),)))
    assert str(told).endswith("hook: ended with 3: no paper: try it by hand")
    assert not told.unknown
    assert "was ended by signal 15" in str(failed(Delivery(command=(script(tmp_path, "kill -TERM $$"),))))


def test_much_output_does_not_matter(tmp_path: Path) -> None:
    hook = script(tmp_path, "head -c 3000000 /dev/zero | tr '\\0' x", "echo", "echo end >&2", "exit 1")
    assert ": end" in str(failed(Delivery(command=(hook,))))


def test_a_command_that_is_not_there_or_may_not_run(tmp_path: Path) -> None:
    assert "cannot be started: No such file" in str(failed(Delivery(command=("bin/none",))))
    plain = tmp_path / "plain"
    plain.write_text("x")
    assert failed(Delivery(command=(str(plain),))).hint == f"chmod +x {plain}"


def test_a_command_that_hangs_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    hook = script(tmp_path, f"sleep 30 & echo $! > {tmp_path}/child", "sleep 30")
    begun = time.monotonic()
    with pytest.raises(DeliveryError, match=r"stopped, it took longer than 0\.3 seconds") as caught:
        command.run(parcel(), [hook], seconds=0.3)
    assert time.monotonic() - begun < 5
    assert caught.value.unknown
    assert gone(int((tmp_path / "child").read_text()))


def test_what_a_command_leaves_running_holds_nobody_up(tmp_path: Path) -> None:
    hook = script(tmp_path, f"sleep 30 & echo $! > {tmp_path}/child")
    begun = time.monotonic()
    given(Delivery(command=(hook,)))
    assert time.monotonic() - begun < 5
    os.kill(int((tmp_path / "child").read_text()), 9)


def gone(process: int) -> bool:
    """Whether a process has ended, or ended and waits to be counted."""
    for _ in range(200):
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


# ---------------------------------------------------------------------- the password


def secret(path: Path, text: str | bytes = "open sesame\n", mode: int = 0o600) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def test_the_password_is_the_first_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = secret(tmp_path / "p", " open sésame \nsecond\n")
    assert password(Mail(user="a", password_file=str(path))) == " open sésame "
    assert password(Mail(user="a", password_file="./p")) == " open sésame "


def test_a_bare_name_is_a_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret(tmp_path / "smtp", mode=0o440)  # systemd's own rights: it guards the folder
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert password(Mail(user="a", password_file="smtp")) == "open sesame"
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert "LoadCredential=smtp:FILE" in str(unread("smtp"))


def unread(name: str) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        password(Mail(user="a", password_file=name))
    assert caught.value.hint
    assert "sesame" not in f"{caught.value!r} {caught.value.__cause__!r}"
    return caught.value


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_password_that_others_may_read_is_a_fault(tmp_path: Path, mode: int) -> None:
    path = secret(tmp_path / "p", mode=mode)
    assert unread(str(path)).hint == f"chmod 600 {path}"
    path.chmod(stat.S_IMODE(mode) & 0o700 | 0o600)
    assert password(Mail(user="a", password_file=str(path))) == "open sesame"


def test_no_password(tmp_path: Path) -> None:
    assert "is empty, but mail.user is set" in str(unread(""))
    assert "No such file" in str(unread(str(tmp_path / "none")))
    for text in ("", "\n", "  \nsesame\n"):
        assert "holds no password" in str(unread(str(secret(tmp_path / "p", text))))
    assert "not UTF-8" in str(unread(str(secret(tmp_path / "p", b"sesame\xff\n"))))
