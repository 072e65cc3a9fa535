"""What can go wrong, told to people: a message that names the place, and a hint that names the remedy.

BriefgenError (1)
├── ConfigError (2)       config.yaml, desk.yaml or a command's options
├── ReadError (1)
│   ├── UnknownFormat     no reader knows these bytes
│   ├── Unreadable        the right format, but broken
│   ├── NoArticle         readable, but there is no article in it
│   └── TooBig            over a limit
├── StyleError (1)        a house style: file, line, name
├── WriteError (1)        the output could not be made or stored
│   └── MissingLibrary    a system library is missing; the hint is the command that installs it
├── DeliveryError (1)     a memo or an alarm did not reach its place, its readers or its command
│   └── Refused           its marking ranks above what may be mailed
├── Stopped (1)           a job took too long, too much memory, or crashed
│   └── Killed            somebody ended its process from outside, as the system does where memory runs out
├── VerifyError (3)       printed words differ from their source
└── Busy (75)             another run holds the lock

Exceptions take one positional argument, because they cross process borders.
"""

from __future__ import annotations


class BriefgenError(Exception):
    """Base of all faults that are told without a traceback."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), self.args, {"hint": self.hint, **self.__dict__})

    def __str__(self) -> str:
        return f"{self.args[0]}: {self.hint}" if self.hint else str(self.args[0])


class ConfigError(BriefgenError):
    """config.yaml, desk.yaml or an option; the message holds every fault, one a line."""

    exit_code = 2


class ReadError(BriefgenError):
    """A source could not be read."""


class UnknownFormat(ReadError):
    """No reader knows these bytes."""


class Unreadable(ReadError):
    """The format is known, the file is broken."""


class NoArticle(ReadError):
    """Readable, but without an article."""


class TooBig(ReadError):
    """Over a limit."""


class StyleError(BriefgenError):
    """A fault in a house style."""

    def __init__(self, message: str, *, hint: str = "", file: str = "", line: int = 0, name: str = "") -> None:
        super().__init__(message, hint=hint)
        self.file, self.line, self.name = file, line, name

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        return place + BriefgenError.__str__(self)


class WriteError(BriefgenError):
    """The output could not be made or stored."""


class MissingLibrary(WriteError):
    """A system library that the PDF needs is not there; the hint is the command that installs it."""


class DeliveryError(BriefgenError):
    """A memo or an alarm did not reach its place, its readers or its command.

    `unknown`: it may have arrived all the same, so that trying again by itself could deliver it twice; else it surely
    has not. `reached`: the addresses that took it where others were refused; `unknown` is then true too.
    """

    def __init__(self, message: str, *, hint: str = "", unknown: bool = False, reached: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.unknown, self.reached = unknown, reached


class Refused(DeliveryError):
    """The memo's marking ranks above what may be mailed, or its rank is not known."""


class Stopped(BriefgenError):
    """A job in a child process took too long, needed too much memory, or crashed."""


class Killed(Stopped):
    """A job's process was ended from outside: by a person, or by the system where all its memory was used up."""


class VerifyError(BriefgenError):
    """Printed words differ from their source."""

    exit_code = 3


class Busy(BriefgenError):
    """Another run holds the lock."""

    exit_code = 75
