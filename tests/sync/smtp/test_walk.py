"""A message handed over stage by stage to a real server that cuts the line, refuses, or asks to wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.accounts import submission
from osone.accounts.submission import Submission
from osone.model.services import Security, Server
from osone.sync.smtp import walk
from osone.sync.smtp.walk import Fate, HandedOver
from tests.parts import smtp
from tests.parts.smtp import Behaviour

MESSAGE = b"Subject: Hello\r\n\r\n.dots at first\r\n..and two\r\nthe end\r\n"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[smtp.Submission]:
    with smtp.Submission(tmp_path, {"amy": "correct horse"}) as running:
        yield running


def line(server: smtp.Submission) -> Submission:
    one = submission.connect(Server(server.host, server.port, Security.TLS), ca=server.ca)
    submission.login(one, "amy", "correct horse")
    return one


def hand_over(server: smtp.Submission, *to: str, message: bytes = MESSAGE) -> HandedOver:
    one = line(server)
    try:
        return walk.hand_over(one, "amy@x.org", to or ("bo@x.org",), [message[:20], message[20:]], len(message))
    finally:
        walk.leave(one)


def test_what_is_taken_is_what_was_written(server: smtp.Submission) -> None:
    assert hand_over(server, "bo@x.org", "cy@x.org").fate is Fate.SENT
    [sent] = server.sent
    assert (sent.sender, sent.recipients, sent.raw) == ("amy@x.org", ("bo@x.org", "cy@x.org"), MESSAGE)


@pytest.mark.parametrize(
    ("cut", "fate", "taken"),
    [
        ("mail", Fate.NOT_SENT, 0), ("rcpt", Fate.NOT_SENT, 0), ("data", Fate.NOT_SENT, 0),
        ("dot", Fate.DOUBTFUL, 1), ("quit", Fate.SENT, 1),
    ],
)  # fmt: skip
def test_only_the_missing_answer_to_the_last_dot_is_in_doubt(
    server: smtp.Submission, cut: str, fate: Fate, taken: int
) -> None:
    server.behave(Behaviour(cut))
    outcome = hand_over(server)
    assert (outcome.fate, len(server.sent)) == (fate, taken)


def test_a_line_cut_in_the_middle_of_a_large_message_was_not_sent_or_is_in_doubt(server: smtp.Submission) -> None:
    server.behave(Behaviour("body"))
    outcome = hand_over(server, message=b"Subject: x\r\n\r\n" + b"word word\r\n" * 400_000)
    assert outcome.fate in (Fate.NOT_SENT, Fate.DOUBTFUL)
    assert not server.sent


def test_whom_a_server_refuses_is_told_and_the_others_are_reached(server: smtp.Submission) -> None:
    server.behave(Behaviour(refuses={"no@x.org": "550 5.1.1 nobody here", "later@x.org": "451 4.7.1 greylisted"}))
    outcome = hand_over(server, "bo@x.org", "no@x.org", "later@x.org")
    assert outcome.fate is Fate.SENT
    assert {one: said.lasting for one, said in outcome.refused.items()} == {"no@x.org": True, "later@x.org": False}
    assert server.sent[0].recipients == ("bo@x.org",)


@pytest.mark.parametrize(
    ("answers", "fate"),
    [
        ({"a@x.org": "550 no", "b@x.org": "553 no"}, Fate.REFUSED),
        ({"a@x.org": "550 no", "b@x.org": "450 later"}, Fate.LATER),
    ],
)
def test_where_nobody_is_reached_it_is_refused_or_later(
    server: smtp.Submission, answers: dict[str, str], fate: Fate
) -> None:
    server.behave(Behaviour(refuses=answers))
    assert hand_over(server, "a@x.org", "b@x.org").fate is fate


def test_a_no_to_the_whole_message_is_its_end_and_the_next_one_goes(server: smtp.Submission) -> None:
    one = line(server)
    server.behave(Behaviour(answer="554 5.7.1 we think it is junk"))
    refused = walk.hand_over(one, "amy@x.org", ["bo@x.org"], [MESSAGE], len(MESSAGE))
    assert (refused.fate, refused.answer.words) == (Fate.REFUSED, "5.7.1 we think it is junk")
    server.behave(Behaviour())
    assert walk.hand_over(one, "amy@x.org", ["bo@x.org"], [MESSAGE], len(MESSAGE)).fate is Fate.SENT
    walk.leave(one)


def test_what_is_larger_than_the_server_takes_is_not_begun(server: smtp.Submission) -> None:
    one = line(server)
    outcome = walk.hand_over(one, "amy@x.org", ["bo@x.org"], [MESSAGE], 10**12)
    walk.leave(one)
    assert (outcome.fate, outcome.stage) == (Fate.REFUSED, "size")
