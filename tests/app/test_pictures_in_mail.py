"""Pictures that came with a message, in the real window: drawn from the store, in their place, once in view."""

import base64
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow

from osone.model.mail import Flag, Role
from osone.sync import importing
from osone.sync.working import Pace, open_files
from tests.app.house import Running, living, sample
from tests.app.seen import every, type_of
from tests.bridge.drawing.test_decoding import made

DAY = 1_793_610_000


def message() -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "Bo <bo@x.test>", "Mara <mara@x.test>", "The harbour at noon"
    letter["Message-ID"], letter["Date"] = "<harbour@x.test>", "Mon, 02 Nov 2026 10:00:00 +0000"
    held = base64.b64encode(made("png", 40, 40)).decode()
    letter.set_content(
        "<p>Look:</p><img src='cid:photo@x' alt='The harbour'><img src='cid:torn@x' alt='Our plan'>"
        f"<p>And</p><img src='data:image/png;base64,{held}'><img src='https://x.test/far.png' width='300'>",
        subtype="html",
    )
    for name, data in (("photo", made("jpeg", 1200, 600)), ("torn", made("png", 300, 200)[:120])):
        letter.add_related(data, "image", "png", cid=f"<{name}@x>", filename=f"{name}.png")
    return letter.as_bytes()


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened:
        files = open_files(opened.store)
        account = importing.account_here(files, "Here", "mara@x.test")
        one = importing.FoundMessage(message(), Flag.SEEN, "INBOX", Role.INBOX, DAY)
        importing.bring_in(files, account, [one], Pace(), lambda _what: None)
        files.close()
        with living(opened) as house:
            yield house


@pytest.fixture
def house(running: Running) -> Running:
    running.press("Esc", "Esc", "g", "i")
    thread = running.number("SELECT thread FROM message WHERE subject = 'The harbour at noon'")
    running.screens.show(("thread", thread))
    running.until(lambda: any(row["what"] == "pictures" for row in running.screens.reading.rows), "it is open")
    return running


def window(house: Running) -> QQuickWindow:
    assert house.house.window is not None
    return house.house.window


def pictures(house: Running) -> list[QQuickItem]:
    return [one for one in every(window(house).contentItem()) if type_of(one) == "MessagePicture" and one.isVisible()]


def drawn(picture: QQuickItem) -> str:
    """The address of what is drawn of a picture; empty until it is here."""
    image = next(one for one in picture.childItems() if type_of(one).startswith("QQuickImage"))
    return str(image.property("source").toString())


def test_they_are_drawn_in_their_place_and_a_torn_one_leaves_its_words(house: Running) -> None:
    house.until(lambda: len(pictures(house)) == 3, "three stand there")
    photo, torn, held = pictures(house)
    house.until(lambda: drawn(photo) and drawn(held), "two are drawn")
    house.until(lambda: torn.property("broken"), "and one is broken")
    assert photo.width() <= 700
    assert abs(photo.width() / photo.height() - 2) < 0.05
    assert (held.width(), held.height()) == (40, 40)
    assert [one.property("label") for one in (photo, torn, held)] == ["The harbour", "Our plan", "Picture"]
    house.turn(0.2)
    image: QImage = window(house).grabWindow()
    at = photo.mapToScene(photo.boundingRect().center())
    left: QColor = image.pixelColor(int(at.x() - photo.width() / 4), int(at.y()))
    assert left.red() > 180
    assert left.blue() < 80
    assert house.screens.reading.rows[-1]["html"] == "1 remote picture isn't shown."


def test_a_picture_that_is_shown_is_no_file_and_yet_keys_reach_it_open_it_and_save_it(
    house: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def see(url: QUrl) -> bool:
        seen.append(Path(url.toLocalFile()).name)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", see)
    assert not any(row["what"] == "files" for row in house.screens.reading.rows)
    house.press("Mod+O")
    house.until(lambda: house.screens.attached.held, "the keyboard is on it")
    house.press("Enter")
    house.until(lambda: seen, "it is opened")
    house.press("Mod+S")
    house.until(lambda: house.screens.finder.property("opened"), "it asks where")
    assert str(house.screens.finder.property("words")).endswith("/photo.png")
    house.press("Esc")
    assert seen == ["photo.png"]
