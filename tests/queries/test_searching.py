"""What helps while one searches: operators completed, a near word, and where the words stand."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.ids import AccountId
from osone.model.mail import Address, Flag, Role
from osone.queries.completing import LOOKED_AT, OFFERED, OPERATORS, completions, of_folders, of_people, people
from osone.queries.marking import folded, places, wanted, wanted_in
from osone.queries.near import beginnings, distance
from osone.queries.near import near as nearly
from osone.queries.search import find_words
from osone.store import accounts, messages
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.ui import world

LETTERS = st.text(alphabet="abcde", max_size=7)


def offered(words: str) -> list[str]:
    return [way.words for way in completions(words)]


def test_operators_are_taught_before_anything_is_typed() -> None:
    assert offered("") == [operator for operator, _ in OPERATORS]
    assert all(way.sentence for way in completions(" "))


def test_the_last_word_goes_on_where_it_begins_an_operator() -> None:
    assert offered("fr") == ["from:"]
    assert offered("ferry is:un") == ["ferry is:unread"]
    assert offered("ferry -is:st") == ["ferry -is:starred"]
    assert offered("in:s") == ["in:sent", "in:spam", "in:snoozed"]
    assert offered("before:last") == ["before:last week", "before:last month", "before:last year"]


@pytest.mark.parametrize("words", ["f", "ferry", "from:ann", "is:unread", "from ", '"fr', "http://is:x"])
def test_what_begins_no_operator_is_left_alone(words: str) -> None:
    assert offered(words) == []


def near(store: apsw.Connection, words: str) -> str:
    return nearly(store, words, datetime(2026, 11, 30, 12, tzinfo=UTC))


def test_a_folder_of_ones_own_completes_in_by_any_word_of_its_path() -> None:
    known = {"work": "Work", "a/harbour": "A/Harbour", "harbour": "B/Harbour", "b/harbour": "B/Harbour"}
    known |= {"boat plans": "Boat plans"}

    def ways(words: str) -> list[str]:
        return [way.words for way in of_folders(words, known)]

    assert ways("lease -in:WO") == ["lease -in:Work "]
    assert ways("in:har") == ["in:A/Harbour ", "in:B/Harbour "] == ways("in:harbour"), "two are called so"
    assert ways("in:pla") == ['in:"Boat plans" ']
    for other in ("in:work", "in:b/harbour", "in:", "work", "from:wo", 'in:"wo'):
        assert ways(other) == [], other


def test_a_folder_of_ones_own_is_searched_alone_whatever_it_is_called_by(tmp_path: Path) -> None:
    here = worlds.make(tmp_path / "profile")
    with transaction(here.core) as tx:
        inner = accounts.folder(tx, AccountId(here.imap), "Projects/Boat plans", Role.OTHER, "Boat plans")
        worlds.send(tx, here.imap, here.folder(here.imap, "INBOX"), [worlds.letter(n, n) for n in (1, 2, 9)])
        worlds.send(tx, here.imap, here.folder(here.imap, "House"), [worlds.letter(n, n) for n in (3, 4)])
        worlds.send(tx, here.imap, inner, [worlds.letter(5, 5, flags=int(Flag.SEEN)), worlds.letter(6, 6, [1])])

    reader = here.store.reader()

    def subjects(words: str) -> list[str]:
        found = find_words(reader, words, 50, today=date(2026, 3, 2))
        return sorted((row.subject for row in messages.some(reader, found)), reverse=True)

    assert subjects("in:house ") == ["About 4", "About 3"] == subjects("in:HOU")
    assert subjects('in:"boat plans" ') == ["About 6", "About 5"] == subjects('in:"projects/boat plans" ')
    assert subjects("in:boat is:unread ") == ["About 6"]
    assert subjects("in:house in:boat ") == ["About 6", "About 5", "About 4", "About 3"]
    assert subjects("in:inbox in:house ") == ["About 9", "About 4", "About 3", "About 2", "About 1"]
    assert subjects("-in:house in:anywhere -in:boat ") == ["About 9", "About 2", "About 1"]
    assert subjects("in:house after:2030 ") == []
    reader.close()
    here.close()


def test_every_word_may_go_on_where_nothing_holds_it_whole() -> None:
    assert beginnings("harbour cover") == "harbour* cover*"
    assert beginnings('from:ann lease -draft "open water now" is:unread in:archive') == (
        'from:ann* lease* -draft "open water now" is:unread in:archive'
    )
    assert beginnings("boat OR key to before:last week after:3 days ago lease") == (
        "boat* OR key* to before:last week after:3 days ago lease*"
    )
    assert beginnings('"quoted" c++ 2026 東京* is:unread') == ""


def test_another_form_of_a_word_is_near_where_all_are_held_and_no_message_holds_them_together() -> None:
    store = world.lived_in()
    assert near(store, "lease pages") == "lease page"
    assert near(store, "pages from:amira") == "page from:amira"
    assert near(store, '"pages" lease') == "", "a quotation stays as it is"
    assert near(store, "lease bicycle") == "", "no form of either would help"


def people_for(store: apsw.Connection, words: str) -> list[tuple[str, str]]:
    return [(way.operator, way.words) for way in of_people(words, people(store, words))]


def test_who_somebody_is_completes_what_asks_for_a_person_by_name_and_address() -> None:
    store = world.lived_in()
    address = str(store.execute("SELECT sender_email FROM message WHERE sender_name = 'Amira Farouk' LIMIT 1").get)
    amira = ("Amira Farouk", f"lease from:{address} ")
    for typed in ("ami", "AMI", "a", "f", address[:4]):
        assert amira in people_for(store, f"lease from:{typed}"), typed
    assert ("Amira Farouk", f"-from:{address} ") in people_for(store, "-from:amir")
    assert people_for(store, "from:zzz") == []
    assert people_for(store, f"from:{address}") == [], "it stands there whole"
    assert len(people_for(store, "from:")) == OFFERED, "who wrote of late, before a letter is typed"
    for other in ("amir", "subject:amir", 'from:"amir', "is:unread", ""):
        assert people_for(store, other) == []


def test_whom_one_wrote_to_is_completed_where_that_is_asked() -> None:
    store = world.lived_in()
    store.execute(
        "UPDATE message SET recipients = ? WHERE id = (SELECT max(id) FROM message)",
        ('[[["Zoë Ångström", "zoe@north.example"]], [["", "copy@north.example"]]]',),
    )
    assert people_for(store, "to:z") == [("Zoë Ångström", "to:zoe@north.example ")]
    assert ("copy@north.example", "with:copy@north.example ") in people_for(store, "with:c")
    assert [one.name for one in people(store, "from:z")] == []


def test_who_was_known_a_key_ago_is_offered_until_it_is_known_anew() -> None:
    known = [Address("Ann Lee", "ann@x.example"), Address("Anton", "anton@x.example")]
    assert [way.operator for way in of_people("from:an", known)] == ["Ann Lee", "Anton"]
    assert [way.operator for way in of_people("from:ann", known)] == ["Ann Lee"]
    assert [way.operator for way in of_people("from:le", known)] == ["Ann Lee"]


def test_only_a_bounded_number_of_messages_is_asked_who_somebody_is() -> None:
    store = world.lived_in()
    asked: list[int] = []

    def trace(_cursor: object, sql: str, bound: object) -> bool:
        if "sender_name" in sql:
            asked.append(len(tuple(bound)))  # type: ignore[arg-type]
        return True

    store.exec_trace = trace
    people(store, "from:a")
    people(store, "from:am")
    assert asked
    assert max(asked) <= LOOKED_AT


def test_a_near_word_is_one_that_messages_hold() -> None:
    store = world.lived_in()
    assert near(store, "leese") == "lease"
    assert near(store, "lesae") == "lease"
    assert near(store, "from:amria leese") == "from:amira lease"
    assert near(store, "spreadshete") == "spreadsheet"
    assert near(store, "zeppelin") == ""
    assert near(store, "lease") == "", "it is held: that it was not found has another reason"
    assert near(store, '"leese" -leese is:leese cat') == ""


@given(LETTERS, LETTERS)
def test_a_distance_is_the_same_both_ways_and_nothing_only_for_the_same_word(a: str, b: str) -> None:
    assert distance(a, b, 7) == distance(b, a, 7)
    assert (distance(a, b, 2) == 0) is (a == b)
    assert distance(a, b, 2) == min(distance(a, b, 7), 3)


def marked(text: str, words: str) -> list[str]:
    return [text[first:end] for first, end in places(text, wanted(words))]


def test_words_are_marked_as_they_are_found() -> None:
    assert marked("The Harbourmaster’s log", "harb") == ["Harbourmaster"]
    assert marked("The Harbourmaster’s log", "harb ") == [], "that word is whole"
    assert marked("Crème brûlée, creme", "creme") == ["Crème", "creme"]
    assert marked("a lease and a key", 'lease OR key -a subject:"a"') == ["a", "lease", "a", "key"]
    assert marked("unread in the archive", "is:unread in:archive before:may") == []
    assert marked("ご注文の本について", "注文") == ["注文"]
    assert marked("Straße", "strasse") == ["Straße"]
    assert marked("Łódź, Søren", "lodz soren") == ["Łódź", "Søren"]
    assert marked("C, C++ and C#", "c++") == ["C++"]
    assert marked("อยากไปตลาดพรุ่งนี้", "ตลาด") == ["ตลาด"]


@given(st.text(max_size=60), st.text(max_size=20))
def test_marks_lie_within_the_text_and_never_over_each_other(text: str, words: str) -> None:
    at = 0
    for first, end in places(text, wanted(words)):
        assert at <= first < end <= len(text)
        at = end


@given(st.text(max_size=40))
def test_every_word_marks_itself(text: str) -> None:
    for word in re.findall(r"\w+", text):
        assert word in [text[a:b] for a, b in places(text, ((folded(word), False, ""),))]


def test_a_word_is_marked_where_its_operator_looks() -> None:
    asked = wanted("from:lena subject:boat body:tea file:plan lease")
    assert [word for word, _begins, _place in wanted_in(asked, "people")] == ["lena", "lease"]
    assert [word for word, _begins, _place in wanted_in(asked, "subject")] == ["boat", "lease"]
    assert [word for word, _begins, _place in wanted_in(asked, "text")] == ["tea", "lease"]
