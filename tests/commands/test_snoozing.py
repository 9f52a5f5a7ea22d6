"""Until when something is put off: the times that are offered, and what a person types."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.app.desk import asked
from osone.commands.snoozing import presets, wakes_at
from osone.model.errors import CommandError
from osone.text.dates import until_short, until_words

MONDAY = datetime(2026, 11, 30, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(ZoneInfo("America/New_York")))


@given(TIMES)
def test_what_is_offered_lies_ahead_in_order_and_means_what_it_is_called(now: datetime) -> None:
    named = presets(now)
    assert [at for _name, at in named] == sorted(at for _name, at in named)
    for name, at in named:
        assert now < at < now + timedelta(days=9)
        assert wakes_at(name, now) == at
        assert wakes_at(at.isoformat(), now) == at


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("later today", "2026-11-30 18:00"),
        ("today", "2026-11-30 18:00"),
        ("Tomorrow morning", "2026-12-01 08:00"),
        ("tomorrow", "2026-12-01 08:00"),
        ("tomorrow at 9", "2026-12-01 09:00"),
        ("the weekend", "2026-12-05 09:00"),
        ("next week", "2026-12-07 08:00"),
        ("friday", "2026-12-04 08:00"),
        ("in two hours", "2026-11-30 12:15"),
        ("14 dec", "2026-12-14 08:00"),
    ],
)
def test_words_mean_what_people_mean_by_them(words: str, at: str) -> None:
    assert f"{wakes_at(words, MONDAY):%Y-%m-%d %H:%M}" == at


@pytest.mark.parametrize("words", ["", "   ", "potatoes", "yesterday", "2026-11-30T09:00:00+01:00"])
def test_what_is_no_time_ahead_is_said(words: str) -> None:
    with pytest.raises(CommandError) as caught:
        wakes_at(words, MONDAY)
    assert caught.value.remedy


def test_the_evening_is_offered_until_there_is_none() -> None:
    def first(hour: int) -> str:
        name, at = presets(MONDAY.replace(hour=hour, minute=40))[0]
        return f"{name} {at:%H:%M}"

    assert first(9) == "Later today 18:00"
    assert first(15) == "Later today 18:00"
    assert first(18) == "Later today 21:00"
    assert first(22) == "Tomorrow morning 08:00"


def test_what_is_typed_is_shown_as_it_was_understood() -> None:
    def shown(words: str) -> list[str]:
        return [said for _value, said in asked._wakes(words, MONDAY)]

    assert shown("") == [
        "Later today at 18:00",
        "Tomorrow morning, Tue 1 Dec at 08:00",
        "This weekend, Sat 5 Dec at 09:00",
        "Next week, Mon 7 Dec at 08:00",
    ]
    assert shown("we") == ["This weekend, Sat 5 Dec at 09:00", "Next week, Mon 7 Dec at 08:00"]
    assert shown("next week")[0] == "Next week, Mon 7 Dec at 08:00"
    assert shown("friday at 9") == ["Friday 4 December at 09:00"]
    assert shown("potatoes") == []


def test_until_when_is_said_as_shortly_as_is_clear() -> None:
    def words(**later: int) -> tuple[str, str]:
        at = MONDAY + timedelta(**later)
        return until_words(at, MONDAY), until_short(int(at.timestamp()), MONDAY)

    assert words(hours=2) == ("12:15", "12:15")
    assert words(days=1) == ("tomorrow, 10:15", "tomorrow 10:15")
    assert words(days=4) == ("Friday, 10:15", "Fri 10:15")
    assert words(days=14) == ("14 December, 10:15", "14 Dec")
    assert until_short(int(MONDAY.timestamp()) - 60, MONDAY.astimezone(UTC)) == "09:14"
