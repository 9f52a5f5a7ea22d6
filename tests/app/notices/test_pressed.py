"""What is shown before a link or a file of a message is opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from osone.app.desk.threads import Reader
from osone.app.notices.attached import AttachedFiles
from osone.app.notices.cards import Asking
from osone.bridge.ports import OpenedMessage, OpenedPiece
from osone.store import messages
from tests.ui import world
from tests.ui.stage import NOW, Stage

LINKS = '<a href="https://evil.test/a?b=1&amp;c=2">www.bank.example</a> <a href="https://good.test/">Read more</a>'
FILES = (("invoice.pdf.exe", "application/octet-stream", 10, 1), ("report.pdf", "application/pdf", 10, 2))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(world.lived_in())
    letter = OpenedMessage((OpenedPiece("paragraph", LINKS),), FILES)
    made.screens.reading.begin(made.reads, made.acts, lambda: NOW, lambda *_: letter)
    asking = Asking(made.screens, made.screens.shell)
    AttachedFiles(asking, made.screens, made.screens.attached, cast("Reader", made.reads), made.acts, tmp_path)
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


PART = "Content-Disposition: attachment; filename={}\n\nwords\n"
RAW = (
    "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nhello\n"
    f"--B\n{PART.format('invoice.pdf.exe')}--B\n{PART.format('report.pdf')}--B--\n"
).encode()


def test_a_file_that_can_run_says_so_before_it_is_opened_and_one_to_look_at_is_opened(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(messages, "raw", lambda _connection, _message: RAW)

    def look(url: QUrl) -> bool:
        looked.append(Path(url.path()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", look)
    message = str(stage.screens.reading.rows[0]["message"])
    stage.screens.attached.open(f"{message}/1")
    title, body, icon = card(stage)
    assert (title, icon) == ("Open invoice.pdf.exe?", "triangle-alert")
    assert body == "A program that poses as a PDF file. Open it only if you expected it from this person."
    stage.screens.shell.decide_last(False)
    assert looked == [], "not where one says no"
    stage.screens.attached.open(f"{message}/2")
    assert looked == ["report.pdf"]


def test_a_file_that_is_not_here_yet_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "raw", lambda _connection, _message: None)
    message = str(stage.screens.reading.rows[0]["message"])
    stage.screens.attached.open(f"{message}/2")
    toasts = stage.screens.shell.property("toasts").rows
    assert [row["text"] for row in toasts] == ["report.pdf isn't downloaded yet."]
