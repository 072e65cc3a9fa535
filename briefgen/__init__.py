"""News articles in, a diplomatic briefing memo out; every printed sentence provable against its source.

    from briefgen import analyse, draft, read, write

    articles = read("summit.txt", published="2026-11-22")
    brief = draft([analyse(article) for article in articles], date="2026-11-23")
    write(brief, "memo.pdf")

or, with an office's settings, `Pipeline(config).make(["inbox/"], ["memo.pdf"])`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Pipeline", "__version__", "analyse", "draft", "read", "write"]

if TYPE_CHECKING:
    from briefgen.pipeline import Pipeline, analyse, draft, read, write


def __getattr__(name: str) -> Any:
    """The stages are imported when they are first used: `briefgen --help` needs none of them."""
    if name in __all__:
        from briefgen import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
