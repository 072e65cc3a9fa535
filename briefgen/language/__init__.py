"""Article in, Analysis out: sentences, words, names, actors, quotations and times, all by offset."""

from __future__ import annotations

from briefgen.language.analysis import analyse

__all__ = ["analyse"]
