"""A server that allows one or two connections: mail comes and wishes leave all the same, in turns."""

import threading
from functools import partial
from pathlib import Path

import pytest

from osone.model.mail import Role
from osone.store import bodies, messages
from osone.store.writing import transaction
from osone.sync import serving, source
from osone.sync.imap.turns import Turns
from osone.sync.messages import Standing
from osone.sync.source import Lane
from tests.parts import wishes
from tests.parts.scripted import Asked, Scripted, Wait, until
from tests.sync.desk import Desk, desk, letter, states, working

FOLDERS = {"INBOX": [letter(n) for n in range(6)], "Archive": [], "Trash": []}


def holds(here: Desk, count: int) -> bool:
    return inbox(here) == count


def inbox(here: Desk) -> int:
    return int(str(here.one("SELECT count(*) FROM shown s JOIN folder f ON f.id = s.folder WHERE f.role = 'inbox'")))


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("at", ["login", "greeting"])
def test_mail_comes_wishes_leave_and_nobody_says_offline(tmp_path: Path, limit: int, at: str) -> None:
    with (
        Scripted(FOLDERS, limit=limit, limit_at=at) as server,
        desk(tmp_path / "profile", server.port) as here,
        working(here),
    ):
        until(lambda: inbox(here) == 6 and Standing.QUIET in states(here), "the first sync")
        until(lambda: server.count("IDLE"), "somebody listens")
        server["INBOX"].put(letter(50))
        until(lambda: inbox(here) == 7, "new mail")
        here.act("mail.archive", threads=[here.thread("letter 2")])
        here.act("mail.star", threads=[here.thread("letter 3")])
        until(lambda: wishes.counts(here.mine.core) == {}, "the wishes have left")
        assert len(server["Archive"].letters) == 1
        assert {one.flags == {"\\Flagged"} for one in server["INBOX"].letters if one.uid == 4} == {True}
        server["INBOX"].put(letter(51))
        until(lambda: inbox(here) == 7, "and mail comes on")
        assert not {Standing.OFFLINE, Standing.REFUSED} & set(states(here))
        assert len(server.sessions) <= limit


def test_a_wish_leaves_before_the_bulk_is_through_though_they_share_a_connection(tmp_path: Path) -> None:
    def slowly(asked: Asked) -> list[Wait | bytes]:
        return [Wait(0.4), *asked.honest()]

    with Scripted({"INBOX": [letter(n) for n in range(3000)], "Trash": []}, limit=1) as server:
        server.when("UID FETCH .*HEADER", slowly)
        with desk(tmp_path / "profile", server.port) as here, working(here):
            until(lambda: here.one("SELECT 1 FROM message WHERE subject = 'letter 2999'"), "the first rows")
            here.act("mail.star", threads=[here.thread("letter 2999")])
            until(lambda: server.count("UID STORE"), "the star has left")
            until(lambda: inbox(here) == 3000, "all rows", 60)
            asked = list(server.asked)
            heads = [n for n, command in enumerate(asked) if "HEADER" in command]
            assert heads[0] < next(n for n, command in enumerate(asked) if command.startswith("UID STORE")) < heads[-1]
            assert here.one("SELECT count(*) FROM placement WHERE folder = ?", here.folder(Role.INBOX)) == 3000


def test_an_opened_mail_comes_before_all_other_bodies_on_one_connection(tmp_path: Path) -> None:
    def slowly(asked: Asked) -> list[Wait | bytes]:
        return [Wait(0.2), *asked.honest()]

    with Scripted({"INBOX": [letter(n) for n in range(400)]}, limit=1) as server:
        server.when(r"UID FETCH .*BODY.PEEK\[\]", slowly)
        with desk(tmp_path / "profile", server.port) as here, working(here):
            until(lambda: inbox(here) == 400 and server.count(r"UID FETCH .*BODY.PEEK\[\]"), "bodies are coming")
            oldest = int(str(here.one("SELECT id FROM message WHERE subject = 'letter 0'")))
            with transaction(here.mine.core) as tx:
                messages.want(tx, [oldest])
            until(lambda: not bodies.wanted(here.mine.core, here.account.id, 1), "it is here")
            assert here.mine.reader.execute("SELECT count(*) FROM raw.raw WHERE message = ?", (oldest,)).get == 1
            assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get < 400


