"""The stages together: from files to files, with what a person is told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen import Pipeline, analyse, draft, read, write
from briefgen.config import NO_DESK, Config, Desk, Outlet, with_settings
from briefgen.errors import BriefgenError, ConfigError, NoArticle, ReadError
from briefgen.model import Made, extracts_of

ROOT = Path(__file__).parents[1]
SUMMIT = str(ROOT / "examples" / "summit.txt")
DAY = "2026-11-23"


def _make(
    out: Path, *sources: str, config: Config | None = None, published: str | None = None
) -> briefgen.model.Outcome:  # type: ignore[name-defined]
    return Pipeline(config or Config(), date=DAY, published=published).make(sources, [str(out)])


def test_the_public_names_in_ten_lines(tmp_path: Path) -> None:
    articles = read(SUMMIT)
    brief = draft([analyse(article) for article in articles], date=DAY)
    assert brief.header.date == DAY
    assert brief.header.subject == articles[0].title
    assert write(brief, tmp_path / "memo.md") == tmp_path / "memo.md"
    assert brief.bottom_line[0].text in (tmp_path / "memo.md").read_text(encoding="utf-8").replace("\\", "")


def test_every_extract_is_the_articles_text(tmp_path: Path) -> None:
    outcome = _make(tmp_path / "memo.json", SUMMIT)
    article = read(SUMMIT)[0]
    for extract in extracts_of(outcome.brief):
        bare = extract.text
        for edit in extract.edits:
            bare = bare.replace(edit.inserted, "", 1)
        assert bare == article.text[extract.cite.start : extract.cite.end]


def test_the_same_text_from_two_files_is_one_article(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(Path(SUMMIT).read_bytes())
    outcome = _make(tmp_path / "memo.json", SUMMIT, str(copy))
    assert len(outcome.brief.references) == 1


def test_what_the_office_knows_is_part_of_the_recipe(tmp_path: Path) -> None:
    def made(desk: Desk, *settings: str) -> Made:
        config = with_settings(Config(), settings)
        return Pipeline(config, date=DAY, desk=desk).make([SUMMIT], [str(tmp_path / "memo.json")]).brief.made

    recipes = [made(NO_DESK), made(Desk(watch=("x",))), made(Desk(roles={"A": "b"})), made(Desk(roles={"A": "c"}))]
    recipes.append(made(NO_DESK, "timezone=Asia/Tokyo"))
    assert len({one.recipe for one in recipes}) == len(recipes)
    assert made(Desk(roles={"A": "b"})) == recipes[2]


def test_the_office_names_an_outlet_by_its_domain(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Outlet: www.news.example\n\nThe road was opened.\n\nThe two ministers agreed to open it.\n")
    desk = Desk(outlets={"news.example": Outlet("Norland News", "Norpress")})
    brief = Pipeline(Config(), date=DAY, desk=desk).make([str(article)], [str(tmp_path / "memo.json")]).brief
    assert [(one.outlet, one.originator) for one in brief.references] == [("Norland News", "Norpress")]


def test_a_location_is_never_a_path_of_the_machine(tmp_path: Path) -> None:
    outcome = _make(tmp_path / "memo.json", SUMMIT)
    assert outcome.brief.references[0].location == "summit.txt"
    assert str(ROOT) not in (tmp_path / "memo.json").read_text(encoding="utf-8")


def test_a_given_date_stands_only_where_the_source_has_none(tmp_path: Path) -> None:
    undated = tmp_path / "note.txt"
    undated.write_text("Envoys meet\n\nThe envoys met in Accra on Thursday to end a row over fish, Ghana said.\n")
    made = _make(tmp_path / "a.json", str(undated), published="2026-11-20").brief
    assert (made.references[0].published, made.references[0].published_from) == ("2026-11-20", "given")
    assert "on Thursday [19 November 2026]" in made.bottom_line[0].text
    dated = _make(tmp_path / "b.json", SUMMIT, published="1999-01-01").brief
    assert dated.references[0].published != "1999-01-01"


def test_without_a_date_nothing_is_resolved_and_the_remedy_is_told(tmp_path: Path) -> None:
    undated = tmp_path / "note.txt"
    undated.write_text("Envoys meet\n\nThe envoys met in Accra on Thursday to end a row over fish, Ghana said.\n")
    outcome = _make(tmp_path / "a.json", str(undated))
    assert "[" not in outcome.brief.bottom_line[0].text
    assert any('"Thursday"' in notice and "--published" in notice for notice in outcome.notices)


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02\x03")
    outcome = _make(tmp_path / "memo.json", str(bad), SUMMIT)
    assert [failure.location for failure in outcome.failures] == [str(bad)]
    assert extracts_of(outcome.brief)
    assert outcome.brief.coverage.failed == outcome.failures


def test_no_article_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n ")
    with pytest.raises(NoArticle, match=r"empty\.txt"):
        _make(tmp_path / "memo.json", str(empty))
    assert not (tmp_path / "memo.json").exists()


def test_an_article_in_another_language_is_listed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = "<p>Die Minister trafen sich am Donnerstag in Accra, um den Streit um die Fischerei zu beenden.</p>" * 6
    page.write_text(f'<html lang="de"><head><title>Treffen</title></head><body><article>{text}</article></body></html>')
    outcome = _make(tmp_path / "memo.json", str(page), SUMMIT)
    assert len(outcome.brief.references) == 1
    (listed,) = outcome.brief.coverage.not_analysed
    assert (listed.location, listed.title, listed.language, listed.direction) == ("page.html", "Treffen", "de", "ltr")
    assert listed.first == "Die Minister trafen sich am Donnerstag in Accra, um den Streit um die Fischerei zu beenden."
    assert any("not analysed" in notice for notice in outcome.notices)


def test_an_output_never_replaces_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "article.md"
    source.write_bytes(Path(SUMMIT).read_bytes())
    before = source.read_bytes()
    with pytest.raises(ConfigError, match="this is a source"):
        _make(Path("article.md"), "article.md")
    assert source.read_bytes() == before


def test_a_record_is_rendered_again_with_what_was_given(tmp_path: Path) -> None:
    _make(tmp_path / "memo.yaml", SUMMIT)
    config = with_settings(Config(), ["header.to=Director", "marking.label=OFFICIAL"])
    outcome = Pipeline(config).make([str(tmp_path / "memo.yaml")], [str(tmp_path / "memo.md")])
    assert outcome.brief.header.date == DAY
    text = (tmp_path / "memo.md").read_text(encoding="utf-8")
    assert "Director" in text
    assert "OFFICIAL" in text


def test_a_record_stands_alone(tmp_path: Path) -> None:
    _make(tmp_path / "memo.json", SUMMIT)
    with pytest.raises(ConfigError, match="alone"):
        Pipeline(Config()).make([str(tmp_path / "memo.json"), SUMMIT], [str(tmp_path / "b.json")])


def test_a_record_edited_by_hand_is_kept(tmp_path: Path) -> None:
    record = tmp_path / "memo.json"
    _make(record, SUMMIT)
    edited = (
        record.read_text(encoding="utf-8").replace('"to":""', '"to":"The Minister"').replace('"to": ""', '"to": "X"')
    )
    data = json.loads(edited)
    data["header"]["to"] = "The Minister"
    record.write_text(json.dumps(data), encoding="utf-8")
    before = record.read_bytes()
    outcome = _make(record, SUMMIT)
    assert record.read_bytes() == before
    assert (tmp_path / "memo.new.json").exists()
    assert any("memo.new.json" in notice for notice in outcome.notices)


def test_pages_are_counted_and_what_did_not_fit_is_told(tmp_path: Path) -> None:
    config = with_settings(Config(), ["limits.pages=1"])
    outcome = Pipeline(config, date=DAY).make([SUMMIT], [str(tmp_path / "memo.pdf"), str(tmp_path / "memo.json")])
    assert outcome.brief.left_out > 0
    record = json.loads((tmp_path / "memo.json").read_text(encoding="utf-8"))
    assert record["left_out"] == outcome.brief.left_out
    numbers = [extract.number for extract in extracts_of(outcome.brief)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_all_outputs_of_a_run_show_the_same_brief(tmp_path: Path) -> None:
    outcome = Pipeline(Config(), date=DAY).make([SUMMIT], [str(tmp_path / "memo.pdf"), str(tmp_path / "memo.json")])
    from briefgen.writers.page import attachment_of

    attached = attachment_of((tmp_path / "memo.pdf").read_bytes())
    assert attached is not None
    inside, beside = json.loads(attached), json.loads((tmp_path / "memo.json").read_text(encoding="utf-8"))
    assert [e["text"] for e in inside["bottom_line"]] == [e["text"] for e in beside["bottom_line"]]
    assert len(extracts_of(outcome.brief)) == outcome.brief.source_summary.extracts


def test_unknown_ending_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no writer"):
        _make(tmp_path / "memo.odt", SUMMIT)


def test_read_raises_what_a_person_can_act_on() -> None:
    with pytest.raises(ReadError, match="no such file"):
        read("nowhere.txt")


def test_errors_cross_process_borders() -> None:
    import pickle

    for kind in (ReadError, ConfigError, NoArticle):
        error = pickle.loads(pickle.dumps(kind("what", hint="do this")))
        assert isinstance(error, BriefgenError)
        assert (str(error), error.exit_code) == ("what: do this", kind.exit_code)


PROGRAM = """
import sys
from briefgen import Pipeline
from briefgen.config import Config
Pipeline(Config(), date="2026-11-23", published="2026-05-20").make([sys.argv[1]], [sys.argv[2]])
"""


def test_the_same_input_gives_the_same_file(tmp_path: Path) -> None:
    """Two processes with other hash seeds, time zones and languages of the machine."""
    files = []
    for seed, zone, locale in (("0", "UTC", "C"), ("7", "Pacific/Auckland", "C.UTF-8")):
        out = tmp_path / f"{seed}.pdf"
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PATH": "/usr/bin:/bin"}
        subprocess.run([sys.executable, "-c", PROGRAM, SUMMIT, str(out)], check=True, env=environment)
        files.append(out.read_bytes())
    assert files[0] == files[1]


def test_a_delta_since_a_record_or_its_pdf_is_the_same_and_comes_back(tmp_path: Path) -> None:
    """The record carries the delta both ways: written, read again, and inside the PDF."""
    first, second = (str(ROOT / "examples" / name) for name in ("flood-aid.txt", "flood-aid-second.txt"))
    monday, tuesday = [str(tmp_path / f"monday.{end}") for end in ("json", "yaml", "pdf")], str(tmp_path / "two.pdf")
    pipeline = Pipeline(Config(), date=DAY)
    printed = pipeline.make([first], monday).brief
    earlier = [pipeline.earlier(place) for place in monday]
    assert [[one.text for one in extracts_of(brief)] for brief in earlier] == [
        [one.text for one in extracts_of(printed)] for _ in monday
    ]
    found = pipeline.make([second], [tuesday], previous=earlier[0]).brief
    assert found.delta
    assert found.delta.dropped
    assert found.delta == pipeline.make([second], [tuesday], previous=earlier[2]).brief.delta
    assert pipeline.earlier(tuesday).delta == found.delta


@pytest.mark.parametrize("name", ["nothing.json", "summit.txt", "."])
def test_what_is_no_earlier_memo_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "summit.txt").write_bytes(Path(SUMMIT).read_bytes())
    (tmp_path / "border.txt").write_bytes(Path(SUMMIT).read_bytes())
    with pytest.raises(
        ConfigError, match=r"nothing\.json: no such|summit\.txt: no record|: 2 files, where one"
    ) as told:
        Pipeline(Config()).earlier(str(tmp_path / name))
    assert told.value.exit_code == 2
