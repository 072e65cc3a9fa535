"""Places in, what is wrong with them out: how sources are read, how finished memos are built, what the machine has."""

from briefgen.check.sources import Checked, Report, sources

__all__ = ["Checked", "Report", "sources"]
