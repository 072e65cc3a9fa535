"""A finished night in; its index page and run report in their places, the alarm mailed, and all of it told out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter

from briefgen import storage
from briefgen.batch import alarm, index, report, runreport
from briefgen.batch.outcomes import Delivered, Night
from briefgen.batch.progress import Progress
from briefgen.config import Config
from briefgen.errors import BriefgenError
from briefgen.styles import Style, open_style

INDEX, REPORT = "index.html", "night.json"


def tell(night: Night, config: Config, style: Style | None, progress: Progress) -> Night:
    """Write what people and programs read of a night. What cannot be written is a notice of the night."""
    zone = datetime.fromisoformat(night.started).tzinfo
    night = replace(night, ended=datetime.now(UTC).astimezone(zone).isoformat(timespec="seconds"))
    night = _warned(night, config)
    base = folder_of(config.output, night.date)
    try:
        page = index.page(night, style or open_style("base"), base, own=config.marking.own)
        storage.put(f"{base}{INDEX}", page)
        storage.put(f"{base}{REPORT}", runreport.record(night))
    except BriefgenError as error:
        night = replace(night, notices=(*night.notices, str(error)))
    progress.close()
    return night


def _warned(night: Night, config: Config) -> Night:
    """The alarm's mail, where something is missing and somebody wants to know."""
    if report.exit_code(night) != 1 or not config.alarm.mail:
        return night
    from briefgen.batch.delivery import mail

    try:
        subject, lines = alarm.alarm_mail(night)
        mail.alarm(lines, subject, config.alarm.mail, config)
    except BriefgenError as error:
        to = f"mail to {', '.join(config.alarm.mail)}"
        failed = Delivered("the alarm", to, "failed", str(error.args[0]), error.hint)
        return replace(night, deliveries=(*night.deliveries, failed))
    return night


def folder_of(output: str, date: str) -> str:
    """Where the pages of a night stand, with a slash: the part of the output's place that all its memos share."""
    shared = ""
    for text, field, _, _ in Formatter().parse(output):
        shared += text + (date if field == "date" else "")
        if field not in (None, "date"):
            break
    folder = shared.rpartition("/")[0]
    return f"{folder}/" if folder else ""
