"""Standing briefs in, the night's memos out: what is to be done and why, done under limits, delivered, reported."""

from briefgen.batch.run import Options, Run

__all__ = ["Options", "Run"]
