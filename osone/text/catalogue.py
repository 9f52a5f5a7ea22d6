"""The catalogue: every sentence for people is looked up here, and comes back in the language that was chosen.

A sentence is written once, whole and in English, where it is shown: ``_("Moved to {folder}", folder=name)``. What
stands at the level of a module is marked there by ``N_`` and translated by ``_`` where it is shown. What counts is
``plural("{count} conversation", "{count} conversations", count)``. `packaging/catalogue.py` finds all of them.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

DOMAIN = "osone"
OWN = "en"
"""The language in which the sentences are written: it needs no catalogue."""


class Catalogue(Protocol):
    """What gettext's translations can do."""

    def gettext(self, message: str, /) -> str:
        """A sentence."""

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """A sentence that counts."""

    def pgettext(self, context: str, message: str, /) -> str:
        """A word that means different things in different places."""


_open: list[Catalogue] = []
"""The catalogue that is in use; none for English."""
_from: list[Path] = []
"""The folder that it came from."""


def use(catalogue: Catalogue | None, folder: Path | None = None) -> None:
    """Translate by this catalogue, out of that folder, from now on; or not at all."""
    _open[:] = [catalogue] if catalogue is not None else []
    _from[:] = [folder] if folder is not None else []


def in_use() -> Catalogue | None:
    """The catalogue that sentences are translated by, None for English."""
    return _open[0] if _open else None


def folder() -> Path | None:
    """Where the catalogue in use is kept, with its other forms; None for English."""
    return _from[0] if _from else None


def choose(languages: Iterable[str], folder: Path) -> str:
    """Use the first of these languages that there is a catalogue of, and tell which; English where there is none.

    Languages as systems write them: ``de``, ``de-AT``, ``pt_BR.UTF-8``. Nothing is read for English.
    """
    use(None)
    for language in languages:
        name = language.split(".")[0].split("@")[0].replace("-", "_")
        short = name.split("_")[0].lower()
        if short in (OWN, "c", "posix"):
            return OWN
        for tag in dict.fromkeys((name, short)):
            file = folder / tag / "LC_MESSAGES" / f"{DOMAIN}.mo"
            if tag and file.is_file():
                from gettext import GNUTranslations  # who reads English does without it

                with file.open("rb") as opened:
                    use(GNUTranslations(opened), file.parent)
                return tag
    return OWN


def N_(message: str) -> str:
    """Mark a sentence for the catalogue; it is translated by ``_`` where it is shown."""
    return message


def _(message: str, /, **fields: object) -> str:
    """A sentence in the chosen language, with its named fields filled."""
    said = _open[0].gettext(message) if _open and message else message
    return said.format(**fields) if fields else said


def in_context(context: str, message: str, /, **fields: object) -> str:
    """The same for words that English writes alike and others do not, such as May and, short, May."""
    said = _open[0].pgettext(context, message) if _open and message else message
    return said.format(**fields) if fields else said


def plural(one: str, many: str, count: int, /, **fields: object) -> str:
    """A sentence that counts: ``{count}`` is the number in digits, ``{number}`` in words where it is a small one."""
    said = _open[0].ngettext(one, many, count) if _open else one if count == 1 else many
    return said.format(count=digits(count), number=in_words(count), **fields)


# Numbers stand here because sentences that count need them.

SMALL_NUMBERS = (
    "zero",
    N_("one"),
    N_("two"),
    N_("three"),
    N_("four"),
    N_("five"),
    N_("six"),
    N_("seven"),
    N_("eight"),
    N_("nine"),
    N_("ten"),
    N_("eleven"),
    N_("twelve"),
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""The English word of each number, at the place of the number: for who reads them and for who says them."""
IN_WORDS = 12
"""Up to here a number is said as a word."""


def digits(number: int) -> str:
    """A number with its thousands apart: ``6,046``."""
    written = f"{number:,}"
    return written.replace(",", in_context("between thousands", ",")) if _open else written


def in_words(number: int) -> str:
    """How many of something, as one would say it: ``no``, ``one``, ``twelve``, ``13``, ``6,046``."""
    if number == 0:
        return _("no")
    return _(SMALL_NUMBERS[number]) if 0 < number <= IN_WORDS else digits(number)
