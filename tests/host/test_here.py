"""The time here knows the summers and winters of where it is, once they were learnt."""

import plistlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

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


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANGUAGE": "de:fr", "LANG": "en_GB.UTF-8"}, ["de", "fr"]),
        ({"LC_ALL": "", "LC_MESSAGES": "pt_BR.UTF-8", "LANG": "C"}, ["pt_BR.UTF-8"]),
        ({"LANG": "C.UTF-8"}, ["C.UTF-8"]),
        ({}, []),
    ],
)
def test_the_languages_are_those_of_the_environment(environment: dict[str, str], found: list[str]) -> None:
    assert list(here.languages(environment, "linux")) == found


def test_on_macos_they_are_those_of_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert list(here.languages({}, "darwin")) == []
    kept = tmp_path / here.APPLE
    kept.parent.mkdir(parents=True)
    kept.write_bytes(plistlib.dumps({"AppleLanguages": ["de-AT", "en"]}))
    assert list(here.languages({}, "darwin")) == ["de-AT", "en"]
    kept.write_bytes(b"broken")
    assert list(here.languages({}, "darwin")) == []
