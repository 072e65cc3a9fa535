"""A style's name in; the style out, opened once in a process as long as its files stay as they are.

Reading the fixed words and compiling the templates takes a tenth of a memo's time: many memos share them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from briefgen.styles import Style, chain_of, open_style

_Stamps = tuple[tuple[str, int, int], ...]


def kept_style(name: str, *, folders: Sequence[Path] = (), language: str = "en") -> Style:
    """As `open_style`; a file that was changed, added or taken away since opens it anew. Raises StyleError."""
    return _opened(name, tuple(folders), language, _stamps(chain_of(name.partition(":")[0], tuple(folders))))


def _stamps(chain: Sequence[Path]) -> _Stamps:
    """Place, time of change and size of every file of a style and of those that it extends."""
    files = (path.absolute() for folder in chain for path in sorted(folder.rglob("*")))
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.is_file())


@lru_cache(maxsize=8)
def _opened(name: str, folders: tuple[Path, ...], language: str, _stamped: _Stamps) -> Style:
    return open_style(name, folders=folders, language=language)
