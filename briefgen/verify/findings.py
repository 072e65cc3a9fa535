"""The judgement of each printed text in, the lines and the exit code that a person and a script are told out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["verified", "moved", "by hand", "not proved", "source changed", "not on the page", "altered"]
What = Literal["extract", "quotation", "role", "words", "record", "foreign sentence"]

WRONG = ("altered", "source changed", "not on the page")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one printed text. `reference` is its mark (¶3, or 2¶3 with several sources)."""

    number: int
    state: State
    reference: str
    message: str = ""
    what: What = "extract"

    def line(self) -> str:
        """`extract 5 (¶3): altered: …`."""
        parts = (f"{self.what} {self.number}".removesuffix(" 0"), f"({self.reference})" if self.reference else "")
        return ": ".join(part for part in (" ".join(filter(None, parts)), self.state, self.message) if part)


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, in the order of the memo."""

    findings: tuple[Finding, ...]

    @property
    def exit_code(self) -> int:
        """3: words differ from their source or cannot be seen; 1: a source is missing; 0: all is proved."""
        states = {finding.state for finding in self.findings}
        return 3 if states & set(WRONG) else 1 if "not proved" in states else 0

    def lines(self) -> tuple[str, ...]:
        """One line for each finding that is not plainly verified, and a last line that counts the extracts.

        What is not proved because a source is missing, and what stands elsewhere now, is told once for each source.
        """
        states = Counter(finding.state for finding in self.findings if finding.what == "extract")
        counts = ", ".join(f"{count} {state}" for state, count in states.most_common()) or "nothing to prove"
        total = states.total()
        told = [one.line() for one in self.findings if one.state not in ("verified", "moved", "not proved")]
        for state in ("moved", "not proved"):
            messages = dict.fromkeys(one.message for one in self.findings if one.state == state)
            told += [f"{state}: {message}: {self._numbers(message)}" for message in messages]
        return (*told, f"{total} extract{'' if total == 1 else 's'}: {counts}")

    def _numbers(self, message: str) -> str:
        """`extracts 1, 2, quotation 1`."""
        ours = [one for one in self.findings if one.message == message]
        groups = {what: [str(one.number) for one in ours if one.what == what] for what in get_args(What)}
        return ", ".join(f"{what}{'s'[: len(found) > 1]} {', '.join(found)}" for what, found in groups.items() if found)
