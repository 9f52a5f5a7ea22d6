"""A message as it is drawn in the window: its head, its columns and marks, its links, its files, on any width."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetricsF, QMouseEvent
from PySide6.QtQuick import QQuickItem

from tests.app.house import Running, living
from tests.app.seen import TAG, bare, bring, content, focus, item, items, letter, link_in, place, show, texts, words

PLAIN = """Here are the figures:

Tea       3
Milk     12
Bread   140

    indented twice
        and more

Yours
--\x20
Bo Berg
+44 20 7946 0000"""
PAGE = """<p>We meet at <s>nine</s> ten.</p><h2>What to bring</h2>
<p><a href='https://evil.example/login'>www.bank.example</a></p>
<p><a href='https://good.example/boat'>the boat</a></p>
<ul dir='rtl'><li>מפה של הנמל הישן והחדש</li></ul>"""
NAMES = (
    "invoice.pdf.exe",
    "The minutes of the meeting about the harbour and all its boats of 2 November 2026, final (3).pdf",
)


def with_files(subject: str, sender: str, files: dict[str, bytes], name: str = "", answers: str = "") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "Mara <mara@lindqvist.example>", subject
    made["Message-ID"], made["Date"] = f"<{name or subject}@one.example>", "Mon, 02 Nov 2026 10:00:00 +0000"
    if answers:
        made["References"] = f"<{answers}@one.example>"
    made.set_content("See the file.")
    for called, data in files.items():
        made.add_attachment(data, "application", "octet-stream", filename=called)
    return made.as_bytes()


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with bare() as opened:
        bring(
            opened,
            letter("Figures", PLAIN, more="Cc: Cleo <cleo@two.example>, Dan <dan@two.example>\r\nX-Mailer: Pine 4\r\n"),
            letter("Ten", PAGE, kind="text/html"),
            letter("Postcard", "<img src='https://far.example/a.png' width='600' height='900'>" * 3, kind="text/html"),
            letter("Sale", "<p>Look:</p>" + "<img src='https://far.example/a.png' width='600' height='900'>" * 4
                   + "<p>The end</p>", kind="text/html"),
            with_files("Files", "Bo <bo@one.example>", {NAMES[0]: b"MZ", NAMES[1]: b"%PDF-1.7 minutes"}),
            with_files("Contract", "Lea Lawyer <lea@law.example>", {"contract.pdf": b"%PDF of Lea"}, "contract"),
            with_files("Re: Contract", "Eve <e@evil.example>", {"contract.pdf": b"%PDF of Eve"}, "forged", "contract"),
        )  # fmt: skip
        with living(opened) as running:
            yield running


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the system was asked to open."""
    found: list[QUrl] = []

    def see(url: QUrl) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", see)
    return found


def drawn(house: Running, beginning: str) -> QQuickItem:
    """The item that draws words that begin so."""
    for one in (*texts(house, "MessageBlock"), *texts(house, "MessageWords")):
        if beginning in str(one.property("text")):
            return one
    raise AssertionError(f"{beginning}: not among {words(house, 'ReadingList')}")


def mouse(house: Running, at: QPointF, *, press: bool = False) -> None:
    """Move the pointer there, and press."""
    window = house.house.window
    assert window is not None
    none, left, held = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moves = [(QEvent.Type.MouseMove, none, none)]
    moves += [(QEvent.Type.MouseButtonPress, left, left), (QEvent.Type.MouseButtonRelease, left, none)] if press else []
    for kind, button, buttons in moves:
        event = QMouseEvent(kind, at, window.mapToGlobal(at), button, buttons, held)
        house.loop.call_soon(QCoreApplication.sendEvent, window, event)
        house.turn(0.05)


def cards(house: Running) -> list[dict[str, object]]:
    return list(house.screens.shell.property("cards").rows)


def test_columns_and_indents_stand_as_they_were_set_and_the_signature_apart(house: Running) -> None:
    show(house, "Figures")
    table = drawn(house, "Milk")
    lines = TAG.sub("", str(table.property("text")).replace("<br>", "\n")).replace("\u00a0", " ").split("\n")
    assert lines[:3] == ["Tea       3", "Milk     12", "Bread   140"]
    assert lines[-2:] == ["    indented twice", "        and more"]
    # By its letters: not every face of one width says so of itself.
    widths = QFontMetricsF(table.property("font"))
    assert widths.horizontalAdvance("iiii") == widths.horizontalAdvance("mmmm")
    assert table.height() < len(lines) * 26, "no line is broken"
    signature = drawn(house, "Bo Berg")
    assert signature.property("color") != drawn(house, "Yours").property("color")
    assert "+44 20 7946 0000" in str(signature.property("text"))


def test_who_has_a_copy_is_named_and_a_key_opens_the_whole_head(house: Running) -> None:
    show(house, "Figures")
    assert any("copy to Cleo, Dan" in one for one in words(house, "MessageHead"))
    house.press("F6")
    for _ in range(12):
        house.press("Tab")
        at = focus(house)
        if at is not None and "all details" in str(at.property("label")):
            break
    else:
        raise AssertionError("no key comes to the details")
    house.press("Enter")
    house.until(lambda: "Pine 4" in words(house, "MessageFields"), "every field is there")
    assert "X-Mailer" in words(house, "MessageFields")
    house.press("Enter")
    house.until(lambda: not items(house, "MessageFields"), "folded again")
    house.press("Esc")


