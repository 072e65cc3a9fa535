"""Opening a house style: what extends what, which file wins, and every fault with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import StyleError
from briefgen.styles import Style, open_style, outdated, parent_digest


@pytest.fixture(scope="module")
def base() -> Style:
    return open_style("base")


def style(folder: Path, name: str = "ours", **files: str) -> Path:
    """A style of the test's own; `memo_html_j2` stands for memo.html.j2."""
    home = folder / name
    home.mkdir(exist_ok=True)
    for key, text in {"style_yaml": "extends: base\n", **files}.items():
        (home / key.replace("_", ".")).write_text(text, "utf-8")
    return home


def fault(folder: Path) -> StyleError:
    with pytest.raises(StyleError) as told:
        open_style(str(folder))
    return told.value


# ------------------------------------------------------------------ what extends what


def test_base_has_what_the_writers_ask_for(base: Style) -> None:
    assert base.name == "base"
    assert base.pages == 2
    assert 400 < base.capacity < 800
    assert base.labels["sections"]["questions"] == "Open questions"
    assert base.assets["fonts/SourceSerifPro-Regular.ttf"][:4] == b"\x00\x01\x00\x00"


def test_a_child_changes_single_keys_words_and_files(tmp_path: Path) -> None:
    home = style(
        tmp_path,
        style_yaml="extends: base\npages: 1\ntokens: {ink: '#000'}\n",
        labels_en_yaml="sections: {stakes: Why it matters}\n",
        memo_css="p { margin: 1mm }",
    )
    ours, base = open_style(str(home)), open_style("base")
    assert (ours.name, ours.pages, ours.capacity) == ("ours", 1, base.capacity)
    assert ours.settings["tokens"]["ink"] == "#000"
    assert ours.settings["tokens"]["accent"] == base.settings["tokens"]["accent"]
    assert ours.labels["sections"]["stakes"] == "Why it matters"
    assert ours.labels["sections"]["outlook"] == base.labels["sections"]["outlook"]
    assert ours.text("memo.css") == "p { margin: 1mm }"
    assert ours.text("base/memo.css") == base.text("memo.css")
    assert ours.digest != base.digest


def test_a_style_extends_its_neighbour(tmp_path: Path) -> None:
    style(tmp_path, "parent", style_yaml="extends: base\npages: 3\n")
    home = style(tmp_path, "child", style_yaml="extends: parent\ncapacity: 100\n")
    assert (open_style(str(home)).pages, open_style("child", folders=(tmp_path,)).capacity) == (3, 100)


def test_the_digest_is_the_bytes(tmp_path: Path) -> None:
    home = style(tmp_path)
    first = open_style(str(home)).digest
    assert open_style(str(home)).digest == first
    (home / "memo.css").write_text("/* */", "utf-8")
    assert open_style(str(home)).digest != first


def test_nothing_of_a_style_can_be_changed(base: Style) -> None:
    with pytest.raises(TypeError):
        base.settings["pages"] = 9  # type: ignore[index]
    with pytest.raises(TypeError):
        base.assets["x"] = b""  # type: ignore[index]


def test_a_name_of_the_parent_stands_for_what_the_parent_inherits(tmp_path: Path) -> None:
    style(tmp_path, "grand", a_html_j2="A", b_html_j2="B")
    style(tmp_path, "parent", style_yaml="extends: grand\n", b_html_j2="{% include 'grand/b.html.j2' %}2")
    home = style(tmp_path, style_yaml="extends: parent\n", a_html_j2="{% include 'parent/a.html.j2' %}1", b_html_j2="")
    ours = open_style(str(home))
    assert ours.render("a.html.j2") == "A1"
    assert ours.render("parent/b.html.j2") == "B2"
    assert ours.text("parent/memo.css") == open_style("base").text("memo.css")


def test_a_fault_in_what_the_parent_inherits_is_told_with_the_file_where_it_stands(tmp_path: Path) -> None:
    grand = style(tmp_path, "grand", a_html_j2="\n{{ nobody }}")
    style(tmp_path, "parent", style_yaml="extends: grand\n")
    home = style(tmp_path, style_yaml="extends: parent\n", a_html_j2="{% include 'parent/a.html.j2' %}")
    with pytest.raises(StyleError) as told:
        open_style(str(home)).render("a.html.j2")
    assert (told.value.file, told.value.line) == (str(grand / "a.html.j2"), 2)


