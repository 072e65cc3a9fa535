"""Nights for the tests of what a night tells: a common one, one with nothing to do, one full of hostile names."""

from __future__ import annotations

from dataclasses import replace

from briefgen.batch.outcomes import Delivered, Memo, Night, Reading
from briefgen.model import Failure

TIMED_OUT = "needed more than 60 seconds"
BAD = "\u202eexe.evil\u2066<script>alert(1)</script>\nnight 2026-11-24: all well\x1b[2J\udcff"
"""Turns the writing round, is markup, ends the line and says the night was good, clears a screen, is an odd byte."""
LONG = "very-long-" * 500


def made(name: str, **more: object) -> Memo:
    memo = Memo(
        name=name,
        part="",
        date="2026-11-24",
        state="made",
        reason="new: 12 articles",
        subject="ASEAN: tariffs",
        outputs=(f"out/2026-11-24/{name}.pdf", f"out/2026-11-24/{name}.docx"),
        articles=12,
        new=9,
        updated=2,
        dropped=4,
        seconds=1.23456,
    )
    return replace(memo, **more)  # type: ignore[arg-type]


def missed(name: str, **more: object) -> Memo:
    fields: dict[str, object] = {
        "state": "not made",
        "why": TIMED_OUT,
        "reason": "new: 3 articles",
        "outputs": (),
        "last": f"out/2026-11-23/{name}.pdf",
    }
    return made(name, **{**fields, **more})


def kept(name: str) -> Memo:
    return made(name, state="kept", reason="up to date", outputs=(f"out/2026-11-21/{name}.pdf",))


UNREAD = (
    Failure("inbox/scan.pdf", "read", "NoArticle", "no text on its pages", "give a PDF with text"),
    Failure("https://news.example/b.html", "fetch", "TooBig", "over 64 MB", "save the page to a file"),
)
DOWN = (Failure("https://feeds.example/world.xml", "fetch", "Status", "503, 3 tries", "try again later"),)
READING = Reading(places=412, asked=60, read=58, failures=UNREAD, feeds=9, unreachable=DOWN)


def night(**more: object) -> Night:
    """Three of four memos, two articles unread, one feed down: the manner of the last line that was asked for."""
    found = Night(
        date="2026-11-24",
        started="2026-11-24T02:30:04+01:00",
        ended="2026-11-24T02:41:37+01:00",
        memos=(made("danube"), made("black-sea"), missed("asean-trade"), made("sahel")),
        reading=READING,
    )
    return replace(found, **more)  # type: ignore[arg-type]


def quiet() -> Night:
    return night(memos=tuple(map(kept, ("a", "b", "c", "d"))), reading=Reading(places=400, feeds=9))


def full() -> Night:
    """One with something of everything."""
    memos = (
        *(
            made("danube", marking="OFFICIAL", scheme="uk"),
            made("black-sea", marking="OFFICIAL-SENSITIVE", scheme="uk"),
        ),
        made("asean-trade", part="02-river-bridge", subject="River bridge: talks resume after a week of silence"),
        missed("sahel", hint="raise jobs.seconds in config.yaml"),
        missed("arctic", last="", why="the style asks for https://far.example/logo.svg"),
        *(kept("caucasus"), kept("horn"), made("andes", state="empty", reason="no new article", outputs=())),
    )
    deliveries = (
        Delivered("danube", "outbox/", "sent"),
        Delivered("danube", "director@example.org", "unknown", "the run of 2026-11-23 died while it was sent"),
        Delivered("black-sea", "director@example.org", "refused", "OFFICIAL-SENSITIVE is over mail.ceiling"),
        Delivered("black-sea", "s3://desk/outbox/", "failed", "no answer within 30 seconds"),
    )
    alarm = "over 10 % of the sources unread on 3 nights in a row (12 %, 15 %, 40 %)"
    notices = ("the clock stands before the last night's: 2026-11-23 is used",)
    return night(memos=memos, deliveries=deliveries, alarm=alarm, notices=notices)


def hostile() -> Night:
    """Every text that a person or a far server may have chosen is as bad as it can be."""
    bad = BAD
    failures = tuple(Failure(f"{bad}{at}", "read", "X", bad + LONG, bad) for at in range(5))
    memos = (
        made(bad, subject=bad, reason=bad, outputs=(f"out/{bad}.pdf", "javascript:alert(1).pdf"), notices=(bad,)),
        missed(LONG, part=bad, why=bad + LONG, hint=bad, last=bad),
        missed(bad, why=LONG),
    )
    deliveries = (Delivered(bad, bad + LONG, "failed", bad, bad), Delivered(LONG, LONG, "unknown", LONG))
    reading = Reading(9, 9, 4, failures, 3, failures[:3])
    return night(memos=memos, deliveries=deliveries, reading=reading, alarm=bad + LONG, notices=(bad,))
