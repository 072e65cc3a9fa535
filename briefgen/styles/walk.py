"""A template's tree and the types of its names in; unknown names, fields, filters, tests, blocks and files out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefgen.marks import near
from briefgen.styles.kinds import Group, Kind, Lacking, element, item, joined, member, parts, result

Said = tuple[int, str, str, str]
"""Line, what is wrong, the remedy, the word in the line."""

_SAME = frozenset({"list", "sort", "unique", "reverse", "select", "reject", "selectattr", "rejectattr"})
_BY_NAME = frozenset({"sort", "unique", "map", "sum", "groupby", "selectattr", "rejectattr", "max", "min"})
_OWN = {"self", "super", "loop", "caller", "varargs", "kwargs", "true", "false", "none", "True", "False", "None"}


class Walk:
    """One way through a template; scopes are dictionaries of names and their types."""

    def __init__(
        self, made: ImmutableSandboxedEnvironment, names: Mapping[str, Kind], blocks: Group, assets: Sequence[str]
    ) -> None:
        self._made, self._assets = made, assets
        self._names = {**dict.fromkeys(_OWN, Any), **names, **({"self": blocks} if blocks.what else {})}
        self._said: list[Said] = []
        self._soft = 0  # inside `is defined` and `default`, where a missing name is no fault

    def findings(self, tree: nodes.Template) -> Iterator[Said]:
        """All that is wrong, in the order of the template."""
        self._body(tree.body, dict(self._names))
        yield from dict.fromkeys(self._said)

    def _say(self, node: nodes.Node, what: str, hint: str, word: str) -> None:
        if not self._soft:
            self._said.append((node.lineno, what, hint, word))

    # -------------------------------------------------------------- statements

    def _body(self, statements: Sequence[nodes.Node], scope: dict[str, Kind]) -> None:
        for node in statements:
            special = getattr(self, f"_do_{type(node).__name__.lower()}", None)
            if special:
                special(node, scope)
            elif isinstance(node, nodes.Expr):
                self._kind(node, scope)
            else:
                self._body(list(node.iter_child_nodes()), scope)

    def _do_for(self, node: nodes.For, scope: dict[str, Kind]) -> None:
        inner = dict(scope)
        self._bind(node.target, element(self._kind(node.iter, scope)), inner)
        if node.test:
            self._kind(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, dict(scope))

    def _do_assign(self, node: nodes.Assign, scope: dict[str, Kind]) -> None:
        self._bind(node.target, self._kind(node.node, scope), scope)

    def _do_with(self, node: nodes.With, scope: dict[str, Kind]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, self._kind(value, scope), inner)
        self._body(node.body, inner)

    def _do_macro(self, node: nodes.Macro, scope: dict[str, Kind]) -> None:
        inner = scope | {argument.name: Any for argument in node.args}
        self._body(node.defaults, scope)
        self._body(node.body, inner)

    _do_callblock = _do_macro

    def _do_block(self, node: nodes.Block, _scope: dict[str, Kind]) -> None:
        self._body(node.body, dict(self._names))  # a block sees what the page is given, not the loop around it

    def _do_if(self, node: nodes.If, scope: dict[str, Kind]) -> None:
        self._kind(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            self._body(branch, scope)

    def _bind(self, target: nodes.Node, kind: Kind, scope: dict[str, Kind]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for one, inner in zip(target.items, parts(kind, len(target.items)), strict=True):
                self._bind(one, inner, scope)

    # -------------------------------------------------------------- expressions

    def _kind(self, node: nodes.Node | None, scope: dict[str, Kind]) -> Kind:
        """The type of an expression; what is wrong in it is noted on the way."""
        if node is None:
            return Any
        special: Callable[..., Kind] | None = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if special:
            return special(node, scope)
        for inner in node.iter_child_nodes():
            self._kind(inner, scope)
        return Any

    def _of_name(self, node: nodes.Name, scope: dict[str, Kind]) -> Kind:
        if node.name not in scope:
            self._say(
                node, f'"{node.name}" is not known here', near(node.name, sorted(scope), otherwise=_WRITE), node.name
            )
        return scope.get(node.name, Any)

    def _of_getattr(self, node: nodes.Getattr, scope: dict[str, Kind]) -> Kind:
        return self._field(node, self._kind(node.node, scope), node.attr)

    def _of_getitem(self, node: nodes.Getitem, scope: dict[str, Kind]) -> Kind:
        owner = self._kind(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, owner, node.arg.value)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int):
            return item(owner, node.arg.value)
        self._kind(node.arg, scope)
        return owner if isinstance(node.arg, nodes.Slice) else Any

    def _field(self, node: nodes.Node, owner: Kind, name: str) -> Kind:
        if name.startswith("_"):
            self._say(node, f'"{name}" is closed to templates', "delete it", name)
            return Any
        found = member(owner, name)
        if not isinstance(found, Lacking):
            return found
        self._say(node, f'no field "{name}" in {found.owner}', near(name, found.known), name)
        return Any

    def _of_call(self, node: nodes.Call, scope: dict[str, Kind]) -> Kind:
        called = self._kind(node.node, scope)
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._kind(argument, scope)
        first = node.args[0] if node.args else None
        asks = isinstance(node.node, nodes.Name) and node.node.name == "asset" and isinstance(first, nodes.Const)
        if asks and first is not None and (name := str(getattr(first, "value", ""))) not in self._assets:
            self._say(node, f"no file {name}", near(name, self._assets, otherwise=_PUT), name)
        return result(called)

    def _of_condexpr(self, node: nodes.CondExpr, scope: dict[str, Kind]) -> Kind:
        self._kind(node.test, scope)
        return joined([self._kind(node.expr1, scope), self._kind(node.expr2, scope) if node.expr2 else Any])

    def _of_test(self, node: nodes.Test, scope: dict[str, Kind]) -> Kind:
        if node.name not in self._made.tests:
            self._say(node, f'no test "{node.name}"', near(node.name, self._made.tests), node.name)
        self._quietly(node.node, scope, quiet=node.name in ("defined", "undefined"))
        for argument in node.args:
            self._kind(argument, scope)
        return bool

    def _quietly(self, node: nodes.Node | None, scope: dict[str, Kind], *, quiet: bool) -> Kind:
        self._soft += quiet
        found = self._kind(node, scope)
        self._soft -= quiet
        return found

    def _of_filter(self, node: nodes.Filter, scope: dict[str, Kind]) -> Kind:
        function = self._made.filters.get(node.name)
        if function is None:
            self._say(node, f'no filter "{node.name}"', near(node.name, self._made.filters), node.name)
        kind = self._quietly(node.node, scope, quiet=node.name in ("default", "d"))
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._kind(argument, scope)
        named = self._by_name(node, element(kind)) if node.name in _BY_NAME else Any
        return self._filtered(node.name, function, kind, named)

    def _by_name(self, node: nodes.Filter, kind: Kind) -> Kind:
        """The field that a filter asks of each item, as in `map(attribute="extract")`."""
        given = [word.value for word in node.kwargs if word.key == "attribute"]
        if node.name in ("selectattr", "rejectattr", "groupby"):
            tests = [getattr(argument, "value", "") for argument in node.args[1:]]
            given = [] if {"defined", "undefined"} & set(tests) else [*given, *node.args[:1]]
        for name in (one.value for one in given if isinstance(one, nodes.Const) and isinstance(one.value, str)):
            for part in name.split("."):
                kind = Any if part.isdigit() else self._field(node, kind, part)
            return kind
        return Any

    @staticmethod
    def _filtered(name: str, function: Any, kind: Kind, named: Kind) -> Kind:
        if name in _SAME:
            return list[element(kind)]  # type: ignore[misc]
        if name in ("first", "last"):
            return element(kind)
        if name == "map":
            return list[named]
        own = getattr(function, "__module__", "").startswith("briefgen.")
        return result(function) if own else Any


_PUT = "put it into the style's folder"
_WRITE = "write a name that the template is given, or set it before"