def test_a_style_is_told_when_its_parent_has_changed(tmp_path: Path) -> None:
    style(tmp_path, "grand")
    parent = style(tmp_path, "parent", style_yaml="extends: grand\n")
    digest = parent_digest("parent", (tmp_path,))
    home = style(tmp_path, style_yaml=f'extends: parent\nbased_on: "{digest}"\n')
    assert outdated(home) is None
    assert outdated(parent) is None, "it does not ask for it"
    (tmp_path / "grand" / "labels.en.yaml").write_text("title: Memo\n", "utf-8")
    told, now = outdated(home) or "", parent_digest("parent", (tmp_path,))
    assert told.startswith(f"{home / 'style.yaml'}:2: based_on: the parent style parent has changed since this style")
    assert told.endswith(f'then set based_on to "{now}"')
    (home / "style.yaml").write_text(f'extends: parent\nbased_on: "{now}"\n', "utf-8")
    assert outdated(home) is None
    assert open_style(str(home)).settings["pages"] == 2


def test_words_that_a_language_lacks_are_english_and_named(tmp_path: Path) -> None:
    words = "title: Vermerk\nsections: {stakes: Worum es geht}\nreporting: {articles: {other: '{n} Artikel'}}\n"
    home = style(tmp_path, labels_xx_yaml=words, x_html_j2="{{ labels.reporting.articles | say(n=1) }}")
    ours, base = open_style(str(home), language="xx"), open_style("base")
    assert ours.labels["sections"] == {**base.labels["sections"], "stakes": "Worum es geht"}
    assert ours.labels["language"] == "xx"
    assert ours.render("x.html.j2") == "1 Artikel", "a word of one form is whole"
    assert {"sections.outlook", "machine.draft", "languages", "analysis", "headline"} < set(ours.untranslated)
    assert not {"language", "title", "sections.stakes", "reporting.articles", "reporting.articles.one"} & set(
        ours.untranslated
    )
    assert not [key for key in ours.untranslated if key.startswith(("analysis.", "languages."))]
    assert base.untranslated == ()


# ------------------------------------------------------------------ faults of style.yaml


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("extends: base\npagse: 1\n", 2, 'did you mean "pages"'),
        ("extends: base\n\npages: two\n", 3, "pages: must be a whole number"),
        ("extends: base\nsections: stakes\n", 2, "sections: must be a list"),
        ("extends: bse\n", 1, 'did you mean "base"'),
        ("extends: [base]\n", 1, "the name of one style"),
        ("extends: base\ntokens: {ink: '#000'\n", 3, "close the bracket"),
        ("extends: base\nfaces: [{family: A}]\n", 2, "a family and a file"),
        ("extends: base\nfaces: [{family: A, file: 'no_such_package:A.ttf'}]\n", 2, "pip install no-such-package"),
        ("pages: 2\n", 0, "extends: base"),
        ("- pages\n", 1, "a group of keys"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    home = style(tmp_path, style_yaml=text)
    error = fault(home)
    assert what in str(error)
    assert (error.file, error.line) == (str(home / "style.yaml"), line)


@pytest.mark.parametrize("text", ["title: Memo\nlists: {and: no}\n", "title: Memo\nlists:\n  on: a\n", "\nlists: 3\n"])
def test_fixed_words_are_words(tmp_path: Path, text: str) -> None:
    home = style(tmp_path, labels_en_yaml=text)
    error = fault(home)
    assert "lists: must be text" in str(error)
    assert (error.file, error.line) == (str(home / "labels.en.yaml"), 2)


def test_a_circle_is_told(tmp_path: Path) -> None:
    style(tmp_path, "a", style_yaml="extends: b\n")
    style(tmp_path, "b", style_yaml="extends: a\n")
    error = fault(tmp_path / "a")
    assert "a extends b extends a" in str(error)
    assert error.file == str(tmp_path / "b" / "style.yaml")


def test_an_unknown_style_is_told_with_the_nearest() -> None:
    with pytest.raises(StyleError, match='no style bas: did you mean "base"'):
        open_style("bas")


def test_an_unknown_language_names_those_there_are() -> None:
    with pytest.raises(StyleError, match="no fixed words in sl: there are: en"):
        open_style("base", language="sl")


# ------------------------------------------------------------------ templates


def rendered(folder: Path, template: str, **context: object) -> str:
    return open_style(str(style(folder, x_html_j2=template))).render("x.html.j2", **context)


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("\n\n{{ headr }}", 3, 'did you mean "header"'),
        ("\n{{ header.subjct }}", 2, 'did you mean "subject"'),
        ("\n{{ labels.sections.stake }}", 2, 'did you mean "stakes"'),
        ("{% if %}", 1, "Expected an expression"),
        ("{% include 'no.html.j2' %}", 0, "no template no.html.j2"),
        ("\n{{ range(10001) | list }}", 2, "range of more than 10,000"),
        ("\n{{ 'x' * 2000000000 }}", 2, "makes more than 1,000,000"),
        ("\n{{ 10 ** 1000000000 }}", 2, "makes more than 1,000,000"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "__class__"),
        ("\n{{ header.update(a=1) }}", 2, "update"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ("\n{{ 'x' | no_such_filter }}", 2, "no_such_filter"),
    ],
)
def test_template_faults_are_told_with_their_line(tmp_path: Path, template: str, line: int, what: str) -> None:
    with pytest.raises(StyleError) as told:
        rendered(tmp_path, template, header={"subject": "S"})
    assert what in str(told.value)
    assert told.value.line == line
    assert not line or told.value.file == str(tmp_path / "ours" / "x.html.j2")


