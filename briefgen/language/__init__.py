"""Article in, Analysis out: sentences, words, names, actors, quotations and times, all by offset."""

from __future__ import annotations

from briefgen.language.analysis import analyse
from briefgen.language.desk import kind_of
from briefgen.language.office import with_outlet

__all__ = ["analyse", "kind_of", "with_outlet"]
