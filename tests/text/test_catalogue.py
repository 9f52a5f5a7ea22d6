"""Every sentence is asked of one catalogue, and English needs none."""

import gettext
from collections.abc import Iterator
from pathlib import Path

import po
import pytest
from sentences import Sentence

from osone.text import catalogue
from osone.text.catalogue import N_, _, in_context, plural
from osone.text.dates import day_long, month_short
from osone.text.numbers import size

GERMAN = po.compile(
    [
        po.Entry(Sentence("Moved to {folder}"), ("Nach {folder} verschoben",)),
        po.Entry(
            Sentence("{count} conversation", "{count} conversations"), ("eine Unterhaltung", "{count} Unterhaltungen")
        ),
        po.Entry(Sentence("May"), ("Mai",)),
        po.Entry(Sentence("May", context="short"), ("Mai.",)),
        po.Entry(Sentence("Sunday"), ("Sonntag",)),
        po.Entry(Sentence("{weekday} {date}"), ("{weekday}, {date}",)),
        po.Entry(Sentence("{day} {month}"), ("{day}. {month}",)),
        po.Entry(Sentence(",", context="between thousands"), (".",)),
        po.Entry(Sentence(".", context="decimal point"), (",",)),
    ],
    "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "de" / "LC_MESSAGES" / "osone.mo").write_bytes(GERMAN)
    yield tmp_path
    catalogue.use(None)


def test_a_sentence_is_itself_in_english_with_its_fields_filled() -> None:
    assert _("Moved to {folder}", folder="Work") == "Moved to Work"
    assert _("{as it is}") == "{as it is}"
    assert _("") == ""
    assert N_("Archive") == "Archive"
    assert in_context("short", "May") == "May"


def test_what_counts_has_its_plurals_its_digits_and_its_words() -> None:
    def said(count: int) -> str:
        return plural("{number} task in {place}", "{number} tasks in {place}", count, place="Home")

    assert [said(n) for n in (0, 1, 2, 6046)] == [
        "no tasks in Home", "one task in Home", "two tasks in Home", "6,046 tasks in Home",
    ]  # fmt: skip


def test_the_language_chosen_says_all_of_it(folder: Path) -> None:
    assert catalogue.choose(["de_AT.UTF-8"], folder) == "de"
    assert _("Moved to {folder}", folder="Arbeit") == "Nach Arbeit verschoben"
    assert _("What nobody translated") == "What nobody translated"
    assert _("") == ""
    one, many = "{count} conversation", "{count} conversations"
    assert [plural(one, many, n) for n in (1, 6046)] == ["eine Unterhaltung", "6.046 Unterhaltungen"]


def test_days_months_and_sizes_follow_the_language(folder: Path) -> None:
    from datetime import date

    catalogue.choose(["de"], folder)
    assert day_long(date(2026, 5, 3)) == "Sonntag, 3. Mai"
    assert month_short(date(2026, 5, 3)) == "Mai."
    assert size(3_440_000) == "3,4 MB"


@pytest.mark.parametrize(
    ("languages", "chosen"),
    [
        (["en_GB.UTF-8", "de"], "en"), (["C"], "en"), ([], "en"), ([""], "en"), (["fr", "de-DE"], "de"),
        (["fr"], "en"), (["../../de"], "en"),
    ],
)  # fmt: skip
def test_the_first_language_that_is_here_is_taken(folder: Path, languages: list[str], chosen: str) -> None:
    assert catalogue.choose(languages, folder) == chosen
    assert (catalogue.in_use() is None) == (chosen == "en")


def test_a_compiled_catalogue_is_one_that_gettext_reads(folder: Path) -> None:
    with (folder / "de" / "LC_MESSAGES" / "osone.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.gettext("May") == "Mai"
    assert read.pgettext("short", "May") == "Mai."
    assert read.ngettext("{count} conversation", "{count} conversations", 2) == "{count} Unterhaltungen"
