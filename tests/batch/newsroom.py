"""A seed in, the wire articles of many invented nights out: some undated, some late, some printed again elsewhere.

Events, people and outlets are invented; only countries are real. The same seed gives the same articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

LATE = timedelta(days=2)
_FIRST = ("Amara", "Benedikt", "Chiyo", "Davor", "Eluned", "Farid", "Graziella", "Hamza", "Ilse", "Jovana", "Kofi")
_LAST = ("Abara-Lund", "Brankovec", "Castellar", "Drewnik", "Ekholmson", "Ferrazon", "Gashumba", "Hollertz", "Ivankor")
_HEADS = ("Bal", "Kes", "Mir", "Ost", "Tor", "Vel", "Zan", "Dre", "Hal", "Lun", "Pem", "Quor", "Ras", "Sil", "Und")
_MIDDLES = ("a", "tre", "o", "mari", "ine", "uste", "ako", "er", "ili", "on")
_TAILS = ("by", "vo", "haven", "grad", "mouth", "stad", "ra", "burg", "nje", "wick")
_COUNTRIES = ("Kenya", "Peru", "Norway", "Slovenia", "Malaysia", "Tunisia", "Canada", "Nepal", "Uruguay", "Jordan")
_OUTLETS = ("Meridian Wire", "The Coastal Ledger", "Upland Courier", "Harbour Post", "Delta Dispatch")
_THINGS = (
    ("bridge", "engineers", "cracks in two of its pillars"), ("ferry", "inspectors", "a fire in the engine room"),
    ("refinery", "workers", "unpaid overtime since the spring"), ("dam", "surveyors", "the highest level since 1998"),
    ("railway", "drivers", "signals that fail in the cold"), ("hospital", "doctors", "a shortage of blood supplies"),
    ("reservoir", "farmers", "a drought that began in the north"), ("mine", "rescuers", "gas in the lower galleries"),
    ("airport", "controllers", "a new schedule for night flights"), ("market", "traders", "higher fees for stalls"),
)  # fmt: skip
_DEEDS = ("closed", "reopened", "inspected", "evacuated", "blocked", "repaired", "surveyed", "fenced off")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Item:
    """An article: `number` is in its headline and its text. `arrives`: the night's number, from 0, on which it comes.

    `published`: an aware moment, None where the article does not say.
    """

    number: int
    arrives: int
    title: str
    outlet: str
    byline: str
    published: datetime | None
    paragraphs: tuple[str, ...]
    again: int | None = None

    @property
    def name(self) -> str:
        return f"{self.number:05d}.txt"

    @property
    def text(self) -> str:
        """As a file has it."""
        about = [f"By {self.byline}", f"Source: {self.outlet}"]
        if self.published:
            about.append(f"Published: {self.published.isoformat()}")
        return "\n\n".join([self.title, "\n".join(about), *self.paragraphs]) + "\n"


def items(nights: Sequence[datetime], each: int, seed: int = 8) -> Iterator[Item]:
    """So many articles for each night, in the order of their coming; a tenth undated, a twentieth two days late.

    What comes on a night was published in the 20 hours before it, what is late two days before that; one in 25 is an
    earlier one of the same night, word for word, in another outlet.
    """
    dice = random.Random(seed)
    number = 0
    for night, moment in enumerate(nights):
        own: list[Item] = []
        for at in range(each):
            number += 1
            if at % 25 == 24:
                twin = dice.choice(own[-24:])  # never one twice: the same outlet would print it again
                other = dice.choice([one for one in _OUTLETS if one != twin.outlet])
                own.append(replace(twin, number=number, outlet=other, again=twin.number))
            else:
                own.append(_item(dice, number, night, moment, dated=at % 10 != 3, late=at % 20 == 7))
        yield from own


def _item(dice: random.Random, number: int, night: int, moment: datetime, *, dated: bool, late: bool) -> Item:
    published = moment.astimezone(UTC) - timedelta(minutes=dice.randint(5, 1200)) - (LATE if late else timedelta())
    published = published.replace(second=0, microsecond=0)
    thing, people, why = dice.choice(_THINGS)
    town, country, deed = _town(dice), dice.choice(_COUNTRIES), dice.choice(_DEEDS)
    outlet = dice.choice(_OUTLETS)
    title = f"{town} {thing} {deed} after {people} warn of danger, file {number}"
    paragraphs = tuple(_paragraphs(dice, number, (thing, people, why, town, country, deed), published, outlet))
    return Item(number, night, title, outlet, _name(dice), published if dated else None, paragraphs)


def _town(dice: random.Random) -> str:
    return f"{dice.choice(_HEADS)}{dice.choice(_MIDDLES)}{dice.choice(_TAILS)}"


def _name(dice: random.Random) -> str:
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def _paragraphs(
    dice: random.Random, number: int, words: tuple[str, ...], published: datetime, outlet: str
) -> Iterator[str]:
    thing, people, why, town, country, deed = words
    day, person, other = _DAYS[published.weekday()], _name(dice), _name(dice)
    few, many, money = dice.randint(3, 40), dice.randint(50, 9000), dice.randint(2, 90)
    yield (
        f"{town.upper()}, {country} ({outlet}) — The {thing} of {town} was {deed} on {day} after {people} had found"
        f" {why}, the district office said. It is case {number} of this year's register."
    )
    yield f"{person}, who leads the district, told reporters that {many} people were affected and {few} had been hurt."
    more = [
        f"“We were told nothing until the {people} came to our doors,” said {other}, who lives near the {thing}.",
        f"The government of {country} has set aside ${money} million for the {thing}, its finance ministry said.",
        f"Work on the {thing} is to begin on {_DAYS[(published.weekday() + 2) % 7]} and to last {few} weeks.",
        f"Opposition members in {town} demanded an inquiry and accused {person} of hiding a report.",
        f"A similar {thing} in the north of {country} was closed for {few} days in {dice.randint(2009, 2022)}.",
        f"Schools within {few} kilometres stayed shut, and buses carried {many // 3} passengers by another road.",
    ]
    yield from dice.sample(more, dice.randint(2, 6))


def put(folder: Path, found: Sequence[Item]) -> None:
    """The articles as files of an inbox."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        (folder / one.name).write_text(one.text, "utf-8")


def rss(found: Sequence[Item], base: str = "https://wire.example") -> str:
    """A feed with the whole text of each article."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel><title>Meridian Wire</title>'
        f"<link>{base}/</link><description>Invented news</description>\n"
        + "\n".join(_entry(one, base) for one in found)
        + "\n</channel></rss>\n"
    )


def _entry(one: Item, base: str) -> str:
    date = f"<pubDate>{format_datetime(one.published)}</pubDate>" if one.published else ""
    body = escape("".join(f"<p>{escape(text)}</p>" for text in one.paragraphs))
    return (
        f"<item><title>{escape(one.title)}</title><link>{base}/{one.number}.html</link>"
        f"<guid>{base}/{one.number}</guid>{date}<dc:creator>{escape(one.byline)}</dc:creator>"
        f"<content:encoded>{body}</content:encoded></item>"
    )
