"""Servers as they really are: they jump, refuse, answer in part or say nothing, and mail is read all the same."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from osone.store import messages
from osone.store.writing import transaction
from osone.sync.imap import account, bulk, heads
from osone.sync.messages import FolderRefused, Standing
from tests.parts import wishes
from tests.parts.scripted import CAPABILITIES, NO, OK, Answer, Asked, Piece, Scripted, until
from tests.sync.desk import Desk, desk, letter, states, told, working

LETTERS = [letter(n) for n in range(40)]


def inbox(here: Desk) -> int:
    """How many messages of the inbox are shown."""
    return sum(n for (path, *_), n in here.shown().items() if path == "INBOX")


def refusing(*bad: int, words: str = "TAG NO [SERVERBUG] That message is broken") -> Answer:
    """An answer to UID FETCH that is refused whole where one of these is in it."""

    def answer(asked: Asked) -> list[Piece]:
        return [words] if set(bad) & set(asked.uids()) else [*asked.honest()]

    return answer


@pytest.mark.parametrize("turned", [False, True])
def test_windows_that_are_answered_at_once_are_asked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turned: bool
) -> None:
    monkeypatch.setattr(heads, "FIRST_WINDOW", 10)
    held: list[bytes] = []

    def hold(asked: Asked) -> list[Piece]:
        held.extend(asked.honest())
        return []

    def both(asked: Asked) -> list[Piece]:
        *rows, end = asked.honest()
        return [*rows, end, *held] if turned else [*held[:-1], *rows, held[-1], end]

    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH .*HEADER", both, times=1)
        server.when("UID FETCH .*HEADER", hold, times=1)
        here.sync()
        assert inbox(here) == len(LETTERS)
        assert server.count("UID FETCH .*HEADER") == 3, "of ten, of twenty and of the rest"


@pytest.mark.parametrize("uid", [420_000, 1_700_000_000, (1 << 32) - 2])
def test_a_number_that_jumps_costs_one_question_and_not_a_walk(tmp_path: Path, uid: int) -> None:
    with Scripted({"INBOX": LETTERS[:5]}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server["INBOX"].put(LETTERS[5], uid=uid)
        server.asked.clear()
        here.sync()
        assert inbox(here) == 6
        assert len(server.asked) < 15


@pytest.mark.parametrize("answer", [(NO,), ("* SEARCH", OK), ("* SEARCH 1700000001", OK)])
def test_where_search_lies_about_a_jump_the_places_tell(tmp_path: Path, answer: tuple[str, ...]) -> None:
    with Scripted({"INBOX": LETTERS[:5]}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server["INBOX"].put(*LETTERS[5:8], uid=1_700_000_000)
        server.when("UID SEARCH", *answer)
        server.asked.clear()
        here.sync()
        assert inbox(here) == 8
        assert len(server.asked) < 15


def test_one_message_that_is_refused_keeps_no_other_from_coming(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH", refusing(17))
        here.sync()
        assert inbox(here) == len(LETTERS) - 1
        assert any(isinstance(said, FolderRefused) and "broken" in said.sentence for said in here.told)
        server["INBOX"].put(letter(90))
        server.asked.clear()
        here.sync()
        assert inbox(here) == len(LETTERS)
        assert not [one for one in server.asked if "FETCH 17" in one], "it is left alone for a while"


def test_a_head_that_is_refused_is_a_row_with_a_sentence_until_it_is_given(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH .*HEADER", refusing(3, 30))
        here.sync()
        assert inbox(here) == len(LETTERS)
        sentence = "The mail server can't hand out this message"
        assert sum(n for (_, subject, *_), n in here.shown().items() if subject == sentence) == 2
        server.rules.clear()
        with transaction(here.mine.core) as tx:
            tx.connection.execute("UPDATE withheld SET again = 0")
        here.sync()
        assert {subject for _, subject, *_ in here.shown()} == {f"letter {n}" for n in range(len(LETTERS))}


def test_one_body_that_is_refused_keeps_no_other_from_coming_and_says_why(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(r"UID FETCH .*BODY.PEEK\[\]", refusing(21))
        here.sync(bodies=True)
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == len(LETTERS) - 1
        assert here.one("SELECT words FROM withheld WHERE uid = 21") == "That message is broken"
        server.asked.clear()
        here.sync(bodies=True)
        assert not server.count(r"UID FETCH .*BODY.PEEK\[\]"), "it is left alone for a while"
        server.rules.clear()
        opened = int(str(here.one("SELECT id FROM message WHERE subject = 'letter 20'")))
        with transaction(here.mine.core) as tx:
            messages.want(tx, [opened])
        with here.line() as line:
            assert bulk.fetch_wanted(line) == 1, "whoever opens it has it asked for once more"
        assert here.one("SELECT count(*) FROM withheld") == 0


def test_a_folder_that_refuses_everything_is_told_and_not_taken_apart(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS, "Archive": LETTERS[:2]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(
            "UID FETCH", lambda asked: [NO] if asked.session.visit.folder is server["INBOX"] else asked.honest()
        )
        with working(here):
            until(lambda: Standing.QUIET in states(here), "the other folder")
        assert len(server.asked) < 80
        assert sum(here.shown().values()) == 2
        assert here.one("SELECT count(*) FROM withheld") == 0
        assert any(isinstance(said, FolderRefused) for said in here.told)


def test_a_search_that_answers_in_part_takes_nothing_away(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server.when("UID SEARCH", f"* SEARCH {' '.join(map(str, range(1, 25)))}", OK)
        server["INBOX"].take(7)
        here.sync()
        assert inbox(here) == len(LETTERS) - 1, "what is gone is gone, what SEARCH leaves out is not"


def test_a_search_that_says_nothing_once_takes_nothing_away_and_no_wish(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        here.act("mail.star", threads=[here.thread("letter 4")])
        server["INBOX"].take(40)
        server.when("UID SEARCH", OK, times=1)
        here.sync()
        assert inbox(here) == len(LETTERS) - 1
        assert wishes.counts(here.mine.core)
        here.settle()
        assert server["INBOX"].at(5) is not None
        assert "\\Flagged" in getattr(server["INBOX"].at(5), "flags", ())


def test_where_no_answer_agrees_with_exists_nothing_is_taken_away_and_it_is_looked_at_again(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server["INBOX"].take(1, 2)
        server.when("UID SEARCH", "* SEARCH", OK)
        server.when("FETCH", OK)
        here.sync()
        assert inbox(here) == len(LETTERS)
        server.rules.clear()
        here.sync()
        assert inbox(here) == len(LETTERS) - 2


def test_what_is_missing_in_one_look_only_stays(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        server["INBOX"].put(letter(91))
        server.when("EXAMINE", lambda asked: [b"* 1 EXISTS" if b"EXISTS" in x else x for x in asked.honest()], times=1)
        server.when("UID SEARCH", "* SEARCH 41", OK, times=1)
        here.sync()
        assert inbox(here) == len(LETTERS) + 1


def test_a_folder_numbered_anew_at_each_look_is_looked_at_ever_less_often_and_told(tmp_path: Path) -> None:
    def another(asked: Asked) -> list[bytes]:
        server["INBOX"].uidvalidity += 1
        return asked.honest()

    with Scripted({"INBOX": LETTERS, "Archive": []}) as server, desk(tmp_path / "p", server.port) as here:
        here.sync()
        here.act("mail.star", threads=[here.thread("letter 4")])
        server.when('(SELECT|EXAMINE) "INBOX"', another)
        with working(here):
            until(
                lambda: any("renumbers" in said.sentence for said in here.told if isinstance(said, FolderRefused)),
                "told",
            )
            until(lambda: Standing.QUIET in states(here), "quiet")
            before = len(server.asked)
            time.sleep(1.5)
            assert len(server.asked) - before < 10
        assert inbox(here) == len(LETTERS)
        assert wishes.counts(here.mine.core), "the wish waits"


def test_idle_that_is_offered_and_refused_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "ASK_S", 0.2)
    with Scripted({"INBOX": LETTERS[:3]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("IDLE", "TAG BAD IDLE not allowed now")
        with working(here):
            until(lambda: server.count("NOOP") > 1, "asked")
            server["INBOX"].put(letter(70))
            until(lambda: inbox(here) == 4, "new mail")
        assert server.count("IDLE") == 1
        assert Standing.REFUSED not in states(here)
        assert Standing.OFFLINE not in states(here)


@pytest.mark.parametrize("question", ["LIST", "CAPABILITY", "EXAMINE", "UID FETCH", "NAMESPACE", "ID "])
@pytest.mark.parametrize("words", ["TAG NO [UNAVAILABLE] Not now", "TAG NO [INUSE] Locked", "TAG BAD Hm"])
def test_a_no_that_is_none_to_the_sign_in_is_waited_out(tmp_path: Path, question: str, words: str) -> None:
    with Scripted({"INBOX": LETTERS[:3]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(question, words, times=1)
        with working(here):
            until(lambda: states(here) and inbox(here) == 3, "mail")
        assert Standing.REFUSED not in states(here)


@pytest.mark.parametrize("words", ["TAG NO [INUSE] Locked", "TAG NO [UNAVAILABLE] Not now", "TAG BAD Hm"])
def test_a_no_to_the_question_for_news_is_waited_out_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(account, "ASK_S", 0.1)
    able = CAPABILITIES.replace(" IDLE", "")
    with Scripted({"INBOX": LETTERS[:3]}, capabilities=able) as server, desk(tmp_path / "p", server.port) as here:
        with working(here):
            until(lambda: server.count("NOOP") > 1, "asked")
            server.when("NOOP", words, times=2)
            until(lambda: not any(rule.left for rule in server.rules), "refused")
            server["INBOX"].put(letter(71))
            until(lambda: inbox(here) == 4, "new mail")
        assert not {Standing.REFUSED, Standing.OFFLINE} & set(states(here))


def test_a_sign_in_that_is_refused_is_for_the_person(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS[:3]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("LOGIN", "TAG NO [AUTHENTICATIONFAILED] Wrong")
        with working(here):
            until(lambda: Standing.REFUSED in states(here), "refused")
        assert "password" in told(here, Standing.REFUSED).sentence


def test_who_we_are_is_said_before_a_mailbox_is_opened(tmp_path: Path) -> None:
    with Scripted({"INBOX": LETTERS[:5]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(
            "(SELECT|EXAMINE)", lambda asked: asked.honest() if server.count("ID ") else ["TAG NO Unsafe Login."]
        )
        here.sync()
        assert inbox(here) == 5
        assert '"OS One"' in next(one for one in server.asked if one.startswith("ID "))


def test_who_we_are_is_said_on_every_connection(tmp_path: Path) -> None:
    met: set[int] = set()

    def introduced(asked: Asked) -> list[bytes]:
        met.add(asked.session.number)
        return asked.honest()

    with Scripted({"INBOX": LETTERS[:5], "Archive": []}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(
            "(SELECT|EXAMINE|STATUS)",
            lambda asked: asked.honest() if asked.session.number in met else ["TAG NO Unsafe Login."],
        )
        server.when("ID ", introduced)
        with working(here):
            until(lambda: inbox(here) == 5 and server.count("IDLE"), "mail")
            here.act("mail.archive", threads=[here.thread("letter 2")])
            until(lambda: server["Archive"].letters, "the wish has left")
            server["INBOX"].put(letter(72))
            until(lambda: inbox(here) == 5, "new mail")
        assert len(met) > 1
        assert Standing.REFUSED not in states(here)


def test_a_body_without_a_byte_that_is_nil_is_an_empty_mail(tmp_path: Path) -> None:
    def nothing(asked: Asked) -> list[bytes]:
        lines = asked.honest()
        lines = [re.sub(rb"RFC822.SIZE \d+", b"RFC822.SIZE 0", one) if b"UID 2 " in one else one for one in lines]
        return [one.partition(b" BODY[]")[0] + b" BODY[] NIL)" if b"UID 2 BODY[]" in one else one for one in lines]

    with Scripted({"INBOX": LETTERS[:5]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH", nothing)
        here.sync(bodies=True)
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == 5
        second = int(str(here.one("SELECT message FROM placement WHERE uid = 2")))
        assert messages.raw(here.mine.reader, second) == b""
        server.asked.clear()
        here.sync(bodies=True)
        assert not server.count(r"UID FETCH .*BODY.PEEK\[\]"), "it is here"


def test_a_head_that_is_nil_is_an_empty_one_and_a_body_that_is_nil_has_not_come(tmp_path: Path) -> None:
    def nil(asked: Asked) -> list[bytes]:
        lines = asked.honest()
        return [line.partition(b" BODY[")[0] + b" BODY[] NIL)" if b"UID 2 " in line else line for line in lines]

    def headless(asked: Asked) -> list[bytes]:
        lines = asked.honest()
        return [
            line.partition(b" BODY[")[0] + b" BODY[HEADER.FIELDS (FROM)] NIL BODY[HEADER.FIELDS (RECEIVED)]<0> NIL)"
            if b"UID 4 " in line
            else line
            for line in lines
        ]

    with Scripted({"INBOX": LETTERS[:5]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when("UID FETCH .*HEADER", headless)
        server.when(r"UID FETCH .*BODY.PEEK\[\]", nil)
        here.sync(bodies=True)
        assert inbox(here) == 5
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == 4, "it had a size: it was taken away"
        server.asked.clear()
        here.sync(bodies=True)
        assert not server.count(r"UID FETCH .*BODY.PEEK\[\]"), "it is left alone for a while"
        server.rules.clear()
        with transaction(here.mine.core) as tx:
            tx.connection.execute("UPDATE withheld SET again = 0")
        here.sync(bodies=True)
        second = int(str(here.one("SELECT message FROM placement WHERE uid = 2")))
        assert messages.raw(here.mine.reader, second) == LETTERS[1]


@pytest.mark.parametrize("spelling", [bytes.lower, bytes.upper, bytes.title])
def test_a_server_may_write_in_any_case(tmp_path: Path, spelling: Callable[[bytes], bytes]) -> None:
    folders = {"INBOX": LETTERS[:4], "Archive": []}
    with Scripted(folders, spelling=spelling) as server, desk(tmp_path / "p", server.port) as here:
        here.sync(bodies=True)
        assert inbox(here) == 4
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == 4
        here.act("mail.archive", threads=[here.thread("letter 2")])
        here.settle()
        assert [one.uid for one in server["Archive"].letters] == [1]
        server["INBOX"].take(1)
        here.sync()
        assert inbox(here) == 2
