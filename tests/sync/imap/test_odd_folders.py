"""Servers that name, nest and rename folders in ways of their own: all is read, and goes where it should."""

from pathlib import Path

import pytest

from osone.model.mail import Role
from osone.store import accounts
from osone.sync.messages import FolderUnsure, Standing, WishRefused
from tests.parts.scripted import CAPABILITIES, OK, Scripted, until
from tests.sync.desk import Desk, desk, letter, states, working

ODD = (
    "R&D", "Sales & Marketing", "AT&T-Rechnungen", "Rates&Fees-", "Tom &Jerry", "Entwürfe", "&BBAEMQQyACYEMwQ0BDU-",
    "&AOQ-&APY-", "&AGE-bc", "&-", "a&-b", "Q&A-", "&AOQA9g-", 'The "big" one', "back\\slash", "100%", "star*",
    "[brackets]", "{5}", "NIL", " blanks ", "Caf\udce9",
)  # fmt: skip
"""As they stand on the wire, the last one in Latin-1."""


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
