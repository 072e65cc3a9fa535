"""Markings: each scheme's labels as its rules write them, an office's own in two languages, nothing inferred."""

from __future__ import annotations

import pytest

from briefgen.config import Marking
from briefgen.config.marking import faults, look, printed, rank, schemes


@pytest.mark.parametrize(
    ("scheme", "label"),
    [
        ("us", "UNCLASSIFIED//FOR OFFICIAL USE ONLY"), ("us", "CUI"), ("us", "TOP SECRET//NOFORN"),
        ("uk", "OFFICIAL"), ("uk", "OFFICIAL-SENSITIVE COMMERCIAL"), ("uk", "SECRET"),
        ("ca", "PROTECTED B"), ("ca", "PROTECTED B / PROTÉGÉ B"), ("au", "OFFICIAL: Sensitive"),
        ("eu", "RESTREINT UE/EU RESTRICTED"), ("eu", "LIMITE"), ("tlp", "TLP:AMBER+STRICT"), ("tlp", "TLP:RED"),
    ],
)  # fmt: skip
def test_labels_as_the_rules_write_them(scheme: str, label: str) -> None:
    assert not list(faults(Marking(scheme, label), "en"))


@pytest.mark.parametrize(
    ("scheme", "label", "remedy"),
    [
        ("us", "UNCLASSIFIED/FOUO", "double slash"), ("uk", "Official", "OFFICIAL"), ("au", "OFFICIAL:Secret", "space"),
        ("tlp", "TLP: RED", "TLP:RED"), ("tlp", "tlp:red", "TLP:RED"), ("eu", "RESTREINT", "RESTREINT UE"),
        ("ca", "PROTECTED D", "PROTECTED"), ("xx", "A", "us"),
    ],
)  # fmt: skip
def test_what_is_not_a_label_is_named_with_the_remedy(scheme: str, label: str, remedy: str) -> None:
    (fault,) = faults(Marking(scheme, label), "en")
    assert remedy in fault.hint


def test_without_a_scheme_a_label_is_free() -> None:
    assert not list(faults(Marking("", "Eyes of the board only"), "en"))
    assert rank(Marking("", "Eyes of the board only")) is None


def test_ranks_follow_the_table() -> None:
    assert [rank(Marking("uk", label)) for label in ("OFFICIAL", "SECRET", "TOP SECRET")] == [0, 2, 3]
    assert rank(Marking("us", "SECRET//NOFORN")) == 3


def test_the_labels_of_an_office_in_the_language_of_the_memo() -> None:
    own = Marking("own", "INTERNAL", own={"en": ("PUBLIC", "INTERNAL"), "fr": ("PUBLIC", "INTERNE")})
    assert not list(faults(own, "fr"))
    assert (printed(own, "en"), printed(own, "fr"), rank(own)) == ("INTERNAL", "INTERNE", 1)
    assert list(faults(own, "de"))
    assert list(faults(Marking("own", "SECRET", own={"en": ("PUBLIC",)}), "en"))


def test_the_colours_of_tlp_are_exact() -> None:
    assert [look("tlp", label).ink for label in schemes()["tlp"]["labels"]] == [
        "#ffffff", "#33ff00", "#ffc000", "#ffc000", "#ff2b2b",
    ]  # fmt: skip
    assert look("tlp", "TLP:RED").ground == "#000000"
    assert look("", "SECRET").ink == ""


def test_a_mark_of_paragraphs_is_one_of_its_scheme() -> None:
    assert not list(faults(Marking("us", "SECRET", "U"), "en"))
    assert list(faults(Marking("us", "SECRET", "(U)"), "en"))
