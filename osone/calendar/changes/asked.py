"""What a line of plain words asks of an event that is there: what it names is different, all else stays."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from osone.calendar import planned
from osone.calendar.changes.piece import EventChange
from osone.calendar.grammar.meaning import LONGEST_DAY, LONGEST_NIGHT
from osone.calendar.planned import EventMark, Planned
from osone.model.calendar import Occurrence
from osone.model.marked import Marked, blanked, squeezed
from osone.text.dates import DAYS, MONTHS

_QUOTED_PLACE = re.compile(r"(?<!\S)(?:at|in|@)\s*[“\"„](?P<place>[^“”\"„]+)[”\"“]", re.IGNORECASE)
_QUOTED_TITLE = re.compile(r"\s*[“\"„](?P<title>[^“”\"„]+)[”\"“]\s*")
_ALL_DAY = re.compile(r"(?<!\S)(?:for\s+the\s+whole\s+day|all[- ]day)(?!\S)", re.IGNORECASE)
_COUNT = r"(?P<n>an?|one|two|three|four|five|six|half\s+an?|\d{1,3})"
_UNIT = r"(?P<unit>min(?:ute)?s?|hours?|hrs?|days?|weeks?)"
_LATER = re.compile(
    rf"(?<!\S)(?:by\s+)?{_COUNT}\s?{_UNIT}\s+(?P<way>later|earlier|longer|shorter)(?!\S)"
    rf"|(?<!\S)(?P<way2>later|earlier|longer|shorter|back|forward|on)?\s*by\s+{_COUNT.replace('n>', 'n2>')}\s?"
    rf"{_UNIT.replace('unit>', 'unit2>')}(?!\S)",
    re.IGNORECASE,
)
"""From when it is: "an hour later", "30 minutes shorter", "back by two days"."""
_FOR = re.compile(rf"(?<!\S)(?:for|lasting)\s+{_COUNT}\s?(?P<unit>min(?:ute)?s?|hours?|hrs?)(?!\S)", re.IGNORECASE)
"""A length where no hour is named."""
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0}
DAY = timedelta(days=1)
_EARLIER = ("earlier", "forward")
_LEADS = re.compile(r"(?:\b(?:to|on|at|for|from|in|until|till)\b\s*)+", re.IGNORECASE)
"""What leads to a time and is no title: "to friday"."""
_TRAILS = re.compile(r"\s+(?:to|until|till)$", re.IGNORECASE)
_BARE_HOUR = re.compile(
    r"\s*(?:(?:to|at|for)\s+)?(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
    r"(?:\s+o['’]?clock)?\s*", re.IGNORECASE,
)  # fmt: skip
"""All of a line that is only an hour: "to four"."""
_UNTIL = re.compile(r"(?<!\S)(?:until|till)\s*$", re.IGNORECASE)
_PART = re.compile(r"\b(?:morning|afternoon|evening|night|tonight)\b", re.IGNORECASE)
"""A part of a day is when something begins, and not how long it lasts."""
_HALF = re.compile(r"\d\s*[ap]\.?m|(?<![:.\d])(?:0\d|1[3-9]|2[0-3])|noon|midnight|morning|evening", re.IGNORECASE)
"""Says which half of the day is meant; else the end is the hour that comes next."""
_AROUND = re.compile(r"\b(?:next|this|following|coming)\s+(?P<unit>week|month)\b", re.IGNORECASE)
"""The same day of another week or month."""


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """An event as it would be once a line is kept, and how that is different."""

    change: EventChange
    title: str
    place: str
    start: datetime
    """In the person's zone; midnight where ``all_day``."""
    end: datetime
    all_day: bool
    rule: str
    """How often, where the line says so; else empty."""
    people: tuple[str, ...]
    marks: tuple[Marked, ...]
    vain: datetime | None = None
    """An end that is asked for and comes before the beginning: it lasts as long as it did."""


@dataclass(frozen=True, slots=True)
class _ChangeSaid:
    """What a line says."""

    title: str
    place: str
    planned: Planned
    again: Planned
    """The same on another day: what is different then did not name its day."""
    marks: tuple[Marked, ...]
    by: timedelta
    """How much later it is to be."""
    longer: timedelta
    length: timedelta | None
    all_day: bool
    words: str
    """Those of them that say when."""
    only_end: bool
    """Whether they say until when, and no more."""

    @property
    def times(self) -> bool:
        """Whether it says anything of when it is."""
        timed = any(one.mark is not EventMark.PLACE and one.mark is not EventMark.PERSON for one in self.marks)
        return timed or self.all_day

    def same_time(self, other: "_ChangeSaid") -> bool:
        """Whether both say the same of when it is."""
        mine, theirs = ((o.planned.start, o.planned.end, o.planned.all_day, o.planned.rule, o.by, o.longer, o.length,
                         o.all_day, o.times) for o in (self, other))  # fmt: skip
        return mine == theirs


