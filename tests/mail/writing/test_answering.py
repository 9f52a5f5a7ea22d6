"""Whom an answer goes to, what it is called, and as whom it is written."""

import pytest

from osone.mail.header import parse_header
from osone.mail.writing import answering
from osone.model.drafts import Relation
from osone.model.mail import Address, Header

ME = frozenset({"amy@x.org", "amy@work.example"})


def head(*lines: str) -> Header:
    return parse_header("\r\n".join((*lines, "", "")).encode())


def names(header: Header, relation: Relation, follow_up: tuple[Address, ...] = ()) -> tuple[list[str], list[str]]:
    to = answering.recipients(header, relation, ME, follow_up)
    return [one.email for one in to.to], [one.email for one in to.cc]


LETTER = ("From: Bo <bo@y.org>", "To: Amy <amy@x.org>, Cy <cy@y.org>", "Cc: Di <di@y.org>, amy@work.example")


def test_a_reply_goes_to_who_wrote_and_to_all_without_oneself() -> None:
    assert names(head(*LETTER), Relation.REPLY) == (["bo@y.org"], [])
    assert names(head(*LETTER), Relation.REPLY_ALL) == (["bo@y.org"], ["cy@y.org", "di@y.org"])
    assert names(head(*LETTER), Relation.FORWARD) == ([], [])


def test_who_asks_for_answers_elsewhere_gets_them_there() -> None:
    listed = head(*LETTER, "Reply-To: list@y.org")
    assert names(listed, Relation.REPLY) == (["list@y.org"], [])
    assert names(listed, Relation.REPLY_ALL) == (["list@y.org"], ["cy@y.org", "di@y.org"])
    assert names(head(*LETTER), Relation.REPLY_ALL, (Address("", "list@z.org"),)) == (["list@z.org"], [])


def test_an_answer_to_what_one_wrote_oneself_goes_to_whom_that_was_to() -> None:
    own = head("From: amy@x.org", "To: Bo <bo@y.org>", "Cc: di@y.org")
    assert names(own, Relation.REPLY) == (["bo@y.org"], [])
    assert names(own, Relation.REPLY_ALL) == (["bo@y.org"], ["di@y.org"])


def test_a_note_to_oneself_is_answered_to_oneself() -> None:
    assert names(head("From: amy@x.org", "To: amy@x.org"), Relation.REPLY) == (["amy@x.org"], [])


def test_nobody_is_written_to_twice() -> None:
    doubled = head("From: bo@y.org", "To: BO@y.org, amy@x.org", "Cc: cy@y.org, Cy <CY@Y.org>")
    to, cc = names(doubled, Relation.REPLY_ALL)
    assert (to, [one.lower() for one in cc]) == (["bo@y.org"], ["cy@y.org"])


@pytest.mark.parametrize(
    ("given", "relation", "written"),
    [
        ("Thursday", Relation.REPLY, "Re: Thursday"),
        ("Re: Thursday", Relation.REPLY, "Re: Thursday"),
        ("AW: Re: Thursday", Relation.REPLY_ALL, "Re: Thursday"),
        ("Re[2]: Thursday", Relation.REPLY, "Re: Thursday"),
        ("回复：周四", Relation.REPLY, "Re: 周四"),
        ("Fwd: Thursday", Relation.FORWARD, "Fwd: Thursday"),
        ("Re: Thursday", Relation.FORWARD, "Fwd: Thursday"),
        ("Renovation: the plan", Relation.REPLY, "Re: Renovation: the plan"),
        ("", Relation.REPLY, "Re:"),
    ],
)
def test_an_answer_says_so_once(given: str, relation: Relation, written: str) -> None:
    assert answering.subject(given, relation) == written


def test_one_answers_from_the_address_that_was_written_to() -> None:
    address = Address("Amy", "amy@x.org")
    tagged = head("From: bo@y.org", "To: amy+news@x.org")
    assert answering.identity(tagged, address, ME) == Address("Amy", "amy+news@x.org")
    assert answering.identity(head("From: bo@y.org", "To: list@y.org"), address, ME) == address
