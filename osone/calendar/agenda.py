"""The shape of a day: what is ahead, what overlaps, where there is room, and one sentence that says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from osone.model.calendar import Occurrence
from osone.text.numbers import in_words

WAKING = (time(8), time(22))
"""Between these hours a gap is worth naming."""

LEAST_GAP = timedelta(minutes=30)
MOMENT = timedelta(minutes=1)

EVENING = time(18)


@dataclass(frozen=True, slots=True)
class Placed:
    """An occurrence with its place beside those it overlaps."""

    occurrence: Occurrence
    column: int
    """From 0."""
    columns: int
    """How many stand side by side here."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the day with nothing in it."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """One day as a person sees it."""

    day: date
    whole: tuple[Occurrence, ...]
    """What lasts all day."""
    hours: tuple[Placed, ...]
    """What has hours, by its beginning."""
    gaps: tuple[Gap, ...]
    """Room between waking hours, from now on where it is today."""
    upcoming: Occurrence | None
    """What comes next, or is going on."""
    sentence: str
    """The day in one sentence: "Two things in the diary, and an evening to yourself."."""


def day(occurrences: Iterable[Occurrence], on: date, zone: tzinfo, now: datetime | None = None, name: str = "") -> Day:
    """The day ``on``, from the occurrences that touch it; others are passed over.

    ``now`` (aware) where the day is today: what is over is then left out of gaps and sentence. ``name`` is how the
    sentence calls the day ("Tomorrow"), today's needs none.
    """
    begin, end = _midnight(on, zone), _midnight(on + timedelta(days=1), zone)
    touching = [one for one in occurrences if _utc(one.start) < _utc(end) and _utc(one.end) > _utc(begin)]
    touching += [one for one in occurrences if one.start == one.end and _utc(begin) <= _utc(one.start) < _utc(end)]
    touching = sorted(dict.fromkeys(touching), key=lambda one: (_utc(one.start), -_utc(one.end).timestamp(), one.title))
    whole = tuple(one for one in touching if one.all_day)
    timed = [one for one in touching if not one.all_day]
    ahead = [one for one in timed if now is None or _utc(one.end) > _utc(now)]
    return Day(
        day=on,
        whole=whole,
        hours=columns(timed),
        gaps=gaps(timed, on, zone, now),
        upcoming=ahead[0] if ahead else None,
        sentence=_sentence(whole, timed, ahead, on, zone, now, name),
    )


def columns(timed: Sequence[Occurrence], least: timedelta = MOMENT) -> tuple[Placed, ...]:
    """Lay occurrences side by side where they overlap: no two in one column touch, and as few columns as may be.

    What is shorter than ``least`` takes as much room as that.
    """
    placed: list[Placed] = []
    cluster: list[tuple[Occurrence, int]] = []
    free: list[datetime] = []

    def close() -> None:
        placed.extend(Placed(one, column, len(free)) for one, column in cluster)
        cluster.clear()
        free.clear()

    for one in sorted(timed, key=lambda one: (_utc(one.start), -_utc(one.end).timestamp(), one.title)):
        start, end = _utc(one.start), max(_utc(one.end), _utc(one.start) + least)
        if free and all(until <= start for until in free):
            close()
        column = next((index for index, until in enumerate(free) if until <= start), len(free))
        if column == len(free):
            free.append(end)
        else:
            free[column] = end
        cluster.append((one, column))
    close()
    return tuple(placed)


def gaps(
    timed: Iterable[Occurrence], on: date, zone: tzinfo, now: datetime | None = None, least: timedelta = LEAST_GAP
) -> tuple[Gap, ...]:
    """The free stretches of the waking day, none shorter than ``least``; from ``now`` on where it is given."""
    low, high = (datetime.combine(on, hour, zone) for hour in WAKING)
    if now is not None:
        low = max(low, now.astimezone(zone), key=_utc)
    found: list[Gap] = []
    for one in sorted(timed, key=lambda one: _utc(one.start)):
        until = min(one.start, high, key=_utc)
        if _utc(until) - _utc(low) >= least:
            found.append(Gap(low, until.astimezone(zone)))
        low = max(low, one.end, key=_utc)
    if _utc(high) - _utc(low) >= least:
        found.append(Gap(low.astimezone(zone), high))
    return tuple(found)


def _sentence(
    whole: Sequence[Occurrence],
    timed: Sequence[Occurrence],
    ahead: Sequence[Occurrence],
    on: date,
    zone: tzinfo,
    now: datetime | None,
    name: str,
) -> str:
    evening = datetime.combine(on, EVENING, zone)
    by_day = [one for one in ahead if _utc(one.start) < _utc(evening)]
    late = [one for one in ahead if _utc(one.start) >= _utc(evening)]
    is_evening = now is not None and _utc(now) >= _utc(evening)
    lead = f"{name}: " if name else ""
    said: str
    if not ahead and timed:
        said = "nothing more today"
    elif not ahead:
        said = "the day is yours" if not whole else "nothing with an hour to it"
    elif is_evening:
        said = _titles(late or ahead)
    else:
        count = len(by_day)
        start = _counted(count) if count > 1 else _titles(by_day) if by_day else "nothing until the evening"
        free = "an evening to yourself" if by_day else ""
        rest = f"{_titles(late)}{' in the evening' if by_day else ''}" if late else free
        said = f"{start}, {'then' if late else 'and'} {rest}" if rest else start
    if whole:
        said += f"; {_titles(whole)} all day"
    text = lead + said if lead else said[0].upper() + said[1:]
    return text + "."


def _counted(count: int) -> str:
    return f"{in_words(count)} things in the diary"


def _titles(found: Sequence[Occurrence]) -> str:
    names = [one.title or "something without a name" for one in found[:2]]
    more = len(found) - len(names)
    if more:
        return f"{', '.join(names)} and {in_words(more)} more"
    return " and ".join(names)


def _midnight(on: date, zone: tzinfo) -> datetime:
    return datetime.combine(on, time.min, zone)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
