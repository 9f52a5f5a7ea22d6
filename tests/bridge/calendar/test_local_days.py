"""A day that is asked for in the language of the system."""

import pytest
from PySide6.QtCore import QLocale

from osone.app.desk import asked
from osone.bridge.calendar.local_days import in_english
from osone.calendar.grammar import words
from tests.ui.stage import NOW


@pytest.mark.parametrize(
    ("language", "said", "day"),
    [
        ("ru_RU", "пятница", "2026-11-27"),
        ("ru_RU", "в пятницу", "2026-11-27"),
        ("ru_RU", "в среду", "2026-11-25"),
        ("ru_RU", "20 декабря", "2026-12-20"),
        ("ru_RU", "пт", "2026-11-27"),
        ("de_DE", "Freitag", "2026-11-27"),
        ("de_DE", "20. Dezember", "2026-12-20"),
        ("de_DE", "24. Dez.", "2026-12-24"),
        ("sv_SE", "fredag", "2026-11-27"),
        ("sv_SE", "12 maj", "2027-05-12"),
        ("fr_FR", "vendredi", "2026-11-27"),
        ("fr_FR", "14 février", "2027-02-14"),
        ("es_ES", "el viernes", "2026-11-27"),
        ("es_ES", "20 de diciembre", "2026-12-20"),
        ("pl_PL", "w piątek", "2026-11-27"),
        ("de_DE", "friday", "2026-11-27"),
        ("de_DE", "14 nov 2027", "2027-11-14"),
        ("en_GB", "friday", "2026-11-27"),
    ],
)
def test_a_day_is_understood_by_the_name_that_the_system_gives_it(language: str, said: str, day: str) -> None:
    found = words.find(in_english(said, QLocale(language)), NOW)
    assert [f"{one.at:%Y-%m-%d}" for one in found if one.at is not None] == [day]


def test_words_of_no_day_are_left_as_they_are() -> None:
    assert in_english("обед с Анной", QLocale("ru_RU")) == "обед с Анной"
    assert in_english("Martha in May", QLocale("en_GB")) == "Martha in May"


def test_the_palette_offers_the_day_that_is_named_in_the_systems_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("ru_RU"))
    assert [shown for _words, shown in asked._shown("в пятницу", NOW)] == ["Friday 27 November"]
    assert asked._shown("обед", NOW) == []
