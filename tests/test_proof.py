"""`verify` on a finished memo: one character changed anywhere is found, whatever a style does to the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefgen import Pipeline, cli
from briefgen.config import Config, with_settings
from briefgen.model import extracts_of

ROOT = Path(__file__).parents[1]
DAY = "2026-11-23"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article and an own style that changes nothing yet."""
    shutil.copy(ROOT / "examples" / "border-clash.txt", tmp_path / "article.txt")
    (tmp_path / "templates" / "ours").mkdir(parents=True)
    (tmp_path / "templates" / "ours" / "style.yaml").write_text("extends: base\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _made(*settings: str) -> Pipeline:
    config = with_settings(Config(), ["style=ours", *settings])
    pipeline = Pipeline(config, date=DAY, published="2026-05-20")
    pipeline.make(["article.txt"], ["memo.pdf", "memo.json"])
    return pipeline


def _verified(capsys: pytest.CaptureFixture[str], memo: str = "memo.pdf", *sources: str) -> tuple[int, str]:
    arguments = ["verify", memo, *(sources or ("article.txt",))]
    code = cli._run(lambda: cli.cli.main(arguments, standalone_mode=False), debug=False)
    return code, capsys.readouterr().out


def _template(desk: Path, parts: str) -> None:
    base = (ROOT / "templates" / "base" / "parts.html.j2").read_text(encoding="utf-8")
    assert "{{ it.text }}" in base
    (desk / "templates" / "ours" / "parts.html.j2").write_text(base.replace("{{ it.text }}", parts), encoding="utf-8")


def test_an_honest_memo_is_proved(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _made()
    code, told = _verified(capsys)
    assert code == 0
    assert told.strip().endswith("verified")


@pytest.mark.parametrize(
    "words",
    [
        '{{ it.text | replace("soldiers", "troops") }}',
        "{{ it.text | truncate(60) }}",
        "{{ it.text | upper }}",
        "{{ it.text[1:] }}",
    ],
)
def test_a_filter_that_changes_words_is_found(desk: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    _template(desk, words)
    _made()
    code, told = _verified(capsys)
    assert code == 3
    assert "extract 1 (¶1): not on the page" in told


@pytest.mark.parametrize(
    "rule", ["#x2 { display: none }", "#x2 { color: white }", "#x2 { visibility: hidden }", "#x2 { font-size: 0.1pt }"]
)
def test_an_extract_that_nobody_can_see_is_found(desk: Path, capsys: pytest.CaptureFixture[str], rule: str) -> None:
    (desk / "templates" / "ours" / "own.css").write_text(rule, encoding="utf-8")
    (desk / "templates" / "ours" / "style.yaml").write_text("extends: base\ncss: [base/memo.css, own.css]\n")
    _made()
    code, told = _verified(capsys)
    assert code == 3
    assert "extract 2" in told
    assert "not on the page" in told


def test_a_style_that_leaves_out_and_reorders_sections_is_proved(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = "extends: base\nsections: [bottom_line, background, developments, questions, actors, outlook]\n"
    (desk / "templates" / "ours" / "style.yaml").write_text(order, encoding="utf-8")
    _made()
    code, told = _verified(capsys)
    assert code == 0, told
    record = json.loads((desk / "memo.json").read_text(encoding="utf-8"))
    assert record["reactions"] == record["stakes"] == []
    numbers = [item["number"] for name in ("bottom_line", "background", "developments") for item in record[name]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_one_character_in_the_source_is_found(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _made()
    record = json.loads((desk / "memo.json").read_text(encoding="utf-8"))
    cite = record["developments"][0]["cite"]
    source = (desk / "article.txt").read_text(encoding="utf-8")
    at = next(i for i in range(cite["start"], cite["end"]) if source[i] == "e")
    (desk / "article.txt").write_text(source[:at] + "a" + source[at + 1 :], encoding="utf-8")
    code, told = _verified(capsys)
    assert code == 3
    assert f"extract {record['developments'][0]['number']} " in told


def test_one_character_in_the_attachment_is_found(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    _made()
    with pikepdf.open(desk / "memo.pdf") as pdf:
        data = pdf.attachments["brief.json"].get_file().read_bytes()
        text = json.loads(data)["bottom_line"][0]["text"]
        changed = data.replace(text[:20].encode(), (text[:19] + "#").encode())
        assert changed != data
        pdf.attachments["brief.json"] = pikepdf.AttachedFileSpec(pdf, changed, filename="brief.json")
        pdf.save(desk / "altered.pdf")
    code, told = _verified(capsys, "altered.pdf")
    assert code == 3
    assert "extract 1 (¶1): altered" in told


def test_a_missing_source_is_not_proved_and_never_zero(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _made()
    arguments = ["verify", "memo.pdf"]
    assert cli._run(lambda: cli.cli.main(arguments, standalone_mode=False), debug=False) == 1
    assert "not proved" in capsys.readouterr().out


def test_a_memo_without_its_record_says_so(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _made("attach=false")
    code = cli._run(lambda: cli.cli.main(["verify", "memo.pdf", "article.txt"], standalone_mode=False), debug=False)
    assert code == 1
    assert "carries no brief.json" in capsys.readouterr().err


def test_the_memo_wanted_from_a_real_page(shared: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A news site's page saved as text: the judgement of the memo that was written of it by hand."""
    shutil.copy(shared / "data" / "real" / "rubio-lavrov.txt", desk / "page.txt")
    pipeline = Pipeline(Config(), date=DAY)
    outcome = pipeline.make(["page.txt"], ["memo.pdf"])
    brief = outcome.brief
    cited = {name: {item.cite.paragraph for item in getattr(brief, name) if hasattr(item, "cite")} for name in
             ("bottom_line", "background", "stakes")}  # fmt: skip
    assert cited["bottom_line"] >= {1, 2}
    assert cited["background"] >= {4, 13}
    assert 15 in cited["stakes"]
    assert sum(1 for question in brief.questions if question.kind != "no position") >= 3
    roles = {actor.name: (actor.role, actor.affiliation) for actor in brief.actors}
    assert roles["Sergey Lavrov"] == ("Russian Foreign Minister", "Russia")
    assert roles["Tammy Bruce"] == ("State Department spokeswoman", "State Department")
    texts = " ".join(extract.text for extract in extracts_of(brief))
    assert "he [Donald Trump] added" in texts
    assert not any(junk in texts for junk in ("Min Read", "Share This", "Exit mobile"))
    assert "Thursday [" not in texts
    assert any("--published YYYY-MM-DD" in notice for notice in outcome.notices)
    assert _verified(capsys, "memo.pdf", "page.txt")[0] == 0
    dated = Pipeline(Config(), date=DAY, published="2025-07-09").make(["page.txt"], ["dated.json"]).brief
    assert "on Thursday [10 July 2025]" in dated.bottom_line[0].text
