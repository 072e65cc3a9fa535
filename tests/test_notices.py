"""What a person is told about a source: one line, whatever a file or a server is called."""

from __future__ import annotations

import pytest

from briefgen.model import Article, Failure, visible
from briefgen.pipeline.notices import passed_over, told
from briefgen.pipeline.reading import Found


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("in/Überblick – «a» b.txt", "in/Überblick – «a» b.txt"),
        ("a\nb\tc\r.txt", r"a\nb\tc\r.txt"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\u2028b\u202eb", r"a\u2028b\u202eb"),
        ("a\udcffb", r"a\udcffb"),
    ],
)
def test_a_name_is_one_visible_line(name: str, shown: str) -> None:
    assert visible(name) == shown


def test_a_failure_is_told_on_one_line_unless_its_faults_have_one_each() -> None:
    failure = Failure("a\nb", "read", "Unreadable", "the server says \x1b[2J", "chmod u+r a\nb")
    assert told(failure) == r"a\nb: the server says \x1b[2J: chmod u+r a\nb"
    assert told(Failure("a.json", "read", "Unreadable", "a.json:1: odd\na.json:2: odd")).count("\n") == 1


def test_an_article_that_is_passed_over_is_told_on_one_line() -> None:
    article = Article("1", "a\nb.txt", "Title", "Text", language="fr")
    found = Found((), (), (), (article,))
    assert list(passed_over(found, "listed")) == [r"a\nb.txt: in fr: listed"]
