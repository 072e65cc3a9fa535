"""The templates of a style and the types of what they are given in; everything that is wrong in them out.

A template is parsed, not run: names, fields, filters, tests, blocks and files that it asks for are looked up in what
there is. What cannot be known before it runs stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.marks import near
from briefgen.styles.kinds import Group, Kind
from briefgen.styles.walk import Walk

_MOST = 20  # errors of writing that are told of one template
_TAG = re.compile(r"\{%[-+]?\s*(\w+)\s*(\w*)(?:(?!\{[{%]).)*?%\}|\{\{(?:(?!\{[{%]).)*?\}\}", re.DOTALL)
_STRUCTURE = re.compile(r"Unexpected end of template|unknown tag|Missing end of")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in a line of a template; `word` stands in it and gives the column."""

    template: str
    line: int
    what: str
    hint: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A template: its tree, or None where it cannot be parsed; `parent` is what it extends."""

    name: str
    tree: nodes.Template | None
    findings: tuple[Finding, ...] = ()
    parent: str | None = None
    blocks: Mapping[str, int] = field(default_factory=dict)
    """Names with their lines."""


def parsed(made: ImmutableSandboxedEnvironment, name: str, text: str) -> Parsed:
    """Parse a template, and tell all that is wrong in its writing."""
    found: list[Finding] = []
    while True:
        try:
            tree = made.parse(text, name, name)
            break
        except TemplateSyntaxError as error:
            found.append(Finding(name, error.lineno, _message(error), _remedy(str(error.message))))
            mended = _without(text, error.lineno)
            if _STRUCTURE.search(str(error.message)) or mended == text or len(found) > _MOST:
                return Parsed(name, None, tuple(found))
            text = mended
    if found:
        return Parsed(name, None, tuple(found))
    extends = tree.find(nodes.Extends)
    parent = extends.template.value if extends and isinstance(extends.template, nodes.Const) else None
    return Parsed(name, tree, (), parent, {block.name: block.lineno for block in tree.find_all(nodes.Block)})


def _message(error: TemplateSyntaxError) -> str:
    return str(error.message).split(" Jinja was looking for")[0].rstrip(".")


def _remedy(message: str) -> str:
    for cue, remedy in _REMEDIES:
        if cue in message:
            return remedy
    return "look for a bracket, a quotation mark or a word too much or too few"


_REMEDIES = (
    ("Unexpected end of template", "close the tag that was opened last: endif, endfor, endblock or endmacro"),
    ("unknown tag 'end", "delete it, or open what it closes"),
    ("unknown tag", "write if, for, set, block, macro, include, import, extends or with"),
    ("Missing end of", "close the comment with #}"),
    ("expected 'end of print statement'", "close the expression with }}"),
    ("unexpected '}'", "close the expression with }}"),
)


def _without(text: str, line: int) -> str:
    """The text with the tags of a line made harmless, so that what stands behind them can be parsed too."""
    start = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in _TAG.finditer(text):
        first = text.count("\n", 0, found.start()) + 1
        if first <= line <= first + found[0].count("\n") and found[0] != (mended := _harmless(found)):
            return text[: found.start()] + mended + text[found.end() :]
    at = start[line - 1] if line <= len(start) else len(text)
    end = text.find("\n", at)
    kept = re.sub(r"[{}%#]", " ", text[at : end if end >= 0 else None])
    return text[:at] + kept + (text[end:] if end >= 0 else "")


def _harmless(found: re.Match[str]) -> str:
    """The tag without its expression, with as many lines."""
    keyword, name = found[1], found[2]
    tags = {"if": "if true", "elif": "elif true", "for": "for _ in []", "block": f"block {name or '_'}"}
    tags["macro"] = f"macro {name or '_'}()"
    if keyword in tags and keyword is not None:
        return "{% " + tags[keyword] + " %}" + "\n" * found[0].count("\n")
    kept = keyword and (keyword.startswith("end") or keyword == "else")
    return "{% " + keyword + " %}" if kept else "\n" * found[0].count("\n")


def lint(
    own: Sequence[str],
    templates: Mapping[str, Parsed],
    made: ImmutableSandboxedEnvironment,
    given: Mapping[str, Kind],
    assets: Sequence[str],
) -> Iterator[Finding]:
    """What is wrong in the style's `own` templates; `templates` are all there are, `given` the types of their names."""
    assigned = _assigned(templates)
    for name in own:
        one = templates[name]
        yield from one.findings
        if one.tree is None:
            continue
        walk = Walk(made, {**assigned, **_imports(one, templates), **given}, _family_blocks(one, templates), assets)
        for line, what, hint, word in walk.findings(one.tree):
            yield Finding(name, line, what, hint, word)
        yield from _references(one, templates)


