"""Memos that were made in, their deliveries done out: each once, the intent in the ledger before and the end after."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen import storage
from briefgen.batch import delivery as deliveries
from briefgen.batch.ledger import Ledger
from briefgen.batch.outcomes import Delivered, Parcel
from briefgen.batch.rows import MemoRow, Open, PartRow
from briefgen.config import Config, Delivery, Standing
from briefgen.errors import BriefgenError, DeliveryError, Refused, WriteError
from briefgen.model import Failure, Source
from briefgen.readers import record
from briefgen.styles import Style

_INTERRUPTED = "an earlier run was interrupted while it was under way"


class Sending:
    """Delivers what is owed. A mail or command that was begun and never ended is named, and not done again.

    `told`: the keys of the deliveries that were told of so far.
    """

    def __init__(self, ledger: Ledger, config: Config, run: int, date: str) -> None:
        self._ledger, self._config, self._run, self._date = ledger, config, run, date
        self._style: Style | None = None
        self.told: set[str] = set()

    def owed(self, brief: Standing, dead: Iterable[int], style: Style | None) -> Iterator[Delivered]:
        """What became of all that a brief's memos are still owed: those of runs that died (`dead`: their numbers), the
        last ones, and older ones of which a delivery failed. `style` has the words of mails.
        """
        self._style = style
        left = [row for run in dead for row in self._ledger.memos_of(run) if row.name == brief.name and _is_good(row)]
        whole = {(row.unit, row.date): row for row in (*left, *self._ledger.latest_memos(brief.name))}
        for row in self._ledger.undelivered_memos(brief.name):
            if (row.unit, row.date) not in whole:
                yield from self.deliver(brief, row, only_failed=True)
        for row in whole.values():
            yield from self.deliver(brief, row)

    def deliver(self, brief: Standing, row: MemoRow, *, only_failed: bool = False) -> Iterator[Delivered]:
        """The deliveries of a memo that are due when it is made and were not yet done."""
        due = [one for one in brief.delivery if one.when == "made"]
        for part in self._ledger.parts(row) if due else ():
            parcel = _parcel(row, part)
            found = (self._one(parcel, one, only_failed=only_failed) for one in due)
            yield from (one for one in found if one)

    def _one(self, parcel: Parcel, delivery: Delivery, *, only_failed: bool) -> Delivered | None:
        """What became of one delivery; None where it was done before."""
        key, target = deliveries.key(parcel, delivery), deliveries.target(delivery)
        state, why = self._ledger.delivery(key)
        if state == "sent" or (only_failed and state != "failed"):
            return None
        self.told.add(key)
        own = Open(key, parcel.name, parcel.title, parcel.date, target, self._run)
        if state == "begun" and not deliveries.is_repeatable(delivery):
            return Delivered(self._title(own), target, "unknown", why or _INTERRUPTED, _settle(parcel.name))
        try:
            parcel = replace(parcel, files={place.rpartition("/")[2]: _bytes(place) for place in parcel.places})
            self._ledger.keep_delivery(own, "begun", time.time())
            identity = deliveries.message_id(key, self._config.mail.from_) if delivery.mail else ""
            deliveries.deliver(parcel, delivery, self._config, self._style, message_id=identity)
        except WriteError:  # the ledger's own
            raise
        except BriefgenError as error:
            return self._not_sent(own, error)
        self._ledger.keep_delivery(own, "sent", time.time())
        return Delivered(self._title(own), target, "sent")

    def _not_sent(self, own: Open, error: BriefgenError) -> Delivered:
        """Refused, failed, or of unknown fate: that stays begun, so that no run sends it again by itself."""
        why, unknown = str(error.args[0]), isinstance(error, DeliveryError) and error.unknown
        state = "refused" if isinstance(error, Refused) else "failed"
        self._ledger.keep_delivery(own, "begun" if unknown else state, time.time(), why)
        told = "unknown" if unknown else state
        hint = f"{error.hint}; {_settle(own.name)}" if unknown else error.hint
        return Delivered(self._title(own), own.target, told, why, hint)  # type: ignore[arg-type]

    def forgotten(self) -> Iterator[Delivered]:
        """Deliveries of earlier nights whose fate nobody knows, and that were not told of tonight."""
        for one in self._ledger.unknown_deliveries():
            if one.key not in self.told and one.target.startswith(_ONCE):
                yield Delivered(self._title(one), one.target, "unknown", _INTERRUPTED, _settle(one.name))

    def _title(self, one: Open) -> str:
        """How a person is told which memo: one of another night with its date."""
        return one.title if one.date == self._date else f"{one.title} of {one.date}"


_ONCE = ("mail to ", "command ")  # the targets of deliveries that are not repeatable


def _settle(name: str) -> str:
    return f"ask whether it has arrived, then: briefgen batch --sent {name}, or --resend {name}"


def _is_good(row: MemoRow) -> bool:
    return row.state in ("made", "empty")


def _parcel(row: MemoRow, part: PartRow) -> Parcel:
    """The memo without the bytes of its files, which most deliveries do not need: they were done before."""
    brief = record.parsed(Source("record.json", part.printed, "application/json"))
    return Parcel(row.name, part.part or row.unit, row.date, brief, {}, tuple(part.outputs))


def _bytes(place: str) -> bytes:
    found = next(iter(storage.sources([place])))
    if isinstance(found, Failure):
        raise DeliveryError(
            f"{place}: {found.message}", hint=found.hint or "make the memo anew: briefgen batch --force"
        )
    return found.data
