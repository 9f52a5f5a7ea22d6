"""Deleting for good at a server: by UID and by nothing else, once, and never what somebody has moved meanwhile."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from osone.model.errors import NetworkError
from osone.model.mail import Box
from osone.store import erasing, forgetting, listing
from osone.sync.messages import WishRefused
from tests.parts import wishes
from tests.parts.dovecot import Dovecot, without
from tests.parts.scripted import CAPABILITIES, Drop, Scripted
from tests.sync.desk import Desk, desk, held, letter, other

DAY = "2026-11-30"
LETTERS = [letter(n) for n in range(6)]
FOLDERS = {"INBOX": [letter(50)], "Archive": [], "Trash": LETTERS}


def erase(here: Desk, *numbers: int) -> None:
    here.act("mail.erase", sure=True, threads=[here.thread(f"letter {n}") for n in numbers])


def subjects(here: Desk, path: str) -> list[str]:
    return sorted(subject for place, subject, *_ in here.shown() if place == path)


def uids(server: Scripted, name: str = "Trash") -> list[int]:
    return [one.uid for one in server[name].letters]


def names(letters: Sequence[int]) -> list[str]:
    return [f"letter {n}" for n in letters]


def test_dovecot_has_only_what_was_not_deleted_and_what_others_marked(tmp_path: Path) -> None:
    with Dovecot(tls="no") as server:
        server.deliver("amy", LETTERS, folder="Trash")
        client = other(server)
        client.select("Trash")
        client.uid("STORE", "5", "+FLAGS", "(\\Deleted)")
        client.unselect()
        with desk(tmp_path / "p", server.plain_port) as here:
            here.sync(bodies=True)
            erase(here, 0, 2)
            assert subjects(here, "Trash") == names([1, 3, 5])
            here.settle()
            assert held(client) == here.shown()
            client.select("Trash", readonly=True)
            assert client.uid("SEARCH", "ALL")[1] == [b"2 4 5 6"], "another's mark took nothing with it"
            assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 2
            assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == len(LETTERS) - 2
            here.sync()
            assert held(client) == here.shown()
        client.shutdown()


def test_all_of_the_trash_goes_and_nothing_that_came_while_one_decided(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        shown = [thread for _newest, thread in listing.ids(here.mine.core, Box.TRASH)]
        server["Trash"].put(letter(70))
        here.sync()
        here.act("mail.erase", sure=True, threads=shown, whole=True)
        here.settle()
        assert subjects(here, "Trash") == ["letter 70"]
        assert uids(server) == [7]
        assert uids(server, "INBOX") == [1]
        assert server.count("EXPUNGE") == 0
        assert server.count("UID EXPUNGE") == 1


def test_without_uidplus_a_message_is_marked_and_hidden_and_no_other_is_expunged(tmp_path: Path) -> None:
    capabilities = CAPABILITIES.replace(" UIDPLUS", "")
    with Scripted(FOLDERS, capabilities=capabilities) as server, desk(tmp_path / "p", server.port) as here:
        server["Trash"].flag(5, "\\Deleted")
        here.sync(bodies=True)
        erase(here, 0)
        here.settle()
        assert server.count("(UID )?EXPUNGE") == 0
        assert server.count("CLOSE") == 0
        assert uids(server) == [1, 2, 3, 4, 5, 6]
        assert "letter 0" not in subjects(here, "Trash")
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 0, "the server has it still"
        server["Trash"].take(1)
        here.sync()
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 1


def test_what_another_program_brings_back_from_the_mark_is_kept(tmp_path: Path) -> None:
    capabilities = CAPABILITIES.replace(" UIDPLUS", " CONDSTORE")
    with Scripted(FOLDERS, capabilities=capabilities) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        erase(here, 0)
        here.settle()
        server["Trash"].flag(1, "\\Deleted", on=False)
        here.sync()
        assert "letter 0" in subjects(here, "Trash")
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 0
        assert not erasing.asked(here.mine.core)


def test_what_was_moved_out_meanwhile_stays_where_it_went(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        erase(here, 1, 2)
        [taken] = server["Trash"].take(2)
        server["Archive"].put(taken.raw)
        here.settle()
        here.sync()
        assert uids(server) == [1, 4, 5, 6]
        assert uids(server, "Archive") == [1]
        assert subjects(here, "Archive") == ["letter 1"]
        forgetting.forget_deleted(here.store, here.mine.core, DAY)
        assert subjects(here, "Archive") == ["letter 1"]


def test_what_was_moved_out_and_in_again_is_not_what_was_to_be_deleted(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        erase(here, 1)
        [taken] = server["Trash"].take(2)
        server["Trash"].put(taken.raw)
        here.sync()
        here.settle()
        assert uids(server) == [1, 3, 4, 5, 6, 7]
        assert "letter 1" in subjects(here, "Trash")


def test_what_another_program_archives_before_it_reaches_the_trash_is_not_deleted(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        here.act("mail.trash", threads=[here.thread("letter 50")])
        erase(here, 50)
        [taken] = server["INBOX"].take(1)
        server["Archive"].put(taken.raw)
        here.settle()
        here.settle()
        kept = [one.raw for name in ("Archive", "Trash") for one in server[name].letters]
        assert letter(50) in kept


@pytest.mark.parametrize("at", ["UID STORE", "UID EXPUNGE"])
@pytest.mark.parametrize("done", [False, True])
def test_a_line_that_is_cut_leaves_it_deleted_once_and_forgotten(tmp_path: Path, at: str, done: bool) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync(bodies=True)
        erase(here, 1)
        server.when(at, lambda asked: [Drop()] if not done or asked.honest() else [], times=1)
        with pytest.raises(NetworkError):
            here.send()
        assert "letter 1" not in subjects(here, "Trash")
        here.settle()
        assert uids(server) == [1, 3, 4, 5, 6]
        assert subjects(here, "Trash") == names([0, 2, 3, 4, 5])
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 1
        assert here.one("SELECT count(*) FROM message WHERE subject = 'letter 1'") == 0


def test_what_the_server_refuses_is_back_and_the_person_is_told(tmp_path: Path) -> None:
    for at in ("UID STORE .*\\+FLAGS", "UID EXPUNGE"):
        with Scripted(FOLDERS) as server, desk(tmp_path / at[4:7], server.port) as here:
            here.sync()
            before = here.shown()
            erase(here, 1, 2)
            server.when(at, "TAG NO [NOPERM] You may not")
            here.send()
            assert here.shown() == before
            assert all("\\Deleted" not in one.flags for one in server["Trash"].letters)
            assert wishes.counts(here.mine.core) == {}
            (said,) = [one for one in here.told if isinstance(one, WishRefused)]
            assert (said.wish, said.code, len(said.messages)) == ("expunge", "NOPERM", 2)
            assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 0


def test_a_trash_that_was_numbered_anew_is_matched_before_anything_goes(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        erase(here, 1)
        folder = server["Trash"]
        letters = [one.raw for one in folder.letters]
        folder.take(*uids(server))
        folder.uidvalidity += 10
        folder.uidnext = 1
        folder.put(*reversed(letters))
        here.settle()
        assert letter(1) not in [one.raw for one in folder.letters]
        assert len(folder.letters) == len(LETTERS) - 1


def test_without_a_line_it_waits_and_goes_with_the_next(tmp_path: Path) -> None:
    with Scripted(FOLDERS) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        here.act("mail.trash", threads=[here.thread("letter 50")])
        erase(here, 50)
        assert wishes.counts(here.mine.core) == {"waiting": 2}
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 0
        here.settle()
        assert uids(server, "INBOX") == []
        assert uids(server) == [1, 2, 3, 4, 5, 6]
        assert server.count("UID EXPUNGE") == 1
        assert forgetting.forget_deleted(here.store, here.mine.core, DAY) == 1


def test_dovecot_without_uidplus_keeps_what_is_marked_and_shows_it_no_more(tmp_path: Path) -> None:
    with Dovecot(tls="no", capabilities=without("UIDPLUS", "MOVE")) as server:
        server.deliver("amy", LETTERS, folder="Trash")
        with desk(tmp_path / "p", server.plain_port) as here:
            here.sync()
            erase(here, 3)
            here.settle()
            client = other(server)
            assert held(client) == here.shown()
            client.select("Trash", readonly=True)
            assert client.uid("SEARCH", "ALL")[1] == [b"1 2 3 4 5 6"]
            client.shutdown()
