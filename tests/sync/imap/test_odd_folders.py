"""Servers that name, nest and rename folders in ways of their own: all is read, and goes where it should."""

from datetime import date
from pathlib import Path

import pytest

from osone.model.mail import Role
from osone.queries import search
from osone.queries.query import parse
from osone.store import accounts
from osone.sync import indexing
from osone.sync.messages import FolderUnsure, Standing, WishRefused
from osone.sync.working import Pace
from tests.parts import wishes
from tests.parts.scripted import CAPABILITIES, OK, Scripted, until
from tests.sync.desk import Desk, desk, letter, states, working

ODD = (
    "R&D", "Sales & Marketing", "AT&T-Rechnungen", "Rates&Fees-", "Tom &Jerry", "Entwürfe", "&BBAEMQQyACYEMwQ0BDU-",
    "&AOQ-&APY-", "&AGE-bc", "&-", "a&-b", "Q&A-", "&AOQA9g-", 'The "big" one', "back\\slash", "100%", "star*",
    "[brackets]", "{5}", "NIL", " blanks ", "Caf\udce9",
)  # fmt: skip
"""As they stand on the wire, the last one in Latin-1."""

ABROAD = {
    "Gel&APY-schte Elemente": "Gesendete Elemente",
    "&AMk-l&AOk-ments supprim&AOk-s": "&AMk-l&AOk-ments envoy&AOk-s",
    "Elementy usuni&ARk-te": "Elementy wys&AUI-ane",
    "Verwijderde items": "Verzonden items",
    "&BCMENAQwBDsENQQ9BD0ESwQ1-": "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-",
    "&UkqWZG4IMH8wojCkMMYw4A-": "&kAFP4W4IMH8wojCkMMYw4A-",
}
"""The trash of Exchange and what was sent, in German, French, Polish, Dutch, Russian and Japanese."""


def found(here: Desk) -> int:
    """How many messages a search for a word that all of them hold finds."""
    indexing.index_all(here.store, Pace(), here.told.append, once=True)
    return len(search.find(here.mine.reader, parse("some words", today=date(2026, 11, 3)), 100))


def subjects(here: Desk, role: Role) -> set[str]:
    return {
        str(subject)
        for (subject,) in here.mine.core.execute(
            "SELECT m.subject FROM shown s JOIN message m ON m.id = s.message JOIN folder f ON f.id = s.folder"
            " WHERE f.role = ?",
            (role.value,),
        )
    }


def paths(here: Desk) -> dict[str, Role]:
    return {f.path: f.role for f in accounts.folders(here.mine.core)}


def test_every_folder_is_opened_whatever_the_server_calls_it(tmp_path: Path) -> None:
    letters = {name: [letter(n)] for n, name in enumerate(ODD)}
    with Scripted(letters) as server, desk(tmp_path / "profile", server.port) as here:
        here.sync(bodies=True)
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == len(ODD)
        here.act("mail.move", threads=[here.thread("letter 0")], folder="Tom &Jerry")
        here.act("mail.star", threads=[here.thread(f"letter {len(ODD) - 1}")])
        here.settle()
        assert len(server["Tom &Jerry"].letters) == 2
        assert [one.flags for one in server[ODD[-1]].letters] == [{"\\Flagged"}]


def test_what_is_deleted_goes_into_the_trash_and_never_into_a_clients(tmp_path: Path) -> None:
    folders = {
        "INBOX": [letter(1)], "INBOX.Clients.Acme.Trash": [letter(2)], "INBOX.Archive.2019.Sent": [letter(3)],
        "INBOX.Gel&APY-schte Elemente": [letter(4)], "INBOX.Gesendete Elemente": [letter(5)],
    }  # fmt: skip
    with Scripted(folders) as server, desk(tmp_path / "profile", server.port) as here:
        server.mail.namespace = '(("INBOX." ".")) NIL NIL'
        for folder in server.mail.folders.values():
            folder.delimiter = "."
        here.sync()
        assert (subjects(here, Role.TRASH), subjects(here, Role.SENT)) == ({"letter 4"}, {"letter 5"})
        here.act("mail.trash", threads=[here.thread("letter 1")])
        here.settle()
        assert len(server["INBOX.Gel&APY-schte Elemente"].letters) == 2
        assert len(server["INBOX.Clients.Acme.Trash"].letters) == 1
        assert server.count("CREATE") == 0