def test_what_a_template_is_given_is_text(tmp_path: Path) -> None:
    text = rendered(tmp_path, "<p>{{ text }}|{{ nothing }}</p>", text="<b>&{{ 7*7 }}'\"", nothing=None)
    assert text == "<p>&lt;b&gt;&amp;{{ 7*7 }}&#39;&#34;|</p>"


def test_half_a_character_does_not_stop_a_memo(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ text }}", text="a\ud800b") == "a\ufffdb"


def test_a_child_template_overrides_a_block_and_sees_the_macros(tmp_path: Path) -> None:
    style(tmp_path, "parent", p_html_j2="{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}", x_html_j2=(
        "{% import 'p.html.j2' as p with context %}{% block a %}A{% endblock %}{% block b %}B{% endblock %}"
    ))  # fmt: skip
    home = style(
        tmp_path,
        style_yaml="extends: parent\n",
        x_html_j2="{% extends 'parent/x.html.j2' %}{% block b %}{{ p.m('<') }}{% endblock %}",
    )
    assert open_style(str(home)).render("x.html.j2") == "A<i>&lt;</i>"


# ------------------------------------------------------------------ the words


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ '2025-07-09' | date }}", "9 July 2025"),
        ("{{ '2025-07' | date }}", "July 2025"),
        ("{{ '2025' | date }}", "2025"),
        ("{{ '2025-07-09T06:30:00Z' | date }}", "9 July 2025, 06:30 UTC"),
        ("{{ '2025-07-09T06:30+02:00' | date }}", "9 July 2025, 06:30 +02:00"),
        ("{{ 'Thursday' | date }}|{{ none | date }}", "Thursday|"),
        ("{{ 1234567 | number }}", "1,234,567"),
        ("{{ 0.604 | percent }}", "60 %"),
        ("{{ [1, 2, '<'] | listed }}", "1, 2 and &lt;"),
        ("{{ [] | listed }}{{ ['a'] | listed }}", "a"),
        ("{{ ['a', '', none, 'b'] | joined('semicolon') }}", "a; b"),
        ("{{ 'a<b' | quote }}", "“a&lt;b”"),
        ("{{ 'Ministers meet again in Geneva' | short(20) }}", "Ministers meet…"),
        ("{{ labels.reporting.articles | say(n=1) }}", "1 article"),
        ("{{ labels.reporting.articles | say(n=2) }}", "2 articles"),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, template: str, printed: str) -> None:
    assert rendered(tmp_path, template) == printed


def test_a_style_has_its_own_form_of_dates(tmp_path: Path) -> None:
    home = style(
        tmp_path, style_yaml='extends: base\ndate: "{month} {day}, {year}"\n', x_html_j2="{{ '2025-07-09' | date }}"
    )
    assert open_style(str(home)).render("x.html.j2") == "July 9, 2025"


def test_what_a_style_says_itself_holds_in_a_variant_of_another(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "style.yaml").write_text("extends: ministerial\nvariant: ca\ncss: [memo.css, house.css]\ncapacity: 300\n")
    (own / "house.css").write_text("")
    style = open_style(str(own))
    assert (style.settings["css"], style.capacity) == (["memo.css", "house.css"], 300)
    assert style.settings["paper"] == "Letter"
    assert style.settings["tokens"]["accent"] == open_style("ministerial:ca").settings["tokens"]["accent"]
