"""What somebody hears who does not look: the real window, through the bus that every screen reader listens on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.journeys.screen_reader import Ear, Part, document, parts
from tests.journeys.window import Window, missing, window

pytestmark = pytest.mark.timeout(300)

PRESSED = {"push button", "link", "radio button", "check box", "page tab", "text", "menu item", "list item"}
FIRST = "Ottilie, me: Kapitel sieben"
"""The first row of the mail from people."""
WORDS = {"heading", "paragraph", "label", "alert message", "dialog", "list", "document"}


@pytest.fixture(scope="module")
def win() -> Iterator[Window]:
    assert not missing(), missing()
    with window() as made:
        made.start("--sample")
        made.until(lambda: any("page tab: Mail" in line for line in made.spoken()), "the window is open")
        yield made
        assert made.troubles() == []
        made.leave()


@pytest.fixture
def ear(win: Window) -> Iterator[Ear]:
    with Ear(win.access) as made:
        yield made
    win.press("Escape", "Escape", "Escape")


def inbox(win: Window, ear: Ear) -> None:
    """Go to the first row of the mail from people, once it is there: rows of another list may be told before."""
    ear.until("said: Mail", lambda: win.press("g", "h", "g", "i"))
    ear.until("list item: ", lambda: win.press("1", "2", "Home"))

    def is_first() -> bool:
        if [FIRST in row.name for row in focused(win)] == [True]:
            return True
        win.press("Home")  # the one before may have come while the rows were still those of another list
        return False

    win.until(is_first, "the cursor is on the first row")
    ear.hears()


def focused(win: Window) -> list[Part]:
    """What the keyboard is told to be on."""
    return [part for part in parts(win.access) if "focused" in part.states]


def write(win: Window, words: str) -> None:
    win.write(words)
    win.press("Return")


def rows(win: Window) -> list[Part]:
    return [part for part in parts(win.access) if part.role == "list item"]


def test_j_says_the_next_row_and_k_the_one_before(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    first, second = rows(win)[:2]
    assert ear.until(second.name, lambda: win.press("j"))[-1] == str(second)
    assert [part.name for part in focused(win)] == [second.name], "and nothing else has the keyboard"
    assert ear.until(first.name, lambda: win.press("k"))[-1] == str(first)


def test_a_row_says_in_one_sentence_all_that_it_shows(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    told = [row.name for row in rows(win)]
    assert any(name.startswith("Unread, Starred, With files, 3 messages. Inês, me: Lisboa!!") for name in told)
    assert all(name.rpartition(", ")[2] for name in told), "when it came ends it"
    ear.until("Selected", lambda: win.press("x"))
    assert "selected" in rows(win)[0].states
    ear.until("list item: ", lambda: win.press("x"))


def test_an_open_message_is_read_paragraph_by_paragraph(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    ear.until("said: Opened: ", lambda: win.press("Return"))
    win.until(lambda: any(part.role == "paragraph" for part in parts(win.access)), "its text is there")
    whole = document(win.access)
    assert whole[0].role == "heading", "it begins with its subject"
    paragraphs = [part for part in whole if part.role == "paragraph"]
    assert paragraphs
    assert all(part.name.strip() for part in paragraphs)
    ear.until("document: ", lambda: win.press("F6"))
    heard: list[str] = []
    while not heard or heard[-1] != str(paragraphs[-1]):
        heard += [ear.until(": ", lambda: win.press("Down"))[-1]]
    assert heard[0].startswith("push button: Message 1 of ")
    assert [words for words in heard if words.startswith("paragraph")] == [str(part) for part in paragraphs]
    assert ear.until(": ", lambda: win.press("Up"))[-1] == heard[-2]


def test_what_happens_is_told(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    first, second = rows(win)[:2]
    # What is done, and where the cursor is then, are told in any order.
    ear.until("said: Archived 1 conversation", lambda: win.press("e"), str(second))
    ear.until("said: Undone: archived 1 conversation", lambda: win.press("z"), str(first))


def test_the_companion_s_answer_is_told(win: Window, ear: Ear) -> None:
    ear.until("text: Ask, or tell me something", lambda: win.press("ctrl+j"))
    heard = ear.until("said: ", lambda: write(win, "what is on today?"))
    assert "The Salt Year" in heard[-1]
    ear.until("said: ", lambda: write(win, "what is due?"))
    said = [part.name for part in parts(win.access) if part.role == "paragraph"]
    assert [words for words in said if words.startswith("You: ")] == ["You: what is on today?", "You: what is due?"]
    assert said.index("You: what is due?") > said.index("You: what is on today?") == 0, "the oldest is read first"
    assert [part.role for part in focused(win)] == ["text"]


def test_what_enter_would_do_in_the_palette_is_told(win: Window, ear: Ear) -> None:
    ear.until("text: What would you like to do", lambda: win.press("ctrl+k"))
    # What is usual here stands first from the beginning, so another is asked for.
    ear.until("said: Open Settings", lambda: win.write("open settings"))
    win.press("ctrl+a")
    ear.until("said: ", lambda: win.write("mail"))
    assert ear.until("said: ", lambda: win.press("Down"))
    win.press("Escape")


def test_what_a_search_finds_is_told(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    ear.until("text: Search your mail", lambda: win.press("slash"))
    ear.until("found", lambda: win.write("kastanjegatan"))
    ear.until("said: Nothing found for “kastanjegatanx", lambda: win.write("x"))


def test_days_and_events_are_told_as_the_cursor_comes_to_them(win: Window, ear: Ear) -> None:
    ear.until("list item: ", lambda: win.press("g", "c", "2"))
    before = ear.until(": ", lambda: win.press("Right"))[-1]
    after = ear.until(": ", lambda: win.press("Right"))[-1]
    assert before != after


def test_the_card_of_an_event_has_the_keyboard_and_all_that_is_known_of_it(win: Window, ear: Ear) -> None:
    ear.until("said: Calendar", lambda: win.press("g", "h", "g", "c", "2", "t"))
    win.until(lambda: [part.role for part in focused(win)] == ["list item"], "the cursor is on an event")
    (event,) = focused(win)
    said = next(words for words in ear.until("dialog: ", lambda: win.press("Return"), "said: ") if "said: " in words)
    (card,) = focused(win)
    assert (card.role, "focusable" in card.states) == ("dialog", True)
    title, when, *more = said.removeprefix("said: ").split("\n")
    assert title == card.name
    assert title in event.name
    assert more, "place, notes and calendar are told too"
    within = [part.name for part in parts(win.access) if part.role in ("heading", "label")]
    assert {title, when, *more} <= {line for name in within for line in name.split("\n")}
    ear.until(str(event), lambda: win.press("Escape"))
    assert [str(part) for part in focused(win)] == [str(event)], "and back on the event"


def test_drafts_are_told_and_can_be_come_to(win: Window, ear: Ear) -> None:
    ear.until("text: To", lambda: win.press("g", "w", "c"))
    write(win, "amy@example.org")
    win.write("Harbour walk")
    ear.until("list item: Harbour walk", lambda: win.press("Escape"))
    assert [(part.role, part.name.partition(",")[0]) for part in focused(win)] == [("list item", "Harbour walk")]
    assert all("focusable" in row.states for row in rows(win))
    ear.until("said: Discarded", lambda: win.press("numbersign"))


def test_tasks_say_what_they_are_and_whether_they_are_done(win: Window, ear: Ear) -> None:
    ear.until("check box: ", lambda: win.press("g", "t", "1"))
    tasks = [part for part in parts(win.access) if part.role == "check box"]
    assert any("priority 1" in task.name for task in tasks)
    assert any("overdue" in task.name for task in tasks)
    assert all("checkable" in task.states and "checked" not in task.states for task in tasks)
    assert ear.until(tasks[1].name, lambda: win.press("j"))[-1] == str(tasks[1])


def test_settings_say_what_they_are_set_to(win: Window, ear: Ear) -> None:
    ear.until("said: Settings", lambda: win.press("g", "s"))
    ear.until("text: Your name", lambda: win.press("Down"))
    chosen = [part.name for part in parts(win.access) if part.role == "radio button" and "checked" in part.states]
    assert "Appearance: System" in chosen
    assert ear.until("radio button: Interruptions: When it matters", lambda: win.press("Down", "Down"))


def test_the_sheet_of_keys_is_heard_line_by_line(win: Window, ear: Ear) -> None:
    ear.until("text: Keyboard shortcuts", lambda: win.press("question"))
    ear.until("said: Search mail, /", lambda: win.write("mail"))
    assert ear.until("said: ", lambda: win.press("Down"))


@pytest.mark.parametrize("keys", ["gh", "gi", "gc", "gt", "gs", "gw"])
def test_everything_on_a_screen_has_a_name_of_its_own(win: Window, ear: Ear, keys: str) -> None:
    ear.until("said: ", lambda: win.press("g", "h" if keys == "gs" else "s", *keys))
    whole = parts(win.access)
    assert [part for part in whole if part.role in PRESSED | WORDS and not part.name.strip()] == []
    assert [part for part in whole if "focusable" in part.states and not part.name.strip()] == []
    assert len([part for part in whole if "focused" in part.states]) <= 1, "the keyboard is in one place"
    buttons = Counter(part.name.casefold() for part in whole if part.role in ("push button", "radio button"))
    assert [name for name, count in buttons.items() if count > 1] == []


def test_nothing_of_an_open_conversation_has_the_name_of_another(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    ear.until("said: Opened: ", lambda: win.press("j", "Return"))
    buttons = Counter(part.name.casefold() for part in parts(win.access) if part.role == "push button")
    assert [name for name, count in buttons.items() if count > 1] == []


def test_every_piece_of_a_newsletter_has_words_and_its_headings_are_told_as_such(win: Window, ear: Ear) -> None:
    inbox(win, ear)
    ear.until("list item: ", lambda: win.press("3", "Home"))
    ear.until("said: Opened: ", lambda: win.press("Return"))
    headings = 0
    for _ in range(8):
        win.until(lambda: any(part.role == "paragraph" for part in document(win.access)), "its text is there")
        whole = document(win.access)
        pieces = [part for part in whole if part.role in ("paragraph", "heading", "list item", "link")]
        assert all(part.name.strip() for part in pieces)
        headings += len([part for part in pieces[1:] if part.role == "heading"])
        ear.until("list item: ", lambda: win.press("j"))
    assert headings, "some have headings of their own"
