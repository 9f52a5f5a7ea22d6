"""What the screens say: search, shapes, curves, the palette, the talk, the agenda, the tasks."""

from datetime import timedelta
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osone.bridge.calendar.agenda import lay
from osone.bridge.companion.talk import Talk
from osone.bridge.drawing import curves
from osone.bridge.drawing.icons import Icons
from osone.bridge.drawing.shapes import letters_of
from osone.bridge.drawing.theme import Look
from osone.bridge.home.home import Day
from osone.bridge.mail.inbox import Inbox
from osone.bridge.mail.opened import plain_message
from osone.bridge.mail.search import threads_of
from osone.bridge.settings.settings import Preferences
from osone.bridge.tasks.tasks import TaskList
from osone.bridge.window.palette import Finder
from osone.bridge.window.shell import KeyLine, Shell
from osone.commands.chords import key_said, key_words
from osone.queries.day import occurrences
from tests.ui import world
from tests.ui.stage import KEYS, NOW, Acted, Answers, application, offers

application()


WORLD = world.empty()


@settings(deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_search_that_runs(words: str) -> None:
    threads_of(WORLD, words, NOW)


def test_search_finds_threads_newest_first() -> None:
    places, rows, *_ = threads_of(world.lived_in(), "le", NOW)
    assert [row.id for row in rows] == [2, 7]
    assert [-thread for _, thread in places] == [2, 7]


def test_under_a_heading_that_says_today_the_day_is_not_said_again() -> None:
    day = Day()
    day.begin(Answers(world.lived_in()), Acted(), lambda: NOW)
    assert [row["when"] for row in day.property("due").rows].count("today") == 0


def test_one_or_two_letters_stand_for_a_name() -> None:
    assert letters_of("Marlow Press") == "MP"
    assert letters_of("") == "·"


def test_the_boot_line_closes_into_exactly_the_ring_at_rest() -> None:
    line = curves.boot(1.0, 2.3)
    for point in line:
        radius = (point.x**2 + point.y**2) ** 0.5
        assert 0.68 < radius < 0.80
    assert isclose(line[0].x, line[-1].x, abs_tol=1e-6)
    assert isclose(line[0].y, line[-1].y, abs_tol=1e-6)


@settings(deadline=None)
@given(st.sampled_from(["still", "listening", "thinking", "speaking"]), st.floats(0, 7), st.floats(-1, 2))
def test_the_ring_never_leaves_its_square(mood: str, phase: float, level: float) -> None:
    assert all(abs(p.x) <= 1 and abs(p.y) <= 1 for p in curves.ring(mood, phase, level, 0.5))


@settings(deadline=None)
@given(st.floats(0, 1), st.floats(0, 60))
def test_the_boot_line_never_leaves_its_square(progress: float, turn: float) -> None:
    assert all(abs(p.x) <= 0.98 and abs(p.y) <= 0.98 for p in curves.boot(progress, turn))


def test_icons_are_found_with_the_thin_stroke_and_unknown_ones_are_an_error() -> None:
    icons = Icons()
    assert 'stroke-width="1.6"' in icons.svg("mail")
    with pytest.raises(KeyError):
        icons.svg("no-such-icon")


def test_the_palette_offers_actions_then_ask_find_and_capture() -> None:
    finder = Finder()
    finder.begin(offers)
    finder.open()
    finder.type("star")
    assert [row["kind"] for row in finder.rows] == ["command", "ask", "find", "capture"]
    chosen: list[tuple[str, str]] = []
    finder.chosen.connect(lambda command, words: chosen.append((command, words)))
    finder.choose()
    assert chosen == [("mail.star", "")]


def test_a_verb_that_misses_a_word_asks_for_it_on_the_same_line() -> None:
    finder = Finder()
    finder.begin(offers)
    finder.open()
    finder.type("move")
    finder.choose()
    finder.type("Receipts")
    chosen: list[tuple[str, str]] = []
    finder.chosen.connect(lambda command, words: chosen.append((command, words)))
    finder.choose()
    assert chosen == [("mail.move", "Receipts")]


def test_keys_are_written_as_on_the_caps() -> None:
    assert key_words("Mod+K", mac=False) == "Ctrl K"
    assert key_words("Mod+Right", mac=True) == "⌘ →"
    assert (key_said("Mod+K", mac=False), key_said("Mod+K", mac=True)) == ("Ctrl+K", "⌘K")
    assert key_words("g i") == "g i"


def test_a_streamed_answer_changes_only_its_last_blocks() -> None:
    talk = Talk()
    talk.person("hello")
    told: list[int] = []
    talk.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    for piece in ("First ", "paragraph.\n\n", "Second ", "one\n\n- a\n", "- b\n"):
        talk.feed(piece)
    talk.finish()
    assert [row["kind"] for row in talk.rows] == ["person", "paragraph", "paragraph", "list"]
    assert told[-1] == 3
    assert len({row["key"] for row in talk.rows}) == len(talk.rows)


def test_what_is_said_before_anybody_can_answer_is_not_lost() -> None:
    talk, heard = Talk(), list[str]()
    talk.said.connect(heard.append)
    talk.send(" good morning ")
    talk.send("   ")
    assert heard == []
    talk.listen()
    talk.send("and you?")
    talk.listen()
    assert heard == ["good morning", "and you?"]


def test_an_answer_that_was_stopped_says_so() -> None:
    talk = Talk()
    talk.feed("Well, ")
    talk.finish(stopped=True)
    assert talk.rows[-1]["kind"] == "stopped"


def test_a_note_stands_before_the_answer_that_is_coming() -> None:
    talk = Talk()
    talk.person("hello")
    talk.start()
    talk.note("You're talking with Iris, a program on this computer.")
    talk.feed("Good ")
    talk.note("The beginning of this talk was left out.")
    talk.feed("morning.\n\nAnd more")
    talk.finish()
    assert [row["kind"] for row in talk.rows] == ["person", "note", "note", "paragraph", "paragraph"]
    assert talk.rows[3]["html"] == "Good morning."


def test_a_card_folds_into_what_was_chosen() -> None:
    talk = Talk()
    talk.card("c", "Archive all?", "", "Archive", "Leave")
    talk.decide("c", True)
    assert (talk.rows[0]["kind"], talk.rows[0]["text"]) == ("decided", "Archive")


def test_the_agenda_names_today_even_where_it_is_free() -> None:
    connection = world.empty()
    world.event(connection, 1, "Walk", NOW + timedelta(days=2), 1, "Friends")
    start = NOW.replace(hour=0, minute=0)
    rows = lay(occurrences(connection, start, start + timedelta(days=5)), NOW, NOW.date(), 5, "", {})
    assert [(row["what"], row["title"]) for row in rows] == [
        ("day", "Today"),
        ("free", "Nothing scheduled. Free all day."),
        ("day", "Wednesday"),
        ("event", "Walk"),
    ]


def test_the_task_list_of_today_and_what_a_tick_runs() -> None:
    tasks, acts = TaskList(), Acted()
    tasks.begin(Answers(world.lived_in()), acts, lambda: NOW)
    assert [row["key"] for row in tasks.rows] == [1, 2, 3, 4, 6]
    tasks.tick(1)
    tasks.add("buy bread")
    assert acts.ran == [("task.done", {"tasks": [2]}), ("task.add", {"line": "buy bread today"})]
    tasks.leave([2])
    assert [row["key"] for row in tasks.rows] == [1, 3, 4, 6]


def test_quoted_lines_fold_away() -> None:
    pieces = plain_message("Hello <b>\n\n> you wrote\n> this").pieces
    assert [(p.kind, p.folded) for p in pieces] == [("paragraph", False), ("quote", True)]
    assert pieces[0].html == "Hello &lt;b&gt;"


def test_the_sheet_of_keys_is_searched_by_key_and_by_word() -> None:
    shell = Shell()
    shell.teach(KEYS)
    shell.seek("undo")
    keys = shell.property("keys")
    assert [row["sentence"] for row in keys.rows] == ["Everywhere", "Undo what was done last"]


def test_a_sentence_names_the_key_that_the_person_gave_the_palette() -> None:
    shell = Shell()
    assert shell.property("paletteKeys") == key_said("Mod+K")
    shell.teach([KeyLine("Mod+P", "Search.", "Everywhere", "palette.open")])
    assert shell.property("paletteKeys") == key_said("Mod+P")
    talk = Talk()
    talk.teach("Mod+L")
    assert talk.property("keys") == key_words("Mod+L").split()


def test_the_sheet_of_keys_stands_in_two_columns_of_whole_groups() -> None:
    shell = Shell()
    shell.teach(KEYS)
    shell.show_keys()
    rows = shell.property("keys").rows
    assert {row["group"]: row["column"] for row in rows} == {"Everywhere": 0, "Mail": 1, "Tasks": 1}


def test_a_day_begins_with_what_waits_and_what_is_due() -> None:
    day = Day()
    day.begin(Answers(world.lived_in()), Acted(), lambda: NOW)
    assert not day.property("bare")
    assert day.property("sizes")[1] == 4
    assert day.property("more") == 1
    assert "conversations waiting for you" in day.property("sentence")


def test_a_house_without_a_mailbox_says_how_mail_comes_in() -> None:
    connection = world.empty()
    connection.execute("DELETE FROM account")
    day, inbox = Day(), Inbox()
    day.begin(Answers(connection), Acted(), lambda: NOW)
    inbox.begin(Answers(connection), lambda: NOW)
    assert day.property("bare")
    assert inbox.property("title") == "No mail yet"
    assert day.property("sentence") == (
        "Monday 23 November. Nothing is planned. Your mail begins here once you add an account."
    )


@pytest.mark.parametrize(
    ("hour", "first", "last"),
    [(0, "10", "21"), (7, "07", "21"), (9, "09", "21"), (17, "12", "23"), (18, "18", "23"), (23, "20", "23")],
)
def test_the_hours_ahead_leave_the_night_out_and_keep_what_is_on(hour: int, first: str, last: str) -> None:
    day = Day()
    day.begin(Answers(world.lived_in()), Acted(), lambda: NOW.replace(hour=hour, minute=5))
    hours = day.property("hours")
    assert (hours[0], hours[-1]) == (first, last)


def test_a_mailbox_tells_its_trouble_until_it_is_well() -> None:
    preferences, look = Preferences(), Look()
    preferences.begin(Answers(world.empty()), Acted(), look)
    preferences.trouble(1, "Your password was rejected.")
    assert preferences.property("accounts")[0]["fault"]
    preferences.trouble(1, "")
    assert not preferences.property("accounts")[0]["fault"]


def test_an_account_says_how_it_stands_and_its_lines_open_and_close() -> None:
    preferences, acted = Preferences(), Acted()
    connection = world.empty()
    connection.execute("UPDATE account SET kind = 'imap', address = 'amy@example.test', label = ''")
    preferences.begin(Answers(connection), acted, Look())
    preferences.stands(1, "Up to date")
    row = preferences.property("accounts")[0]
    assert (row["called"], row["detail"], row["first"]) == ("amy@example.test", "Up to date", True)
    connection.execute("UPDATE account SET label = 'Work'")
    preferences.look_again()
    row = preferences.property("accounts")[0]
    assert (row["called"], row["detail"]) == ("Work", "amy@example.test · Up to date")
    preferences.edit(1)
    assert preferences.property("edited") == 1
    preferences.edit(1)
    assert preferences.property("edited") == 0


def test_a_setting_that_is_being_written_is_not_overtaken_by_an_older_look_at_the_store() -> None:
    preferences, reads = Preferences(), Answers(world.empty())
    preferences.begin(reads, Acted(), Look())
    reads.held = []
    preferences.look_again()
    preferences.change("calendar.view", "month")
    reads.release()
    assert preferences.value("calendar.view") == "month", "the store was asked before it was written"
    preferences.settled("calendar.view")
    assert preferences.value("calendar.view") == "week", "it could not be written after all"


def test_a_toast_offers_the_way_back_once() -> None:
    shell = Shell()
    taken: list[str] = []
    shell.toastTaken.connect(lambda _key, command: taken.append(command))
    key = shell.toast("Archived", "Undo", "z", "undo")
    shell.take(key)
    shell.take(key)
    assert taken == ["undo"]


def test_a_search_that_finds_more_than_it_looks_for_says_so() -> None:
    store = world.empty()
    for number in range(1, 206):
        row = (number / 10, "Ann", "The lease", "Words.", "person", False, "", "12", 1)
        world.put_letter(store, number, row, body=False)
    assert threads_of(store, "lease", NOW).more
    assert not threads_of(world.lived_in(), "lease", NOW).more
