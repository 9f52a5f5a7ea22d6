"""What is shown before a link or a file of a message is opened or saved."""

from collections.abc import Iterator
from typing import cast

import pytest

from osone.app.desk.threads import Reader
from osone.app.notices.cards import Asking
from osone.bridge.ports import OpenedMessage, OpenedPiece
from tests.ui import world
from tests.ui.stage import NOW, Stage

LINKS = '<a href="https://evil.test/a?b=1&amp;c=2">www.bank.example</a> <a href="https://good.test/">Read more</a>'
FILES = (("invoice.pdf.exe", "application/octet-stream", 10, 1), ("report.pdf", "application/pdf", 10, 2))


@pytest.fixture
def stage() -> Iterator[Stage]:
    made = Stage(world.lived_in())
    letter = OpenedMessage((OpenedPiece("paragraph", LINKS),), FILES)
    made.screens.reading.begin(made.reads, made.acts, lambda: NOW, lambda *_: letter)
    asking = Asking(made.screens, cast("Reader", made.reads), made.screens.shell)
    made.screens.reading.open(1)
    made.settle(60)
    yield made
    asking.deleteLater()
    made.close()


def card(stage: Stage) -> tuple[str, str, str]:
    row = stage.screens.shell.property("cards").rows[-1]
    return str(row["title"]), str(row["body"]), str(row["icon"])


def test_a_link_whose_words_name_another_address_says_so(stage: Stage) -> None:
    stage.screens.reading.follow("https://evil.test/a?b=1&c=2")
    assert card(stage) == (
        "Open evil.test?",
        "The link's text says www.bank.example, but it leads elsewhere."
        " Your browser would open this address: https://evil.test/a?b=1&c=2",
        "triangle-alert",
    )
    stage.screens.reading.follow("https://good.test/")
    assert card(stage) == (
        "Open good.test?",
        "Your browser would open this address: https://good.test/",
        "external-link",
    )


def test_a_file_that_poses_as_another_kind_says_so_before_it_is_saved(stage: Stage) -> None:
    message = str(stage.screens.reading.rows[0]["message"])
    stage.screens.reading.follow(f"file:{message}/1")
    title, body, icon = card(stage)
    assert (title, icon) == ("Save invoice.pdf.exe?", "triangle-alert")
    assert body.startswith("A program that poses as a PDF file. It is saved to ")
    stage.screens.reading.follow(f"file:{message}/2")
    title, body, icon = card(stage)
    assert (title, icon) == ("Save report.pdf?", "download")
    assert body.startswith("It is saved to ")