def test_an_extra_connection_is_tried_again_later_and_taken_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "CROWDED_S", 0.5)
    monkeypatch.setattr(serving, "STAY_S", 0.5)
    with Scripted(FOLDERS, limit=1) as server, desk(tmp_path / "profile", server.port) as here, working(here):
        until(lambda: inbox(here) == 6 and server.count("IDLE"), "the first sync")
        assert len(server.sessions) == 1
        server.limit = 3
        until(lambda: len([one for one in server.sessions if one.inside]) == 3, "all three are there")
        server["INBOX"].put(letter(50))
        until(lambda: inbox(here) == 7, "new mail")
        assert not {Standing.OFFLINE, Standing.REFUSED} & set(states(here))


def test_a_refused_extra_connection_is_not_asked_for_all_the_time(tmp_path: Path) -> None:
    with Scripted(FOLDERS, limit=1) as server, desk(tmp_path / "profile", server.port) as here, working(here):
        until(lambda: inbox(here) == 6 and server.count("IDLE"), "the first sync")
        for n in range(3):
            server["INBOX"].put(letter(60 + n))
            here.act("mail.star", threads=[here.thread(f"letter {n}")])
            until(lambda: wishes.counts(here.mine.core) == {}, "the star has left")
            until(partial(holds, here, n + 7), "the new letter")
        assert server.connections == 3


def test_where_the_shared_connection_is_lost_all_go_on_with_another(tmp_path: Path) -> None:
    with Scripted(FOLDERS, limit=1) as server, desk(tmp_path / "profile", server.port) as here, working(here):
        until(lambda: inbox(here) == 6 and server.count("IDLE"), "the first sync")
        server.drop()
        server["INBOX"].put(letter(50))
        here.act("mail.star", threads=[here.thread("letter 3")])
        until(lambda: inbox(here) == 7 and wishes.counts(here.mine.core) == {}, "both, after all", 30)


def test_the_hand_comes_before_the_bulk_and_both_before_who_listens() -> None:
    turns, order = Turns(), list[Lane]()
    ready = threading.Event()

    def have(lane: Lane) -> None:
        with turns.turn(lane):
            order.append(lane)

    with turns.turn(Lane.RECEIVE):
        threads = [threading.Thread(target=have, args=(lane,)) for lane in (Lane.LISTEN, Lane.ACT)]
        for thread in threads:
            thread.start()
        until(lambda: sum(turns.waiting.values()) == 2, "both wait")
        assert turns.pressed(Lane.RECEIVE)
        assert turns.give_way(Lane.RECEIVE)
        order.append(Lane.RECEIVE)
        assert not turns.give_way(Lane.RECEIVE)
        ready.set()
    for thread in threads:
        thread.join(5)
    assert order == [Lane.ACT, Lane.RECEIVE, Lane.LISTEN]


@pytest.mark.parametrize("asked", ["LOGIN", "EXAMINE"])
def test_whoever_stops_waits_for_no_server_that_is_silent_while_a_line_is_opened(tmp_path: Path, asked: str) -> None:
    with (
        Scripted(FOLDERS, tls="tls", folder=tmp_path) as server,
        desk(tmp_path / "profile", server.port, ca=server.ca) as here,
    ):
        server.when(asked)
        with working(here) as worker:
            until(lambda: server.count(asked), "the server is asked, and says nothing")
        assert not any(thread.is_alive() for thread in worker.threads)


def test_what_is_opened_after_the_end_is_broken_at_once() -> None:
    broken: list[str] = []
    opening = source.Opening()
    opening.begun(lambda: broken.append("the first"))
    opening.end()
    opening.begun(lambda: broken.append("one that came too late"))
    assert broken == ["the first", "one that came too late"]