def line_of(one: Occurrence, now: datetime) -> str:
    """A happening in the words that a line has for it: its title, when it is and where.

    Days and months are in English, for that is what lines are read in. A title or place that would be read as
    something else stands in quotes.
    """
    title, place = squeezed_words(one.title), squeezed_words(one.location)
    when = _when_words(one, now)
    plain = f"{title} {when}{f' at {place}' if place else ''}".strip()
    said = _read(plain, one, now, ())
    if said.title == title and said.place == place and _is_at(said.planned, one):
        return plain
    titled = f"“{title}”" if title and not re.search('[“”"„]', title) else title
    placed = f" at “{place}”" if place and not re.search('[“”"„]', place) else f" at {place}" * bool(place)
    return f"{titled} {when}{placed}".strip()


def squeezed_words(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())


def asked(line: str, now: datetime, one: Occurrence, *, before: str = "", plain: Collection[str] = ()) -> ChangeAsked:
    """What a line asks of a happening. Without ``before`` what it does not name stays.

    ``before`` is the whole line as it was before it was changed: what is the same in both stays, whatever it would be
    read as, and what is no longer in it goes. ``plain`` names marks whose words are only words.
    """
    if not before and (hour := _BARE_HOUR.fullmatch(line)):
        line = f"at {hour['hour']}"
    said = _read(line, one, now, plain)
    was = _read(before, one, now, ()) if before else None
    if was is not None and not said.title:
        was = None  # all but the title was written over: what it does not name stays
    title = said.title if said.title and (was is None or said.title != was.title) else None
    place: str | None = said.place or None
    if was is not None:
        place = said.place if said.place != was.place else None
    rule = said.planned.rule or None
    if was is not None and rule is not None and rule == was.planned.rule:
        rule = None
    start: datetime | None = None
    end, all_day, vain = one.end, one.all_day, None
    if said.times and not (was is not None and said.same_time(was)):
        start, end, all_day, vain = _times(said, one)
    if title is not None and title == one.title:
        title = None
    if place is not None and place == one.location:
        place = None
    if start is not None and (start, end, all_day) == (one.start, one.end, one.all_day):
        start = None
    change = EventChange(title, place, None, rule=rule)
    if start is not None:
        first: datetime | date = start.date() if all_day else start
        last: datetime | date = end.date() if all_day else end
        change = EventChange(title, place, None, first, last, rule)
    return ChangeAsked(
        change,
        one.title if title is None else title,
        one.location if place is None else place,
        one.start if start is None else start,
        one.end if start is None else end,
        one.all_day if start is None else all_day,
        rule or "",
        said.planned.people,
        said.marks,
        vain,
    )


def _read(line: str, one: Occurrence, now: datetime, plain: Collection[str]) -> _ChangeSaid:
    marks: list[Marked] = []
    by = longer = timedelta()
    length: timedelta | None = None
    place = ""
    kinds = {EventMark(name) for name in plain if name in set(EventMark)}
    if EventMark.PLACE not in kinds and (quoted := _QUOTED_PLACE.search(line)):
        place = quoted["place"].strip()
        marks.append(Marked(*quoted.span(), EventMark.PLACE))
        kinds.add(EventMark.PLACE)
    blank = blanked(line, marks)
    if EventMark.WHEN not in plain and (found := _LATER.search(blank)):
        way = (found["way"] or found["way2"] or "later").lower()
        span = _span(found["n"] or found["n2"], found["unit"] or found["unit2"])
        if way in ("longer", "shorter"):
            longer = span if way == "longer" else -span
        else:
            by = -span if way in _EARLIER else span
        marks.append(Marked(*found.span(), EventMark.WHEN))
    if EventMark.WHEN not in plain and (found := _ALL_DAY.search(blank)):
        marks.append(Marked(*found.span(), EventMark.WHEN))
    whole = len(marks) > 0 and _ALL_DAY.search(blank) is not None and EventMark.WHEN not in plain
    blank = blanked(line, marks)
    day = one.start.date()
    read = planned.parse(blank, now, day=day, plain=kinds)
    again = planned.parse(blank, now, day=day + timedelta(days=1), plain=kinds)
    assert read is not None, "a line is on the day that it is looked at"
    assert again is not None, "and on any other"
    marks += read.marks
    if not any(m.mark is EventMark.WHEN for m in read.marks) and (found := _FOR.search(blank)):
        length = _span(found["n"], found["unit"])
        marks.append(Marked(*found.span(), EventMark.WHEN))
    marks.sort(key=lambda m: m.start)
    gone = [m for m in marks if m.mark is not EventMark.PERSON]
    when = [m for m in marks if m.mark is EventMark.WHEN]
    words = " ".join(line[m.start : m.end] for m in when)
    only = len(when) == 1 and not read.all_day and not read.ended
    until = only and bool(_UNTIL.search(line, 0, when[0].start) or _UNTIL.match(words.partition(" ")[0]))
    title = _title(line, gone)
    return _ChangeSaid(title, place or read.place, read, again, tuple(marks), by, longer, length, whole, words, until)


