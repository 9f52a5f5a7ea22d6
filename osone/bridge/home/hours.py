"""The hours ahead as they are drawn: what overlaps stands side by side, each as wide as its name needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from PySide6.QtGui import QFontMetricsF

from osone.bridge.drawing.breaks import names, pieces
from osone.calendar.agenda import columns
from osone.calendar.spoken import place_words, title_words
from osone.model.calendar import Occurrence
from osone.text.catalogue import _
from osone.text.dates import clock, clocks

LEAST, LOW = 24.0, 42.0
"""The least height of an event, and the least with room for a second line; in pixels."""
AROUND, ABOVE = 24.0, 22.0
"""What an event has beside its words, and what its first lines leave free."""
GAP = 4.0
"""Between two that follow each other, as the screen draws them."""


@dataclass(frozen=True, slots=True)
class HoursRoom:
    """The room for events: its width, and the height of an hour, in pixels."""

    width: float = 300.0
    step: float = 38.0


def laid(
    timed: Sequence[Occurrence], begins: datetime, count: int, hues: Mapping[int, str], room: HoursRoom
) -> list[dict[str, object]]:
    """The events of ``count`` hours from ``begins`` on, as rows for QML; ``start`` and ``length`` count hours.

    ``left`` and ``share`` are parts of the width. Events that overlap as they are drawn share it by what their names
    need on the lines that each is high enough for.
    """
    metrics = names()
    least = timedelta(hours=(LEAST + GAP) / max(1.0, room.step))
    rows: list[dict[str, object]] = []
    ahead = [one for one in timed if one.end > begins]
    for _group, beside in groupby(columns(ahead, least), key=lambda one: one.group):
        together = list(beside)
        needs = [0.0] * together[0].columns
        for one in together:
            height = max(LEAST, _hours(one.occurrence.end - one.occurrence.start) * room.step - GAP)
            lines = max(1, int((height - ABOVE) / metrics.height())) if height >= LOW else 1
            needs[one.column] = max(needs[one.column], narrowest(title_words(one.occurrence), lines, metrics) + AROUND)
        shares = shared(needs, room.width)
        for one in together:
            event = one.occurrence
            start, end = max(0.0, _hours(event.start - begins)), min(float(count), _hours(event.end - begins))
            during = clocks(event.start, event.end)
            rows.append({
                "title": title_words(event), "detail": ", ".join(filter(None, (during, place_words(event)))),
                "start": start, "length": max(0.5, end - start), "hue": hues.get(event.calendar, ""),
                "tentative": event.tentative, "left": sum(shares[: one.column]) / room.width,
                "share": shares[one.column] / room.width,
            })  # fmt: skip
    return rows


def parted(found: Sequence[Occurrence], now: datetime) -> tuple[list[Occurrence], list[Occurrence]]:
    """What is on today, and what is on tomorrow; what began today and has hours is today's alone."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    today = [one for one in found if one.start < midnight]
    return today, [one for one in found if one.start >= midnight or (one.all_day and one.end > midnight)]


def listed(coming: Sequence[Occurrence], hues: Mapping[int, str]) -> list[dict[str, object]]:
    """What is on the next day, a line each, as rows for QML: when it begins, and what it is."""
    return [
        {
            "title": title_words(one), "at": _("all day") if one.all_day else clock(one.start),
            "detail": place_words(one), "hue": hues.get(one.calendar, ""), "tentative": one.tentative,
        }
        for one in coming
    ]  # fmt: skip


def shared(needs: Sequence[float], width: float) -> list[float]:
    """A width shared out: who needs less than others get has what it needs; what nobody needs goes to all alike."""
    given, left = [0.0] * len(needs), width
    for before, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        given[at] = min(needs[at], left / (len(needs) - before))
        left -= given[at]
    return [one + left / len(needs) for one in given]


def narrowest(words: str, lines: int, metrics: QFontMetricsF) -> float:
    """The least width on which words stand on so many lines, broken where a line may be."""
    widths = [metrics.horizontalAdvance(piece) for piece in pieces(words)]
    low, high = max(widths, default=0.0), metrics.horizontalAdvance(words)
    if lines <= 1 or high <= low:
        return high
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _fits(widths, middle, lines) else (middle, high)
    return high


def _fits(widths: Sequence[float], width: float, lines: int) -> bool:
    taken, at = 1, 0.0
    for piece in widths:
        if at and at + piece > width:
            taken, at = taken + 1, 0.0
        at += piece
    return taken <= lines


def _hours(length: timedelta) -> float:
    return length.total_seconds() / 3600