@pytest.mark.parametrize("trash", ABROAD)
def test_in_any_language_what_is_deleted_goes_into_the_trash_that_is_there(tmp_path: Path, trash: str) -> None:
    sent = ABROAD[trash]
    with (
        Scripted({"INBOX": [letter(1)], trash: [letter(2)], sent: [letter(3)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        assert (subjects(here, Role.TRASH), subjects(here, Role.SENT)) == ({"letter 2"}, {"letter 3"})
        here.act("mail.trash", threads=[here.thread("letter 1")])
        here.settle()
        assert len(server[trash].letters) == 2
        assert server.count("CREATE") == 0


def test_a_trash_that_cannot_be_opened_is_none(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [letter(1)], "Trash": [], "Deleted Items": [letter(2)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        server["Trash"].attributes = "\\Noselect"
        here.sync()
        here.act("mail.trash", threads=[here.thread("letter 1")])
        here.settle()
        assert len(server["Deleted Items"].letters) == 2
        assert server.count("CREATE") == 0


def test_of_two_folders_that_could_be_the_trash_the_person_chooses(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [letter(1)], "Trash": [], "Deleted Items": []}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        (asked,) = {one for one in here.told if isinstance(one, FolderUnsure)}
        assert asked.sentence == "Several folders could be the trash: Trash and Deleted Items."
        here.act("folder.purpose", choice="trash Deleted Items")
        here.act("mail.trash", threads=[here.thread("letter 1")])
        here.settle()
        assert len(server["Deleted Items"].letters) == 1
        assert paths(here)["Deleted Items"] is Role.TRASH


@pytest.mark.parametrize("numbered_anew", [False, True])
def test_a_renamed_folder_is_known_by_what_is_in_it(tmp_path: Path, numbered_anew: bool) -> None:
    with (
        Scripted({"INBOX": [], "Projects": [letter(n) for n in range(8)], "Trash": []}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        before = {f.path: f.id for f in accounts.folders(here.mine.core)}
        here.act("mail.star", threads=[here.thread("letter 3")])
        old = server.mail.folders.pop("Projects")
        new = server.mail.make("Work")
        if numbered_anew:
            new.put(*(one.raw for one in old.letters), uid=100)
        else:
            server.mail.folders["Work"] = new = old
            new.name = "Work"
        here.settle()
        assert {f.path: f.id for f in accounts.folders(here.mine.core)}["Work"] == before["Projects"]
        assert sum("\\Flagged" in one.flags for one in new.letters) == 1
        assert here.one("SELECT count(*) FROM placement") == 8


def test_what_went_with_a_folder_is_found_no_more_and_what_was_renamed_once(tmp_path: Path) -> None:
    folders = {
        "INBOX": [letter(n) for n in range(3)],
        "Projects": [letter(n) for n in range(10, 14)],
        "Gone": [letter(n) for n in range(20, 24)],
    }
    with Scripted(folders) as server, desk(tmp_path / "profile", server.port) as here:
        here.sync(bodies=True)
        assert found(here) == 11
        server.mail.folders.pop("Gone")
        work = server.mail.folders["Work"] = server.mail.folders.pop("Projects")
        work.name = "Work"
        for _look in range(2):
            here.sync(bodies=True)
        assert set(paths(here)) == {"INBOX", "Work"}
        assert sum(here.shown().values()) == found(here) == 7


def test_a_wish_for_a_folder_that_is_gone_holds_up_no_other(tmp_path: Path) -> None:
    folders = {"INBOX": [letter(1)], "Projects": [letter(2)], "Gone": [letter(3)], "Trash": []}
    with Scripted(folders) as server, desk(tmp_path / "profile", server.port) as here, working(here):
        until(lambda: Standing.QUIET in states(here) and server.count("IDLE"), "the first sync")
        server.mail.folders.pop("Gone")
        work = server.mail.folders["Work"] = server.mail.folders.pop("Projects")
        work.name = "Work"
        here.act("mail.trash", threads=[here.thread("letter 3")])
        here.act("mail.trash", threads=[here.thread("letter 2")])
        here.act("mail.trash", threads=[here.thread("letter 1")])
        until(lambda: len(server["Trash"].letters) == 2, "the two that can be are in the trash", 30)
        until(lambda: not wishes.counts(here.mine.core), "and nothing waits", 30)
        assert not work.letters


@pytest.mark.parametrize("verb", ["mail.star", "mail.trash"])
@pytest.mark.parametrize("look_first", [True, False], ids=["the look comes first", "the wish leaves first"])
def test_what_the_server_took_for_nothing_follows_the_mail(tmp_path: Path, look_first: bool, verb: str) -> None:
    with (
        Scripted({"INBOX": [letter(1), letter(2)], "Work": [letter(3)], "Trash": []}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        here.act(verb, threads=[here.thread("letter 2")])
        server["Work"].put(*(one.raw for one in server["INBOX"].take(2)))
        (here.sync if look_first else here.send)()
        here.settle()
        found = server["Work" if verb == "mail.star" else "Trash"].letters[-1]
        assert (found.raw, found.flags) == (letter(2), {"\\Flagged"} if verb == "mail.star" else set())
        assert len(server["Work"].letters) == (2 if verb == "mail.star" else 1)
        assert here.shown()["Work" if verb == "mail.star" else "Trash", "letter 2", False, verb == "mail.star"] == 1
        assert not [one for one in here.told if isinstance(one, WishRefused)]


@pytest.mark.parametrize("namespace", ['(("INBOX." ".")) NIL NIL', '(("" ".")) NIL NIL', "NIL NIL NIL"])
@pytest.mark.parametrize("allowed", [True, False], ids=["beneath the inbox", "nowhere"])
def test_the_archive_is_made_where_the_server_wants_it_or_the_person_is_told(
    tmp_path: Path, namespace: str, allowed: bool
) -> None:
    with (
        Scripted({"INBOX": [letter(1)], "INBOX.Work": [letter(2)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        server.mail.namespace = namespace
        for folder in server.mail.folders.values():
            folder.delimiter = "."
        server.when(r'CREATE "(?!INBOX\.)' if allowed else "CREATE", "TAG NO The name must begin with INBOX.")
        here.sync()
        before = here.shown()
        here.act("mail.archive", threads=[here.thread("letter 1")])
        here.settle()
        told = [one.words for one in here.told if isinstance(one, WishRefused)]
        if allowed:
            assert ([one.raw for one in server["INBOX.Archive"].letters], told) == ([letter(1)], [])
            assert ("INBOX.Archive", "letter 1", False, False) in here.shown()
        else:
            assert (here.shown(), told) == (before, ["The name must begin with INBOX."])
        assert server.count("CREATE") <= 2, "and not again and again"


def test_another_folder_with_the_same_number_is_not_the_same(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [], "Projects": [letter(n) for n in range(8)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        before = {f.path: f.id for f in accounts.folders(here.mine.core)}
        old = server.mail.folders.pop("Projects")
        other = server.mail.make("Other")
        other.uidvalidity = old.uidvalidity
        other.put(*(letter(n) for n in range(50, 58)))
        for _look in range(2):
            here.sync()
        assert set(paths(here)) == {"INBOX", "Other"}
        assert before["Projects"] not in {f.id for f in accounts.folders(here.mine.core)}
        assert subjects(here, Role.OTHER) == {f"letter {n}" for n in range(50, 58)}


def test_the_engine_takes_a_second_look_by_itself(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [letter(1)], "Gone": [letter(2)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
        working(here) as account,
    ):
        until(lambda: subjects(here, Role.OTHER) == {"letter 2"}, "the first sync")
        server.mail.folders.pop("Gone")
        account.again()
        until(lambda: set(paths(here)) == {"INBOX"}, "it is gone")
        assert here.one("SELECT count(*) FROM shown") == 1


def test_a_server_that_names_nothing_for_a_while_takes_nothing_away(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [letter(1)], "Work": [letter(2)]}, capabilities=CAPABILITIES) as server,
        desk(tmp_path / "profile", server.port) as here,
    ):
        here.sync()
        before = here.shown()
        server.when("LIST", OK, times=5)
        for _look in range(5):
            here.sync()
        server.when("LIST", '* LIST () "/" "INBOX"', OK, times=5)
        for _look in range(5):
            here.sync()
        assert here.shown() == before


def test_a_mail_is_not_gone_while_the_folder_that_it_went_to_cannot_be_opened(tmp_path: Path) -> None:
    with (
        Scripted({"INBOX": [letter(1), letter(2)], "Work": [letter(3)]}) as server,
        desk(tmp_path / "profile", server.port) as here,
        working(here),
    ):
        until(lambda: Standing.QUIET in states(here) and server.count("IDLE"), "the first sync")
        server.when('EXAMINE "Work"', "TAG NO [UNAVAILABLE] Not now", times=2)
        server["Work"].put(*(one.raw for one in server["INBOX"].take(2)))
        here.act("mail.star", threads=[here.thread("letter 2")])
        until(lambda: "\\Flagged" in server["Work"].letters[-1].flags, "the star has followed", 40)
        assert not [one for one in here.told if isinstance(one, WishRefused)]