def test_what_is_struck_out_is_drawn_so_and_marks_stand_where_a_line_begins(house: Running) -> None:
    show(house, "Ten")
    assert "<s>nine</s>" in str(drawn(house, "nine").property("text"))
    mark = next(one for one in texts(house, "MessageBeside") if "•" in str(one.property("text")))
    line = drawn(house, "מפה")
    assert place(mark).left() > place(line).left() + line.property("contentWidth") * 0.9, "at the right of what is read"
    heading = next(one for one in items(house, "MessageBlock") if one.property("kind") == "heading")
    assert heading.property("said") == "What to bring"


def test_a_link_shows_where_it_leads_and_its_card_says_when_its_words_name_another(
    house: Running, asked: list[QUrl]
) -> None:
    show(house, "Ten")
    mouse(house, link_in(drawn(house, "the boat")))
    house.until(lambda: any("good.example/boat" in one for one in words(house, "ReadingSheet")), "where it leads")
    mouse(house, place(item(house, "MessageHead")).center())
    house.until(lambda: not any("good.example/boat" in one for one in words(house, "ReadingSheet")), "no longer")
    mouse(house, link_in(drawn(house, "www.bank.example")), press=True)
    house.until(lambda: cards(house), "it asks")
    assert cards(house)[-1]["title"] == "Open evil.example?"
    assert "The link's text says www.bank.example, but it leads elsewhere." in str(cards(house)[-1]["body"])
    assert any("it leads elsewhere" in one for one in words(house))
    house.press("Esc")
    house.until(lambda: not cards(house), "no")
    assert asked == []


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Postcard", "This message is only pictures. 3 remote pictures aren't shown."),
        ("Sale", "4 remote pictures aren't shown."),
    ],
)
def test_pictures_that_are_not_shown_are_one_line_and_no_blank_room(house: Running, subject: str, line: str) -> None:
    show(house, subject)
    assert [one for one in words(house, "ReadingList") if "pictures" in one] == [line]
    blocks = sorted((place(one) for one in items(house, "MessageBlock")), key=lambda rect: rect.top())
    assert blocks[-1].bottom() - blocks[0].top() < 200


def test_a_program_that_poses_as_a_document_warns_and_is_opened_after_a_card_alone(
    house: Running, asked: list[QUrl]
) -> None:
    show(house, "Files")
    assert any("poses as a PDF" in one for one in words(house, "ReadingSheet")), "it is said above the text"
    house.press("Mod+O")
    house.until(lambda: house.screens.attached.held, "the keyboard is on a file")
    house.press("Enter")
    house.until(lambda: cards(house), "it asks")
    assert cards(house)[-1]["title"] == f"Open {NAMES[0]}?"
    house.press("Enter")
    house.until(lambda: not cards(house), "the answer that the keyboard is on changes nothing")
    assert asked == []


def test_of_a_long_name_both_ends_are_drawn(house: Running) -> None:
    show(house, "Files")
    long = next(one for one in items(house, "MessageFile") if one.property("name") == NAMES[1])
    shown = str(long.property("drawn"))
    assert "…" in shown
    assert shown.startswith("The minutes")
    assert shown.endswith("(3).pdf")
    assert place(long).right() <= place(item(house, "ReadingSheet")).right()


def test_of_two_files_of_one_name_each_is_its_own_messages(house: Running, asked: list[QUrl]) -> None:
    show(house, "Contract")
    for head in items(house, "MessageHead"):
        if not head.property("expanded"):
            house.screens.reading.toggle(str(head.property("message")))
    house.until(lambda: len(items(house, "MessageFile")) == 2, "both files are seen")
    said = [str(one.property("said")) for one in items(house, "MessageFile")]
    assert ["Lea" in said[0], "Eve" in said[1]] == [True, True]
    found = []
    for n in range(2):
        house.press("Mod+O")
        house.until(lambda: house.screens.attached.held, "the keyboard is on a file")
        house.press("Enter")
        house.until(lambda n=n: len(asked) == n + 1, "it is opened")  # type: ignore[misc]
        found.append(Path(asked[-1].toLocalFile()).read_bytes().strip())
    assert sorted(found) == [b"%PDF of Eve", b"%PDF of Lea"]


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (2560, 1440)], ids=str)
def test_the_list_stays_and_the_text_has_a_measure_and_stands_in_the_middle(
    house: Running, size: tuple[int, int]
) -> None:
    assert house.house.window is not None
    house.house.window.resize(*size)
    house.turn(0.2)
    try:
        show(house, "Figures")
        text, sheet = drawn(house, "Here are the figures"), place(item(house, "ReadingSheet"))
        before, after = float(text.property("leftPadding")), float(text.property("rightPadding"))
        assert 300 < text.width() - before - after <= 720
        left = place(text).left() + before - sheet.left()
        right = sheet.right() - place(text).left() - text.width() + after
        assert abs(left - right) <= 2
        rows = items(house, "MailRow")
        assert rows
        assert all(place(row).width() > 260 for row in rows)
        assert place(rows[0]).right() <= sheet.left() + 1, "beside what is read"
        assert sheet.right() <= place(content(house)).right()
    finally:
        house.house.window.resize(1440, 900)
        house.turn(0.1)
