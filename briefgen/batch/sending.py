"""Memos that were made in, their deliveries done out: each once, the intent in the ledger before and the end after."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from briefgen import storage
from briefgen.batch import delivery as deliveries
from briefgen.batch.ledger import Ledger
from briefgen.batch.outcomes import Delivered, Parcel
from briefgen.batch.rows import MemoRow, Open, PartRow
from briefgen.config import Config, Delivery, Standing
from briefgen.errors import BriefgenError, DeliveryError, Refused
from briefgen.model import Failure, Source
from briefgen.readers import record
from briefgen.styles import Style

_INTERRUPTED = "an earlier run was interrupted while it was under way"


class Sending:
    """Delivers what is owed. A mail or command that was begun and never ended is named, and not done again."""

    def __init__(self, ledger: Ledger, config: Config, style: Style | None, run: int) -> None:
        self._ledger, self._config, self._style, self._run = ledger, config, style, run

    def deliver(self, brief: Standing, row: MemoRow) -> Iterator[Delivered]:
        """The deliveries of a memo that are due when it is made and were not yet done."""
        due = [one for one in brief.delivery if one.when == "made"]
        for part in self._ledger.parts(row) if due else ():
            try:
                parcel = _parcel(row, part)
            except DeliveryError as error:
                why, title = str(error.args[0]), part.part or row.name
                yield from (Delivered(title, deliveries.target(one), "failed", why, error.hint) for one in due)
                continue
            yield from (found for one in due if (found := self._one(parcel, one)))

    def _one(self, parcel: Parcel, delivery: Delivery) -> Delivered | None:
        """What became of one delivery; None where it was done before."""
        key, target = deliveries.key(parcel, delivery), deliveries.target(delivery)
        state, why = self._ledger.delivery(key)
        if state == "sent":
            return None
        if state == "begun" and not deliveries.is_repeatable(delivery):
            return Delivered(parcel.title, target, "unknown", why or _INTERRUPTED)
        own = Open(key, parcel.name, parcel.title, parcel.date, target, self._run)
        self._ledger.keep_delivery(own, "begun", time.time())
        try:
            identity = deliveries.message_id(key, self._config.mail.from_) if delivery.mail else ""
            deliveries.deliver(parcel, delivery, self._config, self._style, message_id=identity)
        except BriefgenError as error:
            return self._not_sent(own, error)
        self._ledger.keep_delivery(own, "sent", time.time())
        return Delivered(parcel.title, target, "sent")

    def _not_sent(self, own: Open, error: BriefgenError) -> Delivered:
        """Refused, failed, or of unknown fate: that stays begun, so that no run sends it again by itself."""
        why, unknown = str(error.args[0]), isinstance(error, DeliveryError) and error.unknown
        state = "refused" if isinstance(error, Refused) else "failed"
        self._ledger.keep_delivery(own, "begun" if unknown else state, time.time(), why)
        told = "unknown" if unknown else state
        return Delivered(own.title, own.target, told, why, error.hint)  # type: ignore[arg-type]


def _parcel(row: MemoRow, part: PartRow) -> Parcel:
    """The memo with the bytes of its files, as they stand in their places."""
    brief = record.parsed(Source("record.json", part.printed, "application/json"))
    files = {place.rpartition("/")[2]: _bytes(place) for place in part.outputs}
    return Parcel(row.name, part.part or row.unit, row.date, brief, files, tuple(part.outputs))


def _bytes(place: str) -> bytes:
    found = next(iter(storage.sources([place])))
    if isinstance(found, Failure):
        raise DeliveryError(
            f"{place}: {found.message}", hint=found.hint or "make the memo anew: briefgen batch --force"
        )
    return found.data


def forgotten(ledger: Ledger, told: Iterable[Delivered]) -> Sequence[Delivered]:
    """Deliveries of earlier nights whose fate nobody knows, and that were not told tonight."""
    known = {(one.title, one.to) for one in told}
    rest = [one for one in ledger.unknown_deliveries() if (one.title, one.target) not in known]
    return [Delivered(f"{one.title} of {one.date}", one.target, "unknown", _INTERRUPTED) for one in rest]
