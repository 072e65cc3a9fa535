"""config.yaml and --set options -> Config, or every fault at once with its place."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.config import Config, Delivery, Header, Limits, Standing, find, load, shipped, with_settings
from briefgen.errors import ConfigError
from briefgen.marks import parse

BRIEF = "briefs: [{name: a, sources: [inbox/], %s}]\n"


def faults_of(text: str, tmp_path: Path) -> list[str]:
    """The fault lines of a file, without its folder."""
    path = tmp_path / "config.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{tmp_path}/", "").split("\n")


def test_the_shipped_file_is_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(shipped(), "utf-8")
    assert load(path) == Config() == load(None)


def all_keys(kind, path=()):
    hints = get_type_hints(kind)
    for one in fields(kind):
        yield (*path, one.name.rstrip("_"))
        for inner in filter(is_dataclass, (hints[one.name], *get_args(hints[one.name]))):
            yield from all_keys(inner, (*path, one.name))


def test_the_shipped_file_has_every_key_with_a_comment() -> None:
    text = shipped()
    written = parse(text).marks
    for path in all_keys(Config):
        if path[0] == "briefs" and len(path) > 1:  # shown as an example, in a comment
            assert any(f"{path[-1]}:" in line for line in text.splitlines() if line.startswith("#")), path
        else:
            assert path in written, path
    example = text[text.index("# - name:") :].replace("\n# ", "\n  ").replace("# - name", "  - name")
    assert load_text("briefs:\n" + example).briefs[0].name == "asean-trade"


def load_text(text: str) -> Config:
    from briefgen.marks import checked

    config, faults = checked(Config, parse(text))
    assert not faults
    return config


def test_a_file_changes_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text('\ufeffheader: {from: "Asia desk", to: }\nlimits: {pages: 3}\nattach: no\n' + BRIEF % "window: 24h")
    assert load(path) == Config(
        header=Header(from_="Asia desk"),
        limits=Limits(pages=3),
        attach=False,
        briefs=(Standing(name="a", sources=("inbox/",), window="24h"),),
    )


def test_delivery(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(BRIEF % "delivery: [{to: out/, when: made}, {to: x}]")
    assert load(path).briefs[0].delivery == (Delivery("out/", when="made"), Delivery("x"))


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "pages: x\nlanguage: no\ntimezone: Europe/Lubljana\nlimits:\n  pages: two\n  extracts: 0\nformats: [pfd]\n"
    assert faults_of(text, tmp_path) == [
        'config.yaml:1:1: pages: no such key here: it belongs under "limits"',
        'config.yaml:2:1: language: "no" reads as false here: write "no" in quotes',
        'config.yaml:3:1: timezone: "Europe/Lubljana" is unknown: did you mean "Europe/Ljubljana"?',
        "config.yaml:5:3: limits.pages: must be a whole number: not two",
        "config.yaml:6:3: limits.extracts: must be at least 1",
        'config.yaml:7:11: formats: no writer for "pfd": did you mean "pdf"?',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("style: ''", "1:1: style: is empty: write base"),
        ("stile: base", '1:1: stile: no such key: did you mean "style"?'),
        ("pages: 3", '1:1: pages: no such key here: it belongs under "limits"'),
        ("language: English", '1:1: language: "English" is no language code'),
        ("timezone: nowhere/at-all", '1:1: timezone: "nowhere/at-all" is unknown: write it as Europe/Ljubljana'),
        ("timezone: ../secret", '1:1: timezone: "../secret" is unknown'),
        ("formats: []", "1:1: formats: is empty: write [pdf]"),
        ("formats: [odt]", '1:11: formats: no writer for "odt": one of: pdf, docx, html, md, json, yaml'),
        ("limits: {stories: -1}", "1:10: limits.stories: must be at least 1"),
        ("limits: {share_of_article: {one: 60}}", "1:29: limits.share_of_article.one: 60 is no share"),
        ("limits: {share_of_article: {several: 0}}", "1:29: limits.share_of_article.several: 0 is no share"),
        ("limits: {share_of_article: {several: .nan}}", "1:29: limits.share_of_article.several: nan is no share"),
        ("alarm: {unread: 2}", "1:9: alarm.unread: 2 is no share"),
        ("alarm: {nights: 0}", "1:9: alarm.nights: must be at least 1"),
        ("keep: {articles: 90 days}", '1:8: keep.articles: "90 days" is no span of time: write 24h, 7d, 4w or forever'),
        ("keep: {memos: 0d}", '1:8: keep.memos: "0d" is no span of time'),
        ("output: out/{nam}.{format}", '1:1: output: no field {nam}: did you mean "name"?'),
        ("output: out/{date:%Y}.pdf", "1:1: output: no field {date}"),
        ("output: out/{name", "1:1: output: a bracket { } that is not closed"),
        ("formats: [pdf, html]\noutput: out/{name}.pdf", "2:1: output: memos would overwrite each other: add {format}"),
        (BRIEF % "each: article", ": output: memos would overwrite each other: add {source}"),
        (BRIEF % "each: story", ": output: memos would overwrite each other: add {story}"),
        (BRIEF % "each: articel", '1:39: briefs.each: "articel" is unknown: did you mean "article"?'),
        (BRIEF % "when_empty: never", '1:39: briefs.when_empty: "never" is unknown: one of: note, skip'),
        (BRIEF % "window: last", '"last" is no span of time: write 24h, 7d, 4w or last-issue or all'),
        (BRIEF % "max_age: forever", '1:39: briefs.max_age: "forever" is no span of time: write 24h, 7d, 4w or all'),
        (BRIEF % "about: [ASEAN, no]", '1:54: briefs.about: "no" reads as false here: write "no" in quotes'),
        (BRIEF % "delivery: [{to: x, when: now}]", '58: briefs.delivery.when: "now" is unknown: one of: issued, made'),
        (BRIEF % "delivery: [{when: made}]", "1:50: briefs.delivery: says not where to: write one of"),
        ("briefs: [{name: a}]", "1:10: briefs.sources: none given"),
        ("briefs: [{sources: [x]}]", "1:10: briefs.name: is missing or no file name"),
        ("briefs: [{name: ../a, sources: [x]}]", "1:11: briefs.name: is missing or no file name"),
        ("briefs: [{name: a, sources: [x]}, {name: a, sources: [y]}]", '1:36: briefs.name: a second brief named "a"'),
        ("style: a\nstyle: b", "2:1: style: given twice, first in line 1: delete one of the two"),
        ("subject: ASEAN: tariffs", "1:15: mapping values are not allowed here: put a text"),
    ],
)  # fmt: skip
def test_faults(text: str, told: str, tmp_path: Path) -> None:
    (line,) = faults_of(text, tmp_path)
    assert line.startswith("config.yaml")
    assert told in line


def test_a_format_of_a_stranger_is_known_when_it_has_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("formats: [odt]")
    assert load(path, formats=("pdf", "odt")).formats == ("odt",)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="directory"):
        load(tmp_path)
    (tmp_path / "latin.yaml").write_bytes(b"style: base\nheader: {to: Andr\xe9}\n")
    with pytest.raises(ConfigError, match=r"latin\.yaml:2: a character that is not UTF-8: save the file as UTF-8"):
        load(tmp_path / "latin.yaml")


def test_find(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    (tmp_path / "config.yaml").write_text("")
    assert find(tmp_path) == tmp_path / "config.yaml"
    assert load(find(tmp_path)) == Config()


def test_settings_go_over_the_file() -> None:
    config = with_settings(
        Config(header=Header(cc="Registry")),
        ["header.to=Director: Asia", "header.from=no", "header.reference=12", "limits.pages=3", "formats=[pdf, html]",
         "limits.share_of_article.one=0.5", "attach=no"],
    )  # fmt: skip
    assert config.header == Header(to="Director: Asia", from_="no", reference="12", cc="Registry")
    assert (config.limits.pages, config.limits.share_of_article.one) == (3, 0.5)
    assert (config.formats, config.attach) == (("pdf", "html"), False)


def test_no_settings_change_nothing() -> None:
    config = Config(style="x")
    assert with_settings(config, []) is config


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("header.too=x", '--set header.too: header.too: no such key: did you mean "to"?'),
        ("limit.pages=3", '--set limit.pages: limit: no such key: did you mean "limits"?'),
        ("limits.pages=no", "--set limits.pages: limits.pages: must be a whole number: not no"),
        ("limits.pages=0", "--set limits.pages: limits.pages: must be at least 1"),
        ("pages=2", '--set pages: pages: no such key here: it belongs under "limits"'),
        ("header.to", "--set header.to: header.to: no value: write --set header.to=VALUE"),
        ("style.x=1", "--set style.x: style: must be a text"),
        ("formats=pdf", "--set formats: formats: must be a list: write [pdf]"),
        ("timezone=Mars", '--set timezone: timezone: "Mars" is unknown: write it as Europe/Ljubljana'),
        ("=1", "--set: no such key"),
    ],
)
def test_faults_of_settings(setting: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_settings(Config(), [setting])
    assert told in str(caught.value)


def test_all_faults_of_settings_come_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        with_settings(Config(), ["limits.pages=0", "stile=x", "header.to=fine"])
    assert sorted(line.split(":")[0] for line in str(caught.value).split("\n")) == ["--set limits.pages", "--set stile"]


@given(st.text())
def test_any_setting_is_taken_or_told(text: str) -> None:
    try:
        config = with_settings(Config(), [f"header.to={text}"])
    except ConfigError:  # half a character, which no page can hold
        with pytest.raises(UnicodeEncodeError):
            text.encode()
    else:
        assert config.header.to == text


def test_the_defaults_cost_no_library() -> None:
    code = "import sys; from briefgen import config; config.load(None); print({'yaml', 'pydantic'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"set()\n"
