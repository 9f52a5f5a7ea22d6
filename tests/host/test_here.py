"""The time here knows the summers and winters of where it is, once they were learnt."""

from datetime import UTC, datetime, timedelta

import pytest

from osone.host import here


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here, "_own", [])


def test_it_is_aware_and_now_before_and_after_the_zone_is_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    for _ in range(2):
        assert abs(here.now() - datetime.now(UTC)) < timedelta(minutes=1)
        here.learn()
    zone = here.now().tzinfo
    winter, summer = datetime(2026, 1, 1, tzinfo=zone), datetime(2026, 7, 1, tzinfo=zone)
    assert summer.utcoffset() != winter.utcoffset()


def test_one_who_travels_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    here.learn()
    assert here.now().utcoffset() == timedelta(hours=9)
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    here.learn()
    assert here.now().utcoffset() == timedelta(hours=5, minutes=30)


def test_a_zone_that_is_none_leaves_the_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Nowhere/Land")
    here.learn()
    assert abs(here.now() - datetime.now(UTC)) < timedelta(minutes=1)
