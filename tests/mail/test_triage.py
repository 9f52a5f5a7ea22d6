"""What needs the person and why; evidence; people; threads."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.evidence import Tone, chips, is_invitation
from osone.mail.header import parse_header
from osone.mail.people import recipients, short_name
from osone.mail.threads import link_hash, link_hashes, normalise
from osone.mail.triage import TriageVerdict, triage
from osone.model.mail import Address, Header, Kind

HASH = -5193869999895226784
ME = frozenset({"me@example.com"})


SUBJECTS = (
    "Invit",
    "ATION",
    "ation: ",
    "einLadung: ",
    "convite : ",
    "updated ",
    "Accepted: ",
    "she invites you to ",
    "meet",
    " call",
)


def head(**given_fields: str) -> Header:
    found = {"From": "Amy <amy@example.org>", "To": "me@example.com", "Subject": "Hello"}
    found |= {name.replace("_", "-"): value for name, value in given_fields.items()}
    return parse_header("".join(f"{name}: {value}\n" for name, value in found.items()).encode())


def verdict(text: str = "", *, known: bool = True, answered: bool = False, **given_fields: str) -> TriageVerdict:
    return triage(head(**given_fields), text, me=ME, known=known, answered=answered)


def test_a_question_from_a_person_needs_you() -> None:
    assert verdict("Can you look at the lease before Monday?") == TriageVerdict(
        Kind.PERSON, True, "asks you a question, due monday"
    )
    assert verdict("So it goes.") == TriageVerdict(Kind.PERSON, False, "")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I need your answer by noon on Tuesday, otherwise the mill decides.", "due noon on tuesday"),
        ("Please reply by noon, Tuesday.", "due noon, tuesday"),
        ("Can you send it by 5 pm on Friday?", "due 5 pm on friday"),
        ("Can you send it by 17:30 next Friday?", "due 17:30 next friday"),
        ("Can you send it by end of day Monday?", "due end of day monday"),
        ("Can you send it by noon?", "due noon"),
        ("Can you send it by 5 people?", ""),
    ],
)
def test_an_hour_that_something_is_due_keeps_its_day(text: str, due: str) -> None:
    assert verdict(text).reason.removeprefix("asks you a question").removeprefix(", ") == due


def test_an_answer_to_yours_needs_you_only_where_it_asks_or_is_the_first_from_them() -> None:
    assert verdict("Fine.", answered=True).reason == ""
    assert verdict("Fine. Shall I bring cake?", answered=True).reason == "asks you a question"
    assert verdict("Fine.", answered=True, known=False).reason == "first mail from them, answers yours"


def test_an_invitation_needs_you_and_its_answer_does_not() -> None:
    assert verdict(Subject="Invitation: Dinner").reason == "invitation"
    assert not verdict(Subject="Accepted: Dinner").needs
    assert verdict(Content_Type="text/calendar; method=REQUEST").kind is Kind.INVITATION


@pytest.mark.parametrize(
    ("given_fields", "kind"),
    [
        ({"List_Id": "<a.b>"}, Kind.LETTER),
        ({"List_Unsubscribe": "<https://x.org>"}, Kind.LETTER),
        ({"Auto_Submitted": "auto-generated"}, Kind.NOTICE),
        ({"From": "no-reply@shop.example"}, Kind.NOTICE),
        ({"From": "orders@shop.example", "Subject": "Your order 123 has shipped"}, Kind.RECEIPT),
        ({"To": "team@example.com"}, Kind.PERSON),
        ({"From": "Me <me+x@example.com>"}, Kind.PERSON),
    ],
)
def test_lists_programs_and_others_mail_do_not_need_you(given_fields: dict[str, str], kind: Kind) -> None:
    found = triage(head(**given_fields), "Can you please reply today?", me=ME, known=True, answered=False)
    assert found == TriageVerdict(kind, False, "")


LIST = {"List_Id": "Rowers <rowers.club.example>", "List_Unsubscribe": "<mailto:rowers-leave@club.example>"}


@pytest.mark.parametrize(
    "fields",
    [
        {"To": "rowers@club.example"},
        {"To": "someone@else.example", "Cc": "Rowers <Rowers@club.example>", "Precedence": "list"},
        {"To": "rowers@lists.club.example"},
        {"In_Reply_To": "<a1@club.example>"},
        {"Subject": "RE: [rowers] Saturday", "Precedence": "bulk"},
        {"Subject": "[rowers] Aw: Saturday", "Precedence": "bulk"},
        {"From": "'Amy Ferrante' via Rowers <rowers@club.example>", "To": "rowers@club.example"},
        {"To": "main@rowers.club.example"},
        {"To": "amy@example.org", "Reply_To": "Rowers <rowers@club.example>", "Subject": "[Rowers] Saturday"},
        {"Reply_To": "Amy <amy@example.org>, rowers@lists.club.example", "Subject": "[boats] [rowers] News"},
        {"To": "rowers@club.example", "Precedence": "bulk"},
        {
            "To": "rowers@club.example",
            "List_Unsubscribe_Post": "List-Unsubscribe=One-Click",
            "List_Post": "<mailto:rowers@club.example>",
        },
    ],
)
def test_what_a_person_writes_over_a_list_is_from_a_person(fields: dict[str, str]) -> None:
    found = triage(head(**LIST | fields), "Can you come?", me=ME, known=True, answered=False)
    assert found == TriageVerdict(Kind.PERSON, False, "")


ROWERS = {"To": "Rowers <rowers@club.example>", "Precedence": "bulk"}


@pytest.mark.parametrize(
    "fields",
    [
        {"Mailing_List": "list rowers@club.example; contact rowers-owner@club.example"},
        {"Mailing_List": "contact rowers-help@club.example; run by ezmlm"},
        {"List_Post": "<mailto:rowers@club.example>"},
        {"X_BeenThere": "rowers@club.example"},
        {"X_Mailing_List": "<rowers@club.example> archive/latest/44"},
        {"Sender": "owner-rowers@club.example"},
        {"Sender": "rowers-admin@lists.club.example"},
        {"Sender": "Rowers <rowers-bounces+me=example.com@club.example>"},
        {"Sender": "Rowers <ROWERS@club.example>"},
        {"List_Unsubscribe": "<mailto:rowers-unsubscribe@club.example>"},
        {"List_Unsubscribe": "<https://club.example/off>, <mailto:leave-rowers@club.example?subject=off>"},
    ],
)
def test_a_list_that_is_named_in_an_older_way_is_one_too(fields: dict[str, str]) -> None:
    first = head(**ROWERS | fields)
    assert first.list_id in ("rowers.club.example", "rowers.lists.club.example")
    assert triage(first, "Can you come?", me=ME, known=True, answered=False) == TriageVerdict(Kind.PERSON, False, "")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, Kind.NOTICE),
        ({"Sender": "amy@example.org"}, Kind.NOTICE),
        ({"Sender": "owner-others@club.example"}, Kind.NOTICE),
        ({"Precedence": "junk", "X_BeenThere": "rowers@club.example"}, Kind.LETTER),
        ({"From": "The Rowers <rowers@club.example>", "X_BeenThere": "rowers@club.example"}, Kind.LETTER),
        ({"To": "me@example.com", "List_Unsubscribe": "<mailto:rowers-leave@club.example>"}, Kind.LETTER),
        ({"List_Id": "<rowers.club.example>", "List_Post": "NO (nobody writes here)"}, Kind.LETTER),
        ({"List_Id": "<rowers.club.example>", "List_Unsubscribe_Post": "List-Unsubscribe=One-Click"}, Kind.LETTER),
        (
            {"X_BeenThere": "rowers@club.example", "Auto_Submitted": "auto-generated", "In_Reply_To": "<a@b>"},
            Kind.LETTER,
        ),
    ],
)
def test_what_is_sent_to_many_by_one_or_by_a_program_is_no_talk(fields: dict[str, str], kind: Kind) -> None:
    assert triage(head(**ROWERS | fields), "Can you come?", me=ME, known=True, answered=False).kind is kind


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"To": "rowers@elsewhere.example"},
        {"Subject": "[rowers] Rewards: our best of the week", "Precedence": "bulk"},
        {"From": "The Rowers <rowers@club.example>", "To": "rowers@club.example"},
        {"From": "no-reply@club.example", "In_Reply_To": "<a1@club.example>"},
        {"Reply_To": "rowers@club.example"},
        {"Reply_To": "rowers@club.example", "Subject": "[offers] Saturday"},
        {"Reply_To": "office@club.example", "Subject": "[rowers] Saturday"},
        {"From": "Rowers <rowers@club.example>", "Reply_To": "rowers@club.example", "Subject": "[rowers] Hi"},
        {
            "Reply_To": "rowers@club.example",
            "Subject": "[rowers] Hi",
            "List_Unsubscribe_Post": "List-Unsubscribe=One-Click",
        },
        {"To": "rowers@club.example", "Auto_Submitted": "auto-generated"},
        {"To": "rowers-news@club.example", "List_Id": "<rowers-news.club.example>"},
    ],
)
def test_what_a_list_sends_to_each_by_itself_is_a_newsletter(fields: dict[str, str]) -> None:
    assert triage(head(**LIST | fields), "Can you come?", me=ME, known=True, answered=False).kind is Kind.LETTER


def test_questions_that_are_only_quoted_do_not_count() -> None:
    assert not verdict("Thanks.\n\nOn Mon, Theo wrote:\n> Can you come?\n").needs


def test_who_hides_where_answers_go_is_not_helped_to_press() -> None:
    assert not verdict("Urgent: can you pay today?", known=False, Reply_To="other@elsewhere.test").needs


def test_chips_show_the_evidence() -> None:
    shown = chips(head(Reply_To="x@elsewhere.test"), me=ME, known=False, attachments=2, zone=UTC)
    assert [(chip.text, chip.tone) for chip in shown] == [
        ("answers go to x@elsewhere.test", Tone.WARN),
        ("first mail from them", Tone.WARN),
        ("2 attachments", Tone.CALM),
    ]
    answering = chips(head(), me=ME, known=True, answers_at=1794650000, zone=UTC)
    assert [chip.text for chip in answering] == ["answers yours of 14 Nov"]
    assert [chip.text for chip in chips(head(List_Id="<a.b>"), me=ME, known=True)] == ["mailing list"]
    posing = chips(head(From='"bank@bank.example" <x@evil.test>'), me=ME, known=True)
    assert posing[0].text.startswith("name shows bank@bank.example")


def test_names_in_a_list_are_short() -> None:
    paul, tatiana, me = Address("Paul Smith", "p@x.org"), Address("Tatiana K", "t@x.org"), Address("", "me@example.com")
    assert short_name(Address("Crown Point Press", "c@x.org")) == "Crown Point Press"
    assert short_name(Address("Dr. Adler", "d@x.org")) == "Dr. Adler"
    assert recipients([paul, me, tatiana], ME) == "me, Paul and Tatiana"


@given(st.text(), st.text(min_size=1))
def test_everyone_is_called_something(name: str, email: str) -> None:
    assert short_name(Address(name, email), ME)


@given(st.lists(st.sampled_from(SUBJECTS)).map("".join))
def test_the_short_look_for_an_invitation_sees_what_the_long_one_does(subject: str) -> None:
    # A letter that is not in ASCII, where it changes nothing, takes the long way.
    plain = head()._replace(subject=subject)
    assert is_invitation(plain) == is_invitation(plain._replace(subject=f"{subject} é"))


def test_links_tie_a_message_to_its_thread() -> None:
    header = head(Message_ID="<c@X.org>", In_Reply_To="<b@x.org>", References="<a@x.org> <b@x.org>")
    assert link_hashes(header) == tuple(map(link_hash, ("a@x.org", "b@x.org", "c@x.org")))
    assert link_hashes(head(Subject="alone")) == ()
    assert normalise(" <A@Host.Example> ") == "A@host.example"


def test_the_hash_of_a_link_never_changes() -> None:
    assert link_hash("a@x.org") == link_hash("a@x.org") != link_hash("b@x.org")
    assert -(2**63) <= link_hash("a@x.org") < 2**63
    assert link_hash("a@x.org") == HASH


YAHOO = {"From": "Ann <ann@example.org>", "Precedence": "bulk"}


@pytest.mark.parametrize(
    "fields",
    [
        {"To": "rowers@yahoogroups.com", "Subject": "Saturday"},
        {"To": "rowers@lists.club.example", "Subject": "Saturday"},
        {"To": "rowers@club.example", "Subject": "[Rowers] Saturday"},
        {"To": "boat-users@club.example", "Subject": "Saturday"},
        {"To": "paul@example.net", "Cc": "boat-l@club.example", "Subject": "Saturday", "Precedence": "list"},
    ],
)
def test_the_first_post_of_an_old_list_is_a_persons_by_what_its_row_holds(fields: dict[str, str]) -> None:
    assert triage(head(**YAHOO | fields), "", me=ME, known=True, answered=False).kind is Kind.PERSON


@pytest.mark.parametrize(
    "fields",
    [
        {"To": "announce@lists.club.example"},
        {"To": "me@example.com"},
        {"To": "rowers@club.example", "Subject": "[Offers] Saturday"},
        {"To": "shop-list@example.org", "From": "Shop <shop-list@example.org>"},
    ],
)
def test_what_goes_out_in_bulk_to_no_list_is_no_persons(fields: dict[str, str]) -> None:
    assert triage(head(**YAHOO | fields), "", me=ME, known=True, answered=False).kind is not Kind.PERSON


def test_an_advertisement_that_calls_itself_an_invitation_needs_nobody() -> None:
    for sender in ({"From": "Summit <news@summit.example>"}, {"List_Unsubscribe": "<https://summit.example>"}):
        given = head(Subject="Invite: Content Management Summit", **sender)
        found = triage(given, "Register now?", me=ME, known=False, answered=False)
        assert (found.kind is Kind.INVITATION, found.needs) == (False, False)
        asked = triage(given, "", me=ME, known=False, answered=False, calendar=True)
        assert (asked.kind, asked.needs) == (Kind.INVITATION, True), "a calendar sends its invitations by a program"
    by_hand = triage(head(Subject="Invitation: dinner"), "", me=ME, known=True, answered=False)
    assert (by_hand.kind, by_hand.needs) == (Kind.INVITATION, True)
