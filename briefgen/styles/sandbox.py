"""Templates by name in; a sandbox that renders them out, and what goes wrong in one told with its file and line.

The only module that knows Jinja2. A template sees what it is given and nothing else, cannot change it, and compiles
into memory alone. Whatever it prints is escaped, so the words of an article can never become markup or template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.errors import Stopped, StyleError
from briefgen.marks import near
from briefgen.styles.words import Words, finalizer

RANGE = 10_000
"""Longest `range` a template may ask for: a memo has no use for more, a mistake has."""


LENGTH = 1_000_000
"""Most characters or items that `*` may make, and most digits of a power: nothing else in a sandbox grows so fast."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """One in which `*` and `**` make nothing that fills the machine's memory: `{{ "x" * 2000000000 }}`."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product or power, if it is of a size that a memo can use."""
        if operator == "*":
            size = next((len(a) * b for a, b in ((left, right), (right, left)) if _repeats(a, b)), 0)
        else:
            size = abs(right) * left.bit_length() if isinstance(left, int) and isinstance(right, int) else 0
        if size > LENGTH:
            raise OverflowError(f"{operator} makes more than {LENGTH:,} characters")
        return super().call_binop(context, operator, left, right)


def _repeats(one: object, times: object) -> bool:
    return isinstance(one, Sequence) and isinstance(times, int)


def environment(
    templates: Mapping[str, tuple[str, str]], settings: Mapping[str, Any], words: Words
) -> ImmutableSandboxedEnvironment:
    """The sandbox of a style. `templates`: by name, the text and the file that it stands in."""

    def load(name: str) -> tuple[str, str, None]:
        if name not in templates:
            raise StyleError(f"no template {name}", hint=near(name, templates), name=name)
        return (*templates[name], None)

    made = _Sandbox(
        loader=FunctionLoader(load),
        undefined=Missing,
        autoescape=True,
        finalize=finalizer(words.plain, words.bare),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,  # folding constants costs 10 ms and saves nothing in a template that is rendered once
    )
    made.filters.update(words.filters())
    made.globals.update(range=_range, labels=words.labels, settings=settings)
    return made


def rendered(made: ImmutableSandboxedEnvironment, name: str, context: Mapping[str, object]) -> str:
    """The template's output. Raises StyleError."""
    try:
        return made.get_template(name).render(context)
    except StyleError:
        raise
    except Exception as error:
        raise _told(error, [*context, *made.globals]) from error


class Missing(StrictUndefined):
    """A value that is not there: an error wherever it is used, and one that knows the names that are."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return str(self._undefined_hint)
        kind = type(owner).__name__.lower()
        if owner is missing:  # a name of its own, not a field of something
            return f'"{name}" is not known here'
        if kind == "templatereference":
            return f'sections: no section "{name}"'
        known = owner if isinstance(owner, Mapping) else [key for key in dir(owner) if not key.startswith("_")]
        place = "these words" if isinstance(owner, Mapping) else kind
        return f'no field "{name}" in {place}: {near(name, map(str, known))}'


def _range(*args: int) -> range:
    found = range(*args)
    if len(found) > RANGE:
        raise OverflowError(f"range of more than {RANGE:,}")
    return found


def _told(error: Exception, known: Iterable[str]) -> StyleError:
    """The template's fault as a person is told it: file, line, what, and the nearest name that exists."""
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or "", error.lineno
    else:
        file, line = _where(error)
    what, hint = str(error.args[0] if error.args else error), ""
    if isinstance(error, UndefinedError) and (unknown := re.match(r'"(\w+)" is not known here', what)):
        hint = near(unknown[1], known, otherwise=" ").strip()
    elif isinstance(error, KeyError):
        what = f'there is no "{what}"'
    elif isinstance(error, MemoryError):
        what, hint = "needs more memory than there is", "look for a text or list that grows without end"
    elif isinstance(error, Stopped):
        hint = error.hint
    return StyleError(what, hint=hint, file=file, line=line)


def _where(error: Exception) -> tuple[str, int]:
    """File and line of the innermost template that the error passed through."""
    place, frame = ("", 0), error.__traceback__
    while frame:
        file = frame.tb_frame.f_code.co_filename
        place = (file, frame.tb_lineno) if file.endswith(".j2") else place
        frame = frame.tb_next
    return place
