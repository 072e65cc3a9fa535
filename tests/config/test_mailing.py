"""Mail settings and deliveries: every fault is told with its remedy, and no password is ever repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.config import Config, load, with_settings
from briefgen.config.addresses import parsed
from briefgen.errors import ConfigError

SERVER = "mail: {host: smtp.example.org, from: desk@office.example}\n"
BRIEF = "briefs: [{name: a, sources: [inbox/], delivery: [{%s}]}]\n"


def loaded(text: str, folder: Path) -> Config:
    path = folder / "config.yaml"
    path.write_text(text, "utf-8")
    return load(path)


def faults(text: str, folder: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(text, folder)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(
    "text",
    [
        SERVER + BRIEF % 'mail: [a@x.example, "Žofie Dvořáková <z@münster.example>"], when: made',
        SERVER + BRIEF % 'command: [bin/print, "{path}", "--title={subject}", "{name} {date}", "a{}b"]',
        SERVER + "alarm: {mail: [it@x.example]}\n",
        "mail: {host: smtp.example.org, user: desk, password_file: smtp, security: tls}\n",
        "mail: {host: localhost, user: desk, password_file: ./smtp, security: none}\n",
        "mail: {host: '::1'}\n",
        "mail: {ceiling: OFFICIAL-SENSITIVE}\nmarking: {scheme: uk}\n",
        "mail: {ceiling: INTERNE}\nmarking: {scheme: own, own: {en: [PUBLIC, INTERNAL], fr: [PUBLIC, INTERNE]}}\n",
    ],
)
def test_what_is_right(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BRIEF % "mail: [a@x.example]", "delivery.mail: there is no mail server: fill mail.host and mail.from"),
        ("alarm: {mail: [a@x.example]}\n", "1:9: alarm.mail: there is no mail server"),
        (SERVER + BRIEF % "mail: [a@x.example, bob]", 'delivery.mail: "bob" is no address: write it as name@'),
        (SERVER + BRIEF % 'mail: ["a@x.example, b@x.example"]', "is no address"),
        (SERVER + "alarm: {mail: [a@]}\n", 'alarm.mail: "a@" is no address'),
        ("mail: {from: nobody}\n", '1:8: mail.from: "nobody" is no address'),
        (BRIEF % "command: ['{path}']", "delivery.command: must be a program"),
        (BRIEF % 'command: [bin/print, "{pat}"]', 'delivery.command: no field {pat}: did you mean "path"?'),
        (
            "mail: {ceiling: OFICIAL}\nmarking: {scheme: uk}\n",
            'mail.ceiling: "OFICIAL" is no label of uk: did you mean',
        ),
        ("mail: {ceiling: OFFICIAL}\n", "mail.ceiling: labels have no ranks without a scheme"),
        ("mail: {ceiling: X}\nmarking: {scheme: own, own: {en: [PUBLIC]}}\n", '"X" is no label of own: one of: PUBLIC'),
        ("mail: {user: desk}\n", "mail.password_file: is empty, but there is a user"),
        ("mail: {host: h, user: d, password_file: p, security: none}\n", "mail.security: the password would be sent"),
        ("mail: {security: ssl}\n", 'mail.security: "ssl" is unknown'),
        ("mail: {port: 0}\n", "mail.port: must be from 1 to 65535"),
    ],
)
def test_what_is_wrong(text: str, told: str, tmp_path: Path) -> None:
    assert told in faults(text, tmp_path)


def test_a_misspelt_scheme_is_one_fault(tmp_path: Path) -> None:
    told = faults("mail: {ceiling: OFFICIAL}\nmarking: {scheme: uc}\n", tmp_path)
    assert told.count("\n") == 0
    assert "marking.scheme" in told


@pytest.mark.parametrize(
    "text",
    [
        "mail: {password: sesame}\n", "mail: {host: h, smtp_password: sesame}\n", "smtp_password: sesame\n",
        "mail: {pasword: sesame}\n", "mail: {pass: [sesame]}\n", "mail: {password: {sesame: sesame}}\n",
        "mail: {user: 'desk:sesame', password_file: p}\n", "mail: {host: 'desk:sesame@smtp.example.org'}\n",
        "mail: smtps://desk:sesame@smtp.example.org\n", "mail: desk:sesame@smtp.example.org\n",
        "mail: {password: *sesame}\n", "mail: {password: !sesame!x y}\n", "password: sesame\npassword: sesame\n",
        "mail: {user: 'desk:sesame', user: 'desk:sesame'}\n",
    ],
)  # fmt: skip
def test_a_password_is_refused_and_never_repeated(text: str, tmp_path: Path) -> None:
    told = faults(text, tmp_path)
    assert "sesame" not in told.replace("mail.password.sesame", "")
    assert "config.yaml:" in told


@pytest.mark.parametrize("text", ["mail: {password: 0x}\n", "mail: {password: 1:}\n"])
def test_a_password_that_looks_like_a_number_is_not_repeated(text: str, tmp_path: Path) -> None:
    told = faults(text, tmp_path)
    assert "0x" not in told
    assert "1:}" not in told


@pytest.mark.parametrize("key", ["mail.password", "smtp_password", "mail.smtp_pass"])
def test_the_remedy_for_a_password(key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_settings(Config(), [f"{key}=sesame"])
    told = str(caught.value)
    assert told.startswith(f"--set {key}: {key}: no password is taken here: put it into a file that only you can read")
    assert "mail.password_file" in told
    assert "sesame" not in told


@pytest.mark.parametrize(
    "setting",
    ["mail.user=desk:sesame", "mail.password:sesame", "mail=smtp://desk:sesame@h", "mail.host=desk:sesame@h",
     "mail.password.a=sesame", "mail.port=sesame@h"],
)  # fmt: skip
def test_no_setting_repeats_a_password(setting: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_settings(Config(), [setting])
    assert "desk:sesame" not in str(caught.value)
    assert setting.startswith("mail.port") or "sesame" not in str(caught.value)


def test_addresses() -> None:
    found = parsed("Žofie Dvořáková <zofie@münster.example>")
    assert found
    assert (found.display_name, found.addr_spec) == ("Žofie Dvořáková", "zofie@xn--mnster-3ya.example")
    assert parsed("a@x.example")
    for wrong in (
        "",
        "a",
        "a@",
        "@x",
        "a b@x.example",
        "a@x.example b@x.example",
        "a@x\n.example",
        "ž@x.example",
        "a@x,b@y",
    ):
        assert not parsed(wrong), wrong
