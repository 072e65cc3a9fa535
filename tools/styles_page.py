"""The styles, the model and the writers in; docs/styles.md out, and nothing where it stands already.

`python -m tools.styles_page` writes the page. What is told by hand stands in tools/pages/: styles.head.md,
styles.recipes.md, and a line for each name that says nothing of itself in styles.yaml.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from briefgen.model import Brief
from briefgen.styles import OWN_KEYS, SETTINGS, built_in, open_style
from briefgen.writers import context
from briefgen.writers.lines import Lines
from briefgen.writers.message import mail_context
from tests.writers import sample
from tools import model

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "styles.md"
PARTS = ROOT / "tools" / "pages"
TEMPLATES = ROOT / "templates"
BASE = TEMPLATES / "base"
_BLOCK = re.compile(r"{% block (\w+) %}")
_MACRO = re.compile(r"{#([^#]*)#}\s*{% macro (\w+)\((.*?)\)")
_KEY = re.compile(r"^(\s*)(\w+):(.*?)(?:\s+#\s(.*))?$")


class Words:
    """The lines of styles.yaml; `missing` collects the names that it has no line for."""

    def __init__(self) -> None:
        self.known: Mapping[str, Mapping[str, Any]] = yaml.safe_load((PARTS / "styles.yaml").read_text("utf-8"))
        self.missing: list[str] = []

    def of(self, group: str, name: str, otherwise: str = "") -> tuple[str, str]:
        """Meaning and example of a name; `otherwise`: what the code itself says."""
        found = self.known[group].get(name, otherwise)
        if not found:
            self.missing.append(f"{group}: {name}")
        meaning, example = found if isinstance(found, list) else (found, "")
        return str(meaning), str(example)


def page(words: Words) -> str:
    """The whole page."""
    parts: list[str] = [
        (PARTS / "styles.head.md").read_text("utf-8").rstrip(),
        "<!-- From here to the recipes `make docs` makes the page: change what the code says, or tools/pages/. -->",
        "\n".join(_settings(words)),
        "\n".join(_tokens(words)),
        "\n".join(_blocks(words)),
        "\n".join(_macros()),
        "\n".join(_context(words)),
        "\n".join(_functions()),
        "\n".join(_fields(words)),
        (PARTS / "styles.recipes.md").read_text("utf-8").rstrip(),
    ]
    return "\n\n".join(parts) + "\n"


# ------------------------------------------------------------------ style.yaml


def _settings(words: Words) -> Iterator[str]:
    yield "## Every key of style.yaml\n"
    yield "`extends` and `based_on` stand beside these, in a style that extends another.\n"
    yield from table(("key", "what it says", "base", "other shipped styles"), _keys(words, "settings"))


def _tokens(words: Words) -> Iterator[str]:
    yield "## Every token\n"
    yield "Tokens stand under `tokens:` in style.yaml; a stylesheet writes `var(--accent)`.\n"
    yield from table(("token", "what it is for", "base", "other shipped styles"), _keys(words, "tokens", "tokens."))


def _keys(words: Words, group: str, above: str = "") -> Iterator[tuple[str, str, str, str]]:
    """A row for each key of any shipped style: what it says, and its value in each that has another than base."""
    told: dict[str, str] = {}
    for name in (*built_in(), "base"):  # what base says of a key counts
        told |= comments((TEMPLATES / name / SETTINGS).read_text("utf-8"))
    styles = {name: open_style(name).settings for name in built_in()}
    values = {name: own["tokens"] if above else own for name, own in styles.items()}
    base = values.pop("base")
    for key in dict.fromkeys([*base, *(key for own in values.values() for key in own)]):
        if key not in OWN_KEYS:
            others = (f"{name} {_value(own[key])}" for name, own in values.items() if own.get(key) != base.get(key))
            meaning, _ = words.of(group, key, told.get(f"{above}{key}", ""))
            yield f"`{key}`", meaning, _value(base.get(key, "")), "; ".join(others)


def comments(text: str) -> dict[str, str]:
    """What a YAML file says of its keys, "group.key", behind them or in the lines above."""
    found: dict[str, str] = {}
    above: list[str] = []
    group = ""
    for line in text.splitlines():
        if match := _KEY.match(line):
            indent, key, _, behind = match.groups()
            name = f"{group}.{key}" if indent else key
            found[name] = behind or " ".join(above)
            group = group if indent else key
        above = [*above, line.strip("# ")] if line.startswith("# ") and "-----" not in line else []
    return {name: comment.rstrip(".") for name, comment in found.items()}


def _value(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{len(value)} of them"
    if isinstance(value, dict):
        value = [*value]
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"`{text}`" if text else "none"


# ------------------------------------------------------------------ templates


def _blocks(words: Words) -> Iterator[str]:
    yield "## Every block of memo.html.j2\n"
    yield "Those with a heading are sections, by the same names in `sections`.\n"
    markdown = _BLOCK.findall((BASE / "memo.md.j2").read_text("utf-8"))
    labels = open_style("base").labels["sections"]
    rows = (
        (f"`{name}`", words.of("blocks", name)[0], labels.get(name, ""), "yes" if name in markdown else "no")
        for name in _BLOCK.findall((BASE / "memo.html.j2").read_text("utf-8"))
    )
    yield from table(("block", "what it holds", "heading", "in Markdown"), rows)


def _macros() -> Iterator[str]:
    yield "## Every piece of parts.html.j2\n"
    yield 'A block prints them as `{{ parts.head("reply") }}`.\n'
    found = _MACRO.findall((BASE / "parts.html.j2").read_text("utf-8"))
    rows = ((f"`parts.{name}({args})`", _first(comment)) for comment, name, args in found)
    yield from table(("piece", "what it prints"), rows)


def _context(words: Words) -> Iterator[str]:
    yield "## What a template is given\n"
    names = context(sample.brief(), open_style("base"))
    rows = ((f"`{name}`", *words.of("context", name)) for name in names)
    yield from table(("name", "what it is", "example"), _coded(rows))
    yield "\n### What mail.txt.j2 is given too\n"
    rows = ((f"`{name}`", *words.of("mail", name)) for name in mail_context(sample.brief(), (), ()))
    yield from table(("name", "what it is", "example"), _coded(rows))
    yield "\n### What is there without being given\n"
    known = words.known["globals"]
    yield from table(
        ("name", "what it is", "example"), _coded((f"`{name}`", *words.of("globals", name)) for name in known)
    )


def _coded(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    return ((name, meaning, f"`{example}`") for name, meaning, example in rows)


def _functions() -> Iterator[str]:
    yield "## Every line: lines.NAME()\n"
    yield "What the program itself says, in the fixed words of the style.\n"
    found = [(name, one) for name, one in inspect.getmembers(Lines, inspect.isfunction) if not name.startswith("_")]
    yield from table(("line", "what it says"), (_signature(f"lines.{name}", one, skip=1) for name, one in found))
    yield "\n## Every filter: value | NAME\n"
    filters = open_style("base").words().filters()
    rows = (_signature(name, one, skip=0) for name, one in sorted(filters.items()))
    yield from table(("filter", "what it makes of the value, which is its first argument"), rows)


def _signature(name: str, function: Any, *, skip: int) -> tuple[str, str]:
    arguments = list(inspect.signature(function).parameters.values())[skip:]
    given = ", ".join(str(one.replace(annotation=inspect.Parameter.empty)) for one in arguments)
    return f"`{name}({given})`", _first(inspect.getdoc(function) or "")


def _first(text: str) -> str:
    """The first sentence."""
    return re.split(r"(?<=\.) (?=[A-Z`])", " ".join(text.split()))[0]


# ------------------------------------------------------------------ the model


def _fields(words: Words) -> Iterator[str]:
    yield "## Every field of a memo\n"
    yield "Beginning with `brief`. An Item is an Extract, or a Ref to one that is printed elsewhere. Examples are of an"
    yield "invented memo.\n"
    examples = model.examples()
    for kind in model.reachable(Brief):
        own = model.meanings_of(kind)
        yield f"### {kind.__name__}\n"
        rows = []
        for field in fields(kind):
            meaning, example = words.of("fields", f"{kind.__name__}.{field.name}", own.get(field.name, ""))
            words_of_type = model.type_in_words(str(field.type))
            shown = examples.get((kind.__name__, field.name), example) or model.used(kind, field.name, words_of_type)
            rows.append((f"`{field.name}`", words_of_type, meaning, shown))
        yield from table(("field", "type", "what it is", "example"), rows)
        yield ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown; a column that is empty in all rows is left out."""
    found = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    kept = [at for at in range(len(head)) if any(row[at] for row in found)]
    yield _row([head[at] for at in kept])
    yield "|" + "---|" * len(kept)
    yield from (_row([row[at] for at in kept]) for row in found)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Write the page, and tell the names that have no line."""
    words = Words()
    PAGE.write_text(page(words), "utf-8")
    for name in words.missing:
        sys.stderr.write(f"tools/pages/styles.yaml: {name}: has no line: say what it is\n")
    return 1 if words.missing else 0


if __name__ == "__main__":
    sys.exit(main())