def _title(line: str, gone: Sequence[Marked]) -> str:
    parts, last = [], 0
    for mark in gone:
        parts.append(line[last : mark.start])
        last = mark.end
    title = squeezed(" ".join([*parts, line[last:]]))
    quoted = _QUOTED_TITLE.fullmatch(title)
    if quoted:
        return quoted["title"].strip()
    return _TRAILS.sub("", "" if _LEADS.fullmatch(title) else title) if gone else title


def _span(number: str, unit: str) -> timedelta:
    number = " ".join(number.lower().split())
    count = 0.5 if number.startswith("half") else _NUMBERS.get(number) or float(number)
    word = unit.lower()
    kind = "weeks" if word.startswith("w") else "days" if word.startswith("d") else "hours"
    return timedelta(**{"minutes" if word.startswith("m") else kind: count})


def _times(said: _ChangeSaid, one: Occurrence) -> tuple[datetime, datetime, bool, datetime | None]:
    """When it is to be. A day alone keeps the hours, an hour alone the day, and both keep how long it lasts.

    And an end that is none, before it begins: it lasts as long as before.
    """
    plan, zone = said.planned, one.start.tzinfo
    was, lasts = one.start.replace(tzinfo=None), one.end.replace(tzinfo=None) - one.start.replace(tzinfo=None)
    named = any(m.mark in (EventMark.WHEN, EventMark.REPEATS) for m in plan.marks)
    start, all_day, vain = was, one.all_day, None
    begins = plan.start.replace(tzinfo=None)
    dated = named and begins.date() == said.again.start.date()
    days = (plan.end.replace(tzinfo=None) - begins).days if plan.all_day else 1
    around = _AROUND.search(said.words)
    if named and said.only_end and not one.all_day:
        end = datetime.combine(begins.date() if dated else was.date(), begins.time())
        said_half = dated or _HALF.search(said.words) is not None
        halves = [end] if said_half else [end.replace(hour=end.hour % 12), end.replace(hour=end.hour % 12 + 12)]
        until = min((other if other > was or dated else other + DAY) - was for other in halves)
        longest = max(LONGEST_NIGHT if said_half else LONGEST_DAY, lasts)
        fits = timedelta() < until and (dated or until <= longest)
        lasts, vain = (until, None) if fits else (lasts, min(halves))
    elif named and not plan.all_day:
        start, all_day = begins, False
        ended = plan.ended and (any(sign.isdigit() for sign in said.words) or _PART.search(said.words) is None)
        lasts = plan.end.replace(tzinfo=None) - begins if ended or one.all_day else lasts
    elif named and around is not None and days > 1:
        start = datetime.combine(_like(was.date(), begins.date(), around["unit"].lower()), was.time())
    elif named and dated and (days > 1 or said.all_day):
        start, lasts, all_day = datetime.combine(begins.date(), time()), timedelta(days=days), True
    elif named and dated:
        start = datetime.combine(begins.date(), was.time())
    if said.all_day and not all_day:
        start, all_day = datetime.combine(start.date(), time()), True
        lasts = timedelta(days=max(1, (one.end.date() - one.start.date()).days))
    if said.length is not None and not all_day:
        lasts = said.length
    # Hours say nothing of whole days.
    by, longer = (timedelta() if all_day and t % DAY else t for t in (said.by, said.longer))
    if longer and lasts + longer <= timedelta():
        vain, longer = start + by + lasts + longer, timedelta()
    start, lasts = start + by, lasts + longer
    ends = vain.replace(tzinfo=zone) if vain is not None else None
    return start.replace(tzinfo=zone), (start + lasts).replace(tzinfo=zone), all_day, ends


def _like(was: date, begins: date, unit: str) -> date:
    """The same weekday of another week, or the same day of another month, or its last."""
    if unit == "week":
        return begins + timedelta(days=(was.weekday() - begins.weekday()) % 7)
    following = (begins.replace(day=28) + timedelta(days=4)).replace(day=1)
    return min(begins + timedelta(days=was.day - 1), following - DAY)


def _is_at(plan: Planned, one: Occurrence) -> bool:
    return (plan.start, plan.end, plan.all_day) == (one.start, one.end, one.all_day) or (
        not one.all_day and one.start == one.end == plan.start
    )


def _when_words(one: Occurrence, now: datetime) -> str:
    last = one.end - timedelta(days=1) if one.all_day else one.end
    start = _day_words(one.start.date(), now)
    if one.all_day:
        return start if last.date() <= one.start.date() else f"{start} to {_day_words(last.date(), now)}"
    if one.end == one.start:
        return f"{start} {one.start:%H:%M}"
    if one.end - one.start < timedelta(days=1):
        return f"{start} {one.start:%H:%M} to {one.end:%H:%M}"
    return f"{start} {one.start:%H:%M} to {_day_words(one.end.date(), now)} {one.end:%H:%M}"


def _day_words(day: date, now: datetime) -> str:
    words = f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    far = day.year != now.year or day < now.date()
    return f"{words} {day.year}" if far else words
