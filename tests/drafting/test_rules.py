"""The rule files: readable by people, needles that lose no match, every table complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from briefgen.drafting import rules


def _all() -> Iterator[tuple[str, rules.Rule]]:
    for name, rule in rules.phrases("en").items():
        yield f"phrase {name}", rule
    table = rules.questions("en")
    for kind, rule in table.triggers:
        yield f"trigger {kind} {rule.source[:30]}", rule
    for rule, text in table.patterns:
        yield f"pattern {text} {rule.source[-30:]}", rule
    yield "back", table.back


# ---- what every match must hold: needles may spare a search, never lose a match


def _plain(nodes: Any) -> list[str] | None:
    """All strings that the nodes match, None where they are too many."""
    found = [""]
    for kind, value in nodes:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        if kind is op.LITERAL:
            part: list[str] | None = [chr(value)]
        elif kind is op.IN and all(one is op.LITERAL for one, _ in value) and len(value) <= 4:
            part = [chr(code) for _, code in value]
        elif kind is op.SUBPATTERN:
            part = _plain(value[3])
        elif kind is op.BRANCH:
            parts = [_plain(branch) for branch in value[1]]
            part = None if any(one is None for one in parts) else [s for one in parts for s in one or []]
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and tuple(value[:2]) == (0, 1):
            inner = _plain(value[2])
            part = None if inner is None else ["", *inner]
        else:
            part = None
        if part is None or len(found) * len(part) > 5000:
            return None
        found = [head + tail for head in found for tail in part]
    return found


def _held(nodes: Any, words: tuple[str, ...]) -> bool:
    """Whether every match of the nodes holds one of the words."""
    nodes = [node for node in nodes if node[0] not in (op.AT, op.ASSERT, op.ASSERT_NOT)]
    for first in range(len(nodes)):
        for last in range(len(nodes), first, -1):
            strings = _plain(nodes[first:last])
            if strings and all(any(word in s.lower() for word in words) for s in strings):
                return True
    return any(_inside(kind, value, words) for kind, value in nodes)


def _inside(kind: Any, value: Any, words: tuple[str, ...]) -> bool:
    if kind is op.SUBPATTERN:
        return _held(value[3], words)
    if kind is op.BRANCH:
        return all(_held(branch, words) for branch in value[1])
    return kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] >= 1 and _held(value[2], words)


@pytest.mark.parametrize(("name", "rule"), [pytest.param(n, r, id=n) for n, r in _all()])
def test_every_match_holds_one_of_the_words(name: str, rule: rules.Rule) -> None:
    if not rule.words:
        return  # always tried
    assert all(word and word == word.lower() for word in rule.words)
    assert _held(list(parser.parse(rule.source)), rule.words), name


def test_no_needles_are_left_of_a_rule_that_is_gone() -> None:
    used = sum(1 for _, rule in _all() if rule.words)
    assert used == len(rules._needles("en"))


def test_a_rule_without_needles_is_always_tried() -> None:
    assert rules.Rule((), r"\bunless\b").search("not unless it rains", "") is not None


def test_a_rule_searches_only_where_a_word_stands() -> None:
    rule = rules.Rule(("unless",), r"\bunless\b")
    assert rule.search("Unless it rains", "it rains") is None
    assert rule.search("not unless it rains", "not unless it rains") is not None
    assert [found[0] for found in rule.finditer("unless or unless", "unless or unless")] == ["unless", "unless"]


def test_every_topic_has_words_in_small_letters() -> None:
    table = rules.topics("en")
    assert {"harm", "money", "pending", "leverage"} <= {name for names in table.values() for name in names}
    assert all(word == word.lower() for word in table)


def test_every_kind_of_question_is_known() -> None:
    from typing import get_args

    from briefgen.model import QuestionKind

    kinds = {kind for kind, _ in rules.questions("en").triggers}
    assert kinds == set(get_args(QuestionKind)) - {"no position"}


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("It could reportedly rain, officials may say.", ["could", "reportedly", "may"]),
        ("They met in May and in Mayfair.", []),
        ("About 40 people, at least ten of them children, might leave.", ["About", "at least", "might"]),
        ("A likely story, not yet told; the unlikeliest.", ["likely", "not yet"]),
    ],
)
def test_hedges(text: str, hedges: list[str]) -> None:
    assert re.findall(rules.hedges("en"), text) == hedges


def test_lists_are_filled() -> None:
    lists = rules.anaphors("en")
    assert "meeting" in lists.nouns
    assert "But" in lists.connectives
    assert "He" in lists.pronouns
    assert "In return" in lists.phrases
    assert "the" in rules.function_stems("en")
