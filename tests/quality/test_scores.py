"""The measures themselves: hits of the first three, packed digests, intervals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import NotHere, sections, summarisation


@pytest.mark.parametrize(
    ("found", "wanted", "score"),
    [
        ([["S1"], ["S2"], ["S3"]], {"S1", "S2", "S3"}, 1.0),
        ([["S1"]], {"S1", "S2", "S3", "S4"}, 1 / 3),
        ([["S9"], ["S1"]], {"S1"}, 1.0),
        ([["S1"], ["S1"]], {"S1", "S2"}, 0.5),
        ([["S8"], ["S9"], ["S7"], ["S1"]], {"S1"}, 0.0),
        ([], {"S1"}, 0.0),
    ],
)
def test_hits_of_the_first_three(found: list[list[str]], wanted: set[str], score: float) -> None:
    assert sections.score(found, wanted) == pytest.approx(score)


def _corpus(folder: Path) -> Path:
    lines = [
        "DATE/ AUTHOR 2018-05-04",
        "H Bridge closed",
        "",
        "S1 Norland closed the bridge on Friday, police said.",
        "",
    ]
    lines += ["S2 The bridge was built in 1931 after a flood of the river."]
    (folder / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "a.ann").write_text("T1\tMain 0 5\tS1\nT2\tDistant_Historical 6 9\tS2\n", encoding="utf-8")
    return folder


def test_a_corpus_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sections.main([str(_corpus(tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "new" in out
    assert "over 1" in out


def test_an_empty_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        sections.corpus(tmp_path)


ROW = {
    "id": "x",
    "documents": ["Norland closed the bridge on Friday. Trucks must go round by the sea. The weather was cold."],
    "references": ["Norland closed the bridge."],
}


def test_units_are_packed_whole_in_the_order_of_the_article() -> None:
    one = summarisation.item(ROW)
    assert len(one.units) == 3
    assert summarisation.pack(one, [2, 0, 1], 10) == [0, 2]
    assert list(summarisation.lead(one, 100)) == [0, 1, 2]
    assert sum(len(one.units[place].plain.split()) for place in summarisation.digest(one, 8)) <= 8


EVENT = {
    "id": "y",
    "documents": [
        "Norland closed the bridge on Friday. Trucks must go round by the sea.",
        "The bridge was closed by Norland on Friday. Fishing boats stay in port. The weather was cold.",
    ],
    "references": ["Norland closed the bridge, and boats stay in port."],
}


def test_the_lead_of_several_articles_is_as_many_words_of_each() -> None:
    one = summarisation.item(EVENT)
    assert one.keys == ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2))
    assert list(summarisation.lead(one, 26)) == [0, 1, 2, 3]
    assert list(summarisation.lead(one, 17)) == [0, 2]
    assert list(summarisation.turns(one, 26)) == [0, 1, 3, 4]  # 2 says the same as 0


def test_the_digest_of_several_articles_counts_places_over_all() -> None:
    one = summarisation.item(EVENT)
    places = summarisation.digest(one, 12)
    assert len(places) == 2
    assert not {0, 2} <= set(places)


def test_packages_are_given_all_units_with_and_without_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def order(texts: Sequence[str]) -> Sequence[int]:
        asked.append(texts)
        return [2, 0, 3, 1, 4]

    monkeypatch.setattr(summarisation, "PEERS", {"peer": lambda texts: order})
    one = summarisation.item(EVENT)
    runs = summarisation.packages([one])
    assert {name: list(run(one, 20)) for name, run in runs.items()} == {
        "peer": [0, 2, 3],
        "peer, no repeats": [1, 2, 3],
    }
    assert asked == [[unit.plain for unit in one.units]]
    single = summarisation.item(ROW)
    assert list(summarisation.packages([single])) == ["peer"]


def test_an_interval_holds_its_mean() -> None:
    mean, low, high = summarisation.interval([1.0, 2.0, 3.0, 2.0] * 10)
    assert low < mean == 2.0 < high
    assert summarisation.interval([0.5] * 5) == (0.5, 0.5, 0.5)


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
    assert summarisation.rows(path) == [ROW]
    with pytest.raises(NotHere):
        summarisation.rows(tmp_path / "none.jsonl")