def _references(one: Parsed, templates: Mapping[str, Parsed]) -> Iterator[Finding]:
    """Templates that are asked for and are not there."""
    assert one.tree is not None  # noqa: S101 - the caller has looked
    for node in one.tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        asked = getattr(node, "template", None)
        name = asked.value if isinstance(asked, nodes.Const) else None
        if isinstance(name, str) and name not in templates and not getattr(node, "ignore_missing", False):
            yield Finding(one.name, node.lineno, f"no template {name}", near(name, templates), name)


def ancestors(one: Parsed, templates: Mapping[str, Parsed]) -> Iterator[Parsed]:
    """The templates that it extends, the nearest first."""
    seen = {one.name}
    while one.parent and one.parent in templates and one.parent not in seen:
        seen.add(one.parent)
        one = templates[one.parent]
        yield one


def _family_blocks(one: Parsed, templates: Mapping[str, Parsed]) -> Group:
    family = [one, *ancestors(one, templates)]
    names = {name: dict for member in family for name in member.blocks}
    complete = all(member.tree is not None for member in family) and not (family[-1].parent)
    return Group("the blocks", names) if complete else Group("", {})


def idle_blocks(one: Parsed, templates: Mapping[str, Parsed], used: Sequence[str]) -> Iterator[Finding]:
    """Blocks that override nothing in what the template extends, and that nothing asks for by name."""
    above = list(ancestors(one, templates))
    if one.tree is None or not above or above[-1].parent or any(member.tree is None for member in above):
        return
    known = {name for member in above for name in member.blocks}
    asked = {node.attr for node in one.tree.find_all(nodes.Getattr) if _is_self(node.node)}
    inner = {block.name for outer in one.tree.find_all(nodes.Block) for block in outer.find_all(nodes.Block)}
    for name, line in one.blocks.items():
        if name not in known | asked | inner and name not in used:
            what = f'the block "{name}" overrides nothing in {above[0].name}'
            yield Finding(one.name, line, what, near(name, sorted(known)), name)


def _is_self(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "self"


def _assigned(templates: Mapping[str, Parsed]) -> dict[str, Kind]:
    """Names that any template gives a value: another that it includes may read them."""
    from typing import Any

    found: dict[str, Kind] = {}
    for one in templates.values():
        if one.tree is not None:
            found |= {node.name: Any for node in one.tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
            found |= {node.name: Any for node in one.tree.find_all(nodes.Macro)}
            found |= {node.target: Any for node in one.tree.find_all(nodes.Import)}
            for node in one.tree.find_all(nodes.FromImport):
                found |= {name if isinstance(name, str) else name[1]: Any for name in node.names}
    return found


def _imports(one: Parsed, templates: Mapping[str, Parsed]) -> dict[str, Kind]:
    """Imported templates by the names they have here, with their macros; what it extends may import for it."""
    found: dict[str, Kind] = {}
    for member in reversed([one, *ancestors(one, templates)]):
        for node in member.tree.find_all(nodes.Import) if member.tree else ():
            asked = node.template.value if isinstance(node.template, nodes.Const) else ""
            target = templates.get(asked)
            if target and target.tree is not None and not target.parent:
                found[node.target] = Group(node.target, _exported(target.tree))
    return found


def _exported(tree: nodes.Template) -> dict[str, object]:
    from typing import Any

    names: dict[str, object] = {node.name: Group("", {}) for node in tree.find_all(nodes.Macro)}
    for node in tree.find_all(nodes.Assign):
        names |= {name.name: Any for name in node.find_all(nodes.Name) if name.ctx == "store"}
    return dict.fromkeys(names, Any)
