"""To-dos of a calendar file, as tasks can hold them, however a program writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from osone.calendar import ics
from osone.calendar.todos import Todo, of_text

BERLIN = ZoneInfo("Europe/Berlin")


def todo(*lines: str, uid: str = "a", title: str = "Pay the fee") -> tuple[str, ...]:
    return ("BEGIN:VTODO", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VTODO")


def calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""])


def read(*lines: str, title: str = "Pay the fee") -> Todo:
    (found,) = ics.read(calendar(*todo(*lines, title=title))).todos
    return found


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        (("DUE;VALUE=DATE:20261120",), date(2026, 11, 20)),
        (("DUE:20261120",), date(2026, 11, 20)),
        (("DUE:20261120T090000Z",), datetime(2026, 11, 20, 9, tzinfo=UTC)),
        (("DUE;TZID=Europe/Berlin:20261120T090000",), datetime(2026, 11, 20, 9, tzinfo=BERLIN)),
        (("DUE:20261120T090000",), datetime(2026, 11, 20, 9)),
        (("DTSTART:20261120T090000Z", "DURATION:PT2H"), datetime(2026, 11, 20, 11, tzinfo=UTC)),
        (("DTSTART:20261120T090000Z",), None),
        (("DUE:someday",), None),
        ((), None),
    ],
)  # fmt: skip
def test_it_is_due_on_a_day_or_at_a_time_or_not_at_all(lines: tuple[str, ...], due: datetime | date | None) -> None:
    assert read(*lines).due == due
    assert of_text(read(*lines).ics) == read(*lines), "as it is kept it says the same"


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        (("STATUS:COMPLETED", "COMPLETED:20261119T120000Z"), True),
        (("STATUS:COMPLETED",), True),
        (("COMPLETED:20261119T120000Z",), True),
        (("PERCENT-COMPLETE:100",), True),
        (("STATUS:CANCELLED",), True),
        (("STATUS:IN-PROCESS", "PERCENT-COMPLETE:50"), False),
        (("STATUS:NEEDS-ACTION", "COMPLETED:20261119T120000Z"), False),
        ((), False),
    ],
)  # fmt: skip
def test_it_is_done_where_a_status_a_moment_or_all_of_a_hundred_says_so(lines: tuple[str, ...], over: bool) -> None:
    assert read(*lines).over is over


def test_when_it_was_done_is_the_moment_that_is_said_else_when_it_was_last_changed() -> None:
    last = "LAST-MODIFIED:20261118T080000Z"
    assert read("STATUS:COMPLETED", "COMPLETED:20261119T120000Z", last).over_since == datetime(
        2026, 11, 19, 12, tzinfo=UTC
    )
    assert read("STATUS:COMPLETED", last).over_since == datetime(2026, 11, 18, 8, tzinfo=UTC)


def test_its_priority_is_that_of_a_task() -> None:
    assert [read(f"PRIORITY:{said}").priority for said in (0, 1, 2, 4, 5, 6, 9, "x")] == [4, 1, 2, 2, 3, 4, 4, 4]


def test_its_title_is_one_line_and_without_one_the_first_of_its_notes() -> None:
    assert read(title="Pay\\nthe  fee").title == "Pay the fee"
    assert read("DESCRIPTION:Bring cash\\nand the key", title="").title == "Bring cash"
    assert read("DESCRIPTION:Bring cash\\nand the key").notes == "Bring cash\nand the key"
    assert read(title="").title == ""


def test_of_one_id_the_newest_counts_and_what_is_said_of_all_times_before_one_of_them() -> None:
    old, new = todo("SEQUENCE:1", title="Old"), todo("SEQUENCE:2", title="New")
    once = todo("RECURRENCE-ID:20261120", "SEQUENCE:9", "STATUS:COMPLETED", title="Once")
    for some in ((old, new, once), (once, new, old)):
        assert [one.title for one in ics.read(calendar(*(line for one in some for line in one))).todos] == ["New"]


def test_what_a_task_cannot_hold_of_it_is_told_by_name_and_line() -> None:
    text = calendar(
        *todo("RRULE:FREQ=WEEKLY", "DUE:20261120", title="Water"), *todo("STATUS:CANCELLED", uid="b", title="Paint"),
        *todo("DUE:someday", uid="c", title="Sing"),
    )  # fmt: skip
    found = ics.read(text)
    assert found.notes == (
        "“Water” (line 3) repeats, and came as one task.",
        "“Paint” (line 9) is called off, so it is in the logbook.",
        "“Sing” (line 17) has a date that can’t be read: someday",
    )
    assert (found.lost, found.unread, len(found.todos)) == ((), (), 3)


def test_the_calendar_of_a_file_is_called_what_the_file_calls_it() -> None:
    assert ics.read(calendar("X-WR-CALNAME:Rowing\\, club", *todo())).name == "Rowing, club"
    assert ics.read(calendar("NAME:Rowing club", *todo())).name == "Rowing club"


def test_a_calendar_s_lines_are_kept_with_its_to_dos_as_long_as_there_is_room_for_them() -> None:
    head = [f"X-OURS:{'x' * 1000}"] * 7
    many = ics.read(calendar(*head, *(line for n in range(6_000) for line in todo(uid=f"t{n}")))).todos
    assert len(many) == 6_000
    assert sum(len(one.ics) for one in many) < 2 * ics.SPARE
    assert "X-OURS" in many[0].ics
    assert of_text(many[-1].ics) == many[-1]


def test_a_to_do_of_a_file_with_old_ends_of_lines_is_kept_so_that_it_can_be_read_again() -> None:
    for broken in (
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r",
        "BEGIN:VCALENDAR\rBEGIN:VTODO\rSUMMARY:Tar the boat\rEND:VTODO\r",
    ):
        (one,) = ics.read(broken).todos
        assert of_text(one.ics) == one
