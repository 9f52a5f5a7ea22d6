"""The list of mail and its search: what is said while rows are on their way, and what a newer key does to an older."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

from osone.bridge.lists.listed import MARKED
from osone.bridge.mail.inbox import Inbox
from osone.model.mail import Box
from osone.text.file_words import of_files
from tests.parts.rows import threads
from tests.ui import world
from tests.ui.stage import NOW, Answers, application

application()
PATIENCE_MS = 10_000


@pytest.fixture
def reads() -> Answers:
    return Answers(world.lived_in())


@pytest.fixture
def inbox(reads: Answers) -> Inbox:
    made = Inbox()
    made.begin(reads, lambda: NOW)
    return made


def until(holds: Callable[[], object]) -> None:
    ends = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        assert not ends.hasExpired(), "it never held"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def told(inbox: Inbox) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    inbox.dataChanged.connect(lambda first, last, _roles: ranges.append((first.row(), last.row())))
    return ranges


def test_only_the_newest_words_are_looked_for(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    asked = reads.connection
    ran: list[str] = []
    asked.set_exec_trace(lambda _cursor, sql, bound: (ran.append(f"{sql} {bound}"), True)[1])  # type: ignore[func-returns-value]
    inbox.search("dinner")
    inbox.search("lease")
    reads.release()
    asked.set_exec_trace(None)
    assert threads(inbox) == [2]
    assert not [one for one in ran if "dinner" in one]


def test_a_search_that_was_left_does_not_come_back(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    inbox.search("lease")
    inbox.leave_search()
    reads.release()
    assert not inbox.property("searching")
    assert threads(inbox) == [1, 2, 3, 4, 5]


def test_a_slow_search_says_that_it_looks_until_it_has_found(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    inbox.search("le")
    assert not inbox.property("looking"), "what comes at once needs no word"
    until(lambda: inbox.property("looking"))
    assert threads(inbox) == [1, 2, 3, 4, 5], "what was there stays until something is found"
    assert inbox.property("stale"), "and is drawn as what was found before"
    reads.release()
    assert not inbox.property("looking")
    assert not inbox.property("stale")
    assert threads(inbox) == [2, 7]


def test_a_list_that_was_empty_says_that_its_rows_are_coming(inbox: Inbox, reads: Answers) -> None:
    inbox.go(Box.DRAFTS)
    assert inbox.property("state") == "empty"
    states: list[object] = []
    inbox.stateChanged.connect(lambda: states.append(inbox.property("state")))
    reads.held = []
    inbox.go(Box.PEOPLE)
    assert states == ["loading"]
    reads.release()
    assert states[-1] == "list"


def test_keys_do_nothing_to_what_is_still_drawn_of_another_list(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    inbox.go(Box.PEOPLE)
    assert threads(inbox) == [1, 2, 3, 4, 5]
    assert (inbox.current, inbox.targets) == (0, [])
    reads.release()
    assert inbox.targets == [6]


def test_keys_go_on_in_a_list_that_is_asked_for_again(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    inbox.go(Box.NEEDS)
    assert (inbox.current, inbox.property("state")) == (1, "list")
    reads.release()
    assert inbox.current == 1


def test_the_list_at_hand_begins_at_its_top_at_once_and_goes_no_further_back(inbox: Inbox, reads: Answers) -> None:
    inbox.set_cursor(3)
    reads.held = []
    inbox.go(Box.NEEDS)
    assert inbox.property("cursor") == 0
    inbox.set_cursor(2)
    on = inbox.current
    reads.release()
    assert (inbox.current, inbox.property("cursor")) == (on, 2)


def test_rows_that_are_late_do_not_leave_another_list_before_the_eyes(inbox: Inbox, reads: Answers) -> None:
    reads.held = []
    inbox.go(Box.PEOPLE)
    until(lambda: inbox.property("looking"))
    assert (threads(inbox), inbox.property("state")) == ([], "loading")
    reads.release()
    assert (threads(inbox), inbox.property("looking")) == ([6, 7], False)


def test_a_search_that_leaves_rows_as_they_were_tells_of_the_others_alone(inbox: Inbox) -> None:
    inbox.search("le")
    assert threads(inbox) == [2, 7]
    ranges = told(inbox)
    inbox.search("lea")
    assert (threads(inbox), ranges) == ([2], [])
    inbox.search("letter")
    assert (threads(inbox), ranges) == ([7], [(0, 0)])


def test_a_row_that_changed_behind_a_search_is_told_of(inbox: Inbox, reads: Answers) -> None:
    inbox.search("lease")
    reads.connection.execute("UPDATE thread SET starred = 1 - starred WHERE id = 2")
    ranges = told(inbox)
    inbox.search("lease ")
    assert (threads(inbox), ranges) == ([2], [(0, 0)])


def marks(inbox: Inbox) -> list[object]:
    """What is marked in each row: people, subject and first words, each empty without; nothing where none has any."""
    return [inbox.data(inbox.index(at), MARKED) for at in range(inbox.rowCount())]


def test_marks_come_once_what_was_found_is_drawn(inbox: Inbox) -> None:
    inbox.search("lea")
    assert (threads(inbox), marks(inbox)) == ([2], [()])
    ranges = told(inbox)
    until(lambda: ranges)
    assert ranges == [(0, 0)]
    assert marks(inbox) == [["", 'Can you look at the <a href="#">lease</a> before Monday?', ""]]
    inbox.search("lease")
    inbox.search("lease b")
    assert marks(inbox)[0][1].count("<a") == 1, "what is drawn stays, for it is no other row"  # type: ignore[index]


def test_rows_that_were_marked_are_told_of_when_the_search_is_left(inbox: Inbox) -> None:
    inbox.search("print")
    until(lambda: any(marks(inbox)))
    assert threads(inbox) == [1], "the first of the list too"
    ranges = told(inbox)
    inbox.leave_search()
    assert (threads(inbox)[0], ranges) == (1, [(0, 0)])
    assert not any(marks(inbox))


def test_a_single_letter_behind_other_words_asks_for_nothing_and_is_not_marked(inbox: Inbox) -> None:
    inbox.search("lease ")
    found, wanted = threads(inbox), inbox.wanted
    inbox.search("lease b")
    assert (threads(inbox), inbox.wanted) == (found, wanted)


def test_who_stops_typing_is_shown_how_it_can_go_on(inbox: Inbox) -> None:
    inbox.start_search()
    inbox.set_writing(True)
    assert not inbox.property("hints"), "who knows what to ask is not taught"
    until(lambda: inbox.property("hints"))
    told = len(inbox.property("hints"))
    inbox.search("is:")
    assert 0 < len(inbox.property("hints")) < told, "what is shown follows what is typed"
    inbox.search("lease")
    assert not inbox.property("hints")


def test_what_is_begun_can_be_completed_before_that_is_shown(inbox: Inbox) -> None:
    inbox.start_search()
    inbox.set_writing(True)
    inbox.search("is:st")
    assert (inbox.property("hints"), inbox.property("goesOn")) == ([], True)
    inbox.complete(0)
    assert (inbox.property("words"), inbox.property("goesOn")) == ("is:starred", False)


def empty_but_for(*changes: str) -> Inbox:
    connection = world.empty()
    for change in changes:
        connection.execute(change)
    made = Inbox()
    made.begin(Answers(connection), lambda: NOW)
    return made


def test_an_empty_list_says_no_more_than_is_known() -> None:
    read = empty_but_for()
    assert read.property("title") == "You're all caught up"
    coming = empty_but_for("UPDATE folder SET uidvalidity = 7, low_uid = 40")
    assert (coming.property("title"), coming.property("bare")) == ("Nothing needs you so far", False)
    coming.go(Box.NEWSLETTERS)
    assert coming.property("title") == "Nothing here so far"
    coming.go(Box.TRASH)
    assert coming.property("title") == "Trash is empty", "the trash was read, or the server has none"


@pytest.mark.parametrize("state", ["offline", "sign in"])
@pytest.mark.parametrize("box", [Box.NEEDS, Box.INBOX, Box.NEWSLETTERS, Box.TRASH, Box.STARRED, Box.ARCHIVE])
def test_no_list_is_called_empty_while_an_account_may_hold_more(box: Box, state: str) -> None:
    known, lost = empty_but_for(), empty_but_for(f"UPDATE account SET state = '{state}' WHERE id = 1")
    for inbox in (known, lost):
        inbox.go(box)
    assert "so far" not in str(known.property("title"))
    assert str(lost.property("title")).endswith("so far")
    assert "some mail may be missing" in str(lost.property("sentence"))


def test_who_may_be_meant_is_offered_and_taken(inbox: Inbox, reads: Answers) -> None:
    def offered() -> list[str]:
        return [str(row["operator"]) for row in rows_of(inbox.property("hints"))]

    inbox.start_search()
    inbox.set_writing(True)
    inbox.search("from:ami")
    until(lambda: "Amira Farouk" in offered())
    reads.held = []
    inbox.search("from:amir")
    assert "Amira Farouk" in offered(), "whom a key ago was known, still is"
    reads.release()
    inbox.complete(offered().index("Amira Farouk"))
    assert inbox.property("words") == "from:amira@example.com "


def rows_of(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


def test_a_search_that_finds_nothing_says_where_not_all_was_looked_through(inbox: Inbox, reads: Answers) -> None:
    inbox.search("zebra")
    assert inbox.property("title") == "Nothing found for “zebra”"
    inbox.search("")
    reads.connection.execute("INSERT INTO to_index (message, revision) VALUES (1, 1)")
    inbox.search("zebra")
    assert inbox.property("title") == "Nothing found so far for “zebra”"
    assert inbox.property("sentence") == "Search is still being prepared."
    inbox.search("lease")
    assert inbox.property("found") == "1 found so far"


def test_an_account_is_offered_only_where_there_is_none_that_could_bring_mail() -> None:
    assert empty_but_for("DELETE FROM folder").property("title") == "Nothing needs you so far"
    none = empty_but_for("DELETE FROM folder", "DELETE FROM account")
    assert (none.property("title"), none.property("bare")) == ("No mail yet", True)


def test_one_is_not_caught_up_while_what_a_person_wrote_is_not_here() -> None:
    connection = world.empty()
    days, who, subject, _first_words, kind, unread, reason, box, count = world.NEWSLETTERS[5]
    world.put_letter(connection, 6, (days, who, subject, "", kind, unread, reason, box, count), body=False)
    world.tally(connection)
    made = Inbox()
    made.begin(Answers(connection), lambda: NOW)
    assert made.property("title") == "Nothing needs you so far"


def test_the_splits_are_drawn_anew_for_another_list_and_not_for_the_one_that_a_search_stood_before(
    inbox: Inbox,
) -> None:
    told = list[str]()
    inbox.splitsChanged.connect(lambda: told.append("splits"))
    inbox.boxChanged.connect(lambda: told.append("box"))
    inbox.search("lease")
    inbox.leave_search()
    assert told == []
    inbox.go(int(Box.NEWSLETTERS))
    assert told == ["box", "splits"]


def test_no_selection_outlives_the_search_that_it_was_made_in(inbox: Inbox) -> None:
    told: list[object] = []
    inbox.chosenChanged.connect(lambda: told.append(inbox.property("selection")))
    inbox.search("le")
    inbox.toggle(inbox.current)
    inbox.search("lea")
    assert inbox.property("selection") == 0, "it found some of the same, and is another list"
    inbox.toggle(inbox.current)
    inbox.leave_search()
    assert (inbox.property("selection"), told[-1]) == (0, 0)


def test_a_word_that_is_written_like_an_operator_and_is_none_is_quietly_said_to_be_a_word(inbox: Inbox) -> None:
    inbox.search("lease")
    assert inbox.property("note") == ""
    inbox.search("is:unread lease")
    assert (inbox.property("state"), inbox.property("note")) == ("list", "")
    inbox.search("lease OR foo:bar")
    assert inbox.property("state") == "list"
    assert inbox.property("note") == "“foo:” means nothing here, so it was looked for as a word."


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("lease kiel", 'Plan_<a href="#">Kiel2024</a>.pdf'),
        ("kiel lease", 'Plan_<a href="#">Kiel</a>2024.pdf'),
        ("filename:plan", '<a href="#">Plan</a>_Kiel2024.pdf'),
        ("lease", ""),
    ],
)
def test_what_is_found_by_the_name_of_a_file_shows_that_name(typed: str, drawn: str) -> None:
    connection = world.lived_in()
    message = int(connection.execute("SELECT max(id) FROM message WHERE thread = 2").get)
    connection.execute("UPDATE message SET attachments = 1 WHERE id = ?", (message,))
    names = "Plan_Kiel2024.pdf\nother.txt"
    connection.execute("INSERT OR REPLACE INTO raw.words (message, zstd, files) VALUES (?, x'', ?)", (message, names))
    connection.execute("DELETE FROM search.words WHERE rowid = ?", (message,))
    connection.execute(
        "INSERT INTO search.words (rowid, subject, sender, recipients, body) SELECT id, subject, sender_name, '', ?"
        " FROM message WHERE id = ?",
        (of_files(names), message),
    )
    inbox = Inbox()
    inbox.begin(Answers(connection), lambda: NOW)
    inbox.search(typed)
    assert threads(inbox)[:1] == [2]
    until(lambda: marks(inbox)[0])
    until(lambda: drawn in str((marks(inbox)[0] or ("", "", ""))[2]))  # type: ignore[index]
    if not drawn:
        assert marks(inbox)[0][2] == ""  # type: ignore[index]
