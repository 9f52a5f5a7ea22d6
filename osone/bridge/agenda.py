"""The agenda: the coming days as one list, repeating events included."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from osone.bridge.keyed import KeyedModel, Row
from osone.bridge.ports import Reads
from osone.bridge.shapes import day_name, hue_of, next_days
from osone.commands.looking import happening
from osone.model.calendar import Occurrence

QML_IMPORT_NAME = "OSOne.Calendar"
QML_IMPORT_MAJOR_VERSION = 1

DAYS = 21
ROLES = (
    "key",
    "what",
    "title",
    "detail",
    "clock",
    "until",
    "hue",
    "today",
    "past",
    "tentative",
    "number",
    "event",
    "first",
)


def lay(found: Sequence[Occurrence], now: datetime, first: date, count: int) -> list[Row]:
    """The rows of an agenda: a head for today and for each day that holds something, then its events."""
    rows: list[Row] = []
    for day in next_days(first, count):
        start = datetime.combine(day, datetime.min.time(), now.tzinfo)
        end = start + timedelta(days=1)
        here = [o for o in found if o.start < end and (o.end > start or o.start >= start)]
        if not here and day != now.date():
            continue
        base: dict[str, object] = dict.fromkeys(ROLES, "") | {"today": day == now.date(), "past": False}
        base |= {"tentative": False, "event": 0, "first": False, "number": str(day.day)}
        # The number stands before it: a day is named, and its month where it is further off.
        near = abs((day - now.date()).days) <= 1
        words = day_name(day, now.date()) if near else f"{day:%A}"
        detail = f"{day:%A}" if near else f"{day:%B}" if (day - now.date()).days >= 7 else ""
        rows.append(base | {"key": f"{day}", "what": "day", "title": words, "detail": detail})
        if not here:
            rows.append(base | {"key": f"{day}/free", "what": "free", "title": "Nothing planned. The day is yours."})
        for n, o in enumerate(here):
            clock = "all day" if o.all_day or (o.start <= start and o.end >= end) else f"{max(o.start, start):%H:%M}"
            until = "" if clock == "all day" else f"{o.end:%H:%M}" if o.end < end else "late"
            rows.append(base | {
                "key": f"{day}/{o.event}/{o.start.timestamp():.0f}", "what": "event", "title": o.title, "clock": clock,
                "until": until, "detail": o.location, "hue": hue_of(o.calendar), "past": o.end <= now,
                "tentative": o.tentative, "event": o.event, "first": n == 0,
            })  # fmt: skip
    return rows


@QmlElement
@QmlSingleton
class Agenda(KeyedModel):
    """The coming days."""

    spanChanged = Signal()
    cursorChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ROLES, parent=parent)
        self._reads: Reads | None = None
        self._now: Callable[[], datetime] = lambda: datetime.now().astimezone()
        self._shift = 0
        self._cursor = -1
        self._known = False

    def begin(self, reads: Reads, now: Callable[[], datetime]) -> None:
        """Give it its parts and read the coming days."""
        self._reads, self._now = reads, now
        self.look()

    def look(self) -> None:
        """Read the days anew."""
        now, first = self._now(), self._first()
        start = datetime.combine(first, datetime.min.time(), now.tzinfo)
        if self._reads is not None:
            self._reads.ask(
                lambda connection: happening(connection, start, start + timedelta(days=DAYS)),
                lambda found: self._took(found, now, first),
            )

    def _first(self) -> date:
        return self._now().date() + timedelta(days=self._shift * DAYS)

    def _took(self, found: list[Occurrence], now: datetime, first: date) -> None:
        if first != self._first():
            return
        self._known = True
        self.put(lay(found, now, first, DAYS))
        if not (0 <= self._cursor < len(self.rows) and self.rows[self._cursor]["what"] == "event"):
            self._cursor = -1
            self.move(1)
        self.spanChanged.emit()

    @property
    def current(self) -> int:
        """The event under the cursor, or 0."""
        at = self._cursor
        return int(str(self.rows[at]["event"])) if 0 <= at < len(self.rows) and self.rows[at]["what"] == "event" else 0

    def move(self, by: int) -> None:
        """To the next or the previous event."""
        at = self._cursor + by
        while 0 <= at < len(self.rows) and self.rows[at]["what"] != "event":
            at += 1 if by > 0 else -1
        if 0 <= at < len(self.rows):
            self.point(at)

    def period(self, by: int) -> None:
        """To the next or the previous three weeks; 0 is today."""
        self._shift = 0 if by == 0 else self._shift + by
        self.look()

    @Slot(int)
    def point(self, at: int) -> None:
        """Put the cursor on a row."""
        self._cursor = at
        self.cursorChanged.emit()

    def _get_cursor(self) -> int:
        return self._cursor

    def _get_title(self) -> str:
        first = self._first()
        return f"{first:%B}" if first.year == self._now().year else f"{first:%B} {first.year}"

    def _get_reach(self) -> str:
        first = self._first()
        last = first + timedelta(days=DAYS - 1)
        return f"{first.day} {first:%b} to {last.day} {last:%b}"

    def _get_away(self) -> bool:
        return self._shift != 0

    def _get_state(self) -> str:
        if not self._known:
            return "loading"
        return "list" if any(row["what"] == "event" for row in self.rows) else "empty"

    cursor = Property(int, _get_cursor, notify=cursorChanged)
    title = Property(str, _get_title, notify=spanChanged)
    reach = Property(str, _get_reach, notify=spanChanged)
    away = Property(bool, _get_away, notify=spanChanged)
    state = Property(str, _get_state, notify=spanChanged)
