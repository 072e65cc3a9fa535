"""The model's dataclasses in; the tables of their fields out: type, meaning, an example from an invented memo."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from briefgen import model
from tests.writers import sample

_WIDTH = 44  # characters of an example


def reachable(kind: type[Any]) -> list[type[Any]]:
    """The dataclass and those that its fields hold, each once, in the order in which a reader meets them."""
    found = [kind]
    for one in found:
        named = " ".join(str(field.type) for field in fields(one)).replace("Item", "Extract Ref")
        known = (getattr(model, name, None) for name in dict.fromkeys(re.findall(r"[A-Z]\w+", named)))
        new = (other for other in known if isinstance(other, type) and is_dataclass(other))
        found += [other for other in new if other not in found]
    return found


def meanings_of(kind: type[Any]) -> dict[str, str]:
    """What a class says of its fields: in the text below a field, else in a sentence that begins with its name."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - of a class
    text = " ".join((ast.get_docstring(body) or "").split())
    clauses = re.split(r"(?<=[.;]) (?=`)", text)
    found = {
        match[1]: match[2] for clause in clauses if (match := re.match(r"`(\w+)`(?: is| are|:)? (.+?)[.;]?$", clause))
    }
    for field, below in zip(body.body, body.body[1:], strict=False):
        is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            found[field.target.id] = " ".join(str(below.value.value).split()).rstrip(".")  # type: ignore[attr-defined]
    return found


def type_in_words(annotation: str) -> str:
    """ "tuple[Item, ...]" as "list of Item"; a choice of words is a text."""
    text = re.sub(r"tuple\[([\w.]+), \.\.\.\]", r"list of \1", annotation)
    text = re.sub(r"Literal\[.*?\]", "str", text).replace("str", "text").replace("bool", "yes or no")
    text = re.sub(r"\b(int|float)\b", "number", text).replace(" | ", " or ").replace("None", "none")
    return re.sub(r"[A-Z]\w+", lambda found: found[0] if _holds(found[0]) else "text", text)


def _holds(name: str) -> bool:
    """Whether a type is one with fields; the others are choices of words."""
    return name == "Item" or is_dataclass(getattr(model, name, None))


def used(kind: type[Any], name: str, words: str) -> str:
    """How a template uses a field that holds other things; `words`: its type as the page tells it."""
    place, inner = f"{kind.__name__.lower()}.{name}", re.search(r"[A-Z]\w+", words)
    if words.startswith("list of"):
        return f"`{{{{ parts.items({place}) }}}}`" if words.endswith("Item") else f"`{{% for one in {place} %}}`"
    if not inner:
        return ""
    if inner[0] == "Item":
        return f"`{{{{ parts.cell({place}) }}}}`"
    return f"`{{{{ {place}.{fields(getattr(model, inner[0]))[0].name} }}}}`"


def examples() -> Mapping[tuple[str, str], str]:
    """For each (class, field) the first value that the sample memos give it."""
    found: dict[tuple[str, str], str] = {}
    for value in _all((sample.brief(), sample.several())):
        for field in fields(value):
            own = getattr(value, field.name)
            if _shown(own):
                found.setdefault((type(value).__name__, field.name), _short(own))
    return found


def _all(values: Iterable[Any]) -> Iterator[Any]:
    """Every dataclass within the values."""
    for value in values:
        if is_dataclass(value):
            yield value
            yield from _all(getattr(value, field.name) for field in fields(value))
        elif isinstance(value, tuple):
            yield from _all(value)


def _shown(value: object) -> bool:
    """Whether a value says something, in one cell of a table."""
    plain = str | int | float
    flat = isinstance(value, plain) or (isinstance(value, tuple) and all(isinstance(one, plain) for one in value))
    return flat and value not in ("", (), 0, False)


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_short, value))
    if isinstance(value, float):
        return f"{value:.2f}"
    text = {True: "yes"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1].rsplit(" ", 1)[0] + "…"
