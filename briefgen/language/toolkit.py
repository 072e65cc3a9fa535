"""The name of an nltk module in, that module out, without the rest of nltk.

`import nltk.stem.porter` runs `nltk/__init__`, which imports every part of the package: 206 ms CPU, a sixth of what a
whole memo costs. The parts used here need none of it. While such a part is imported, its parent packages stand in
`sys.modules` as empty shells; they are taken out again, so that a later `import nltk` anywhere works as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


def part(name: str) -> ModuleType:
    """The module `nltk.NAME`, as "stem.porter". Raises ImportError where nltk is missing."""
    if "nltk" in sys.modules:
        return import_module(f"nltk.{name}")
    spec = find_spec("nltk")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("nltk is not installed")
    shells = _shells(name, Path(spec.submodule_search_locations[0]))
    sys.modules.update(shells)
    try:
        return import_module(f"nltk.{name}")
    finally:
        for loaded in [key for key in sys.modules if key == "nltk" or key.startswith("nltk.")]:
            del sys.modules[loaded]


def _shells(name: str, folder: Path) -> dict[str, ModuleType]:
    """Empty packages for "nltk" and every package above the module."""
    shells: dict[str, ModuleType] = {}
    for depth, _ in enumerate(name.split(".")):
        parts = name.split(".")[:depth]
        shell = ModuleType(".".join(["nltk", *parts]))
        shell.__path__ = [str(folder.joinpath(*parts))]
        shells[shell.__name__] = shell
    return shells
