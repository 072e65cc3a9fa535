"""A folder and the style to start from in; an office's desk out: its settings, its own house style, an inbox.

What is made is the office's: no later version of briefgen touches it. The files that it starts from stand as they are
read in `briefgen/starter/`, with `$parent` and the like for what is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from string import Template

from briefgen import config, storage
from briefgen.errors import ConfigError, StyleError, WriteError
from briefgen.marks import near
from briefgen.styles import built_in, open_style, parent_digest

NAME = "our-style"
"""The name of a house style where none is given."""
_HERE = Path(__file__).parent
_STARTER = _HERE / "starter"
_SAMPLES = (_HERE / "_sample.txt", _HERE.parent / "examples" / "summit.txt")
"""The invented article for the inbox: in an installed copy, in a checkout."""
_NAMES = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_OF_STYLE = ("style.yaml", "labels.en.yaml", "memo.html.j2", "house.css", "logo.svg")


def init(folder: Path, *, style: str = "base", name: str = NAME) -> tuple[Path, ...]:
    """Make the desk, or nothing of it; `name`: of its style, which extends `style`. Returns the files, in their order.

    Raises ConfigError where a file of it is there already, StyleError for a style that is not, WriteError.
    """
    files = {folder / path: text for path, text in contents(style, name).items()}
    _refuse(folder, files)
    made: list[Path] = []
    try:
        for path in files:
            made += _folders(path.parent)
        storage.store({path: text.encode("utf-8") for path, text in files.items()})
    except BaseException as error:
        _undo([*made, *files])
        if isinstance(error, OSError):
            hint = "name a folder that you may write to"
            raise WriteError(f"{error.filename}: {error.strerror}", hint=hint) from error
        raise
    return tuple(files)


def contents(style: str, name: str) -> dict[str, str]:
    """The files of a desk by their path in it. Raises StyleError, ConfigError for a name that cannot be a style's."""
    parent, _, variant = style.partition(":")
    if parent not in built_in():
        raise StyleError(f"no style {parent}", hint=near(parent, built_in()), name=parent)
    _named(name)
    sheets = [*dict.fromkeys((*open_style(style).settings["css"], "house.css"))]
    fields = {"parent": parent, "name": name, "digest": parent_digest(parent), "css": f"[{', '.join(sheets)}]"}
    fields["variant"] = f"variant: {variant}\n" if variant else ""

    def filled(file: str) -> str:
        return Template((_STARTER / file).read_text("utf-8")).substitute(fields)

    sample = next(path for path in _SAMPLES if path.is_file())
    return {
        config.NAME: _with_style(config.shipped(), name),
        config.DESK: config.shipped(config.DESK),
        **{f"templates/{name}/{file}": filled(file) for file in _OF_STYLE},
        "inbox/summit.txt": sample.read_text("utf-8"),
        "README.md": filled("README.md"),
    }


def _named(name: str) -> None:
    if not _NAMES.fullmatch(name):
        raise ConfigError(f'--name: "{name}" cannot be the name of a style', hint="use a-z, 0-9 and -, as in our-style")
    if name in built_in():
        raise ConfigError(f"--name: {name} is a style that comes with briefgen", hint=f"choose another: our-{name}")


def _with_style(text: str, name: str) -> str:
    """The shipped settings with the one line changed, and its comment where it was."""
    changed, count = re.subn(r"(?m)^style: \S+ *(?=#)", lambda found: f"style: {name}".ljust(len(found[0])), text)
    if count != 1:
        raise ValueError("the shipped config.yaml has no one line `style: NAME  # …`")
    return changed


def _refuse(folder: Path, files: Iterable[Path]) -> None:
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"{folder}: is a file", hint="name a folder, or one that is not there yet")
    there = [str(path.relative_to(folder)) for path in files if path.exists() or path.is_symlink()]
    if there:
        raise ConfigError(f"{folder}: would overwrite {', '.join(there)}", hint="name another folder, or move them")


def _folders(path: Path) -> list[Path]:
    """Make the folder and those above it; which of them are new, the uppermost first."""
    new = [one for one in (*reversed(path.parents), path) if not one.exists()]
    for one in new:
        one.mkdir()
    return new


def _undo(made: Sequence[Path]) -> None:
    """Take away what was made, the last first; none of it was there before."""
    for path in reversed(made):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
