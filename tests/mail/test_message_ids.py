"""Which messages belong together: by what is a message id, and by nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.mail.header import parse_header
from osone.mail.message_ids import message_ids
from osone.mail.threads import link_hash, link_hashes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<a@x>", ["a@x"]),
        ("<a@x> <b@y>", ["a@x", "b@y"]),
        ("<a@x>,<b@y>;\t<a@x>", ["a@x", "b@y"]),
        ("<a@x><b@y>", ["a@x", "b@y"]),
        ("a@x", ["a@x"]),
        ("a@x b@y", ["a@x", "b@y"]),
        ("<a-long-part. 0123@x>", ["a-long-part.0123@x"]),
        ("<b@y> < a@x >", ["b@y", "a@x"]),
        ("=?us-ascii?Q?=3Ca=40x=2Eexample=3E?=", ["a@x.example"]),
        ("<a@x> (Ann Lee's message of Tue, 2 Jun 2020 <ann@x.example>)", ["a@x"]),
        ("<cut@x", ["cut@x"]),
        ("", []),
        ("<>", []),
        ("your letter of Tuesday to ann@x.example", []),
    ],
)
def test_ids_are_read_in_every_form_that_they_are_written_in(written: str, read: list[str]) -> None:
    assert list(message_ids(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        'Message from Ann Lee <ann@x.example> of "Tue, 02 Jun 2020 09:00:00 +0000." <id1@x>',
        'Message from "Ann Lee" <ann@x.example> of "Tue, 02 Jun 2020 09:00:00 +0000." <id1@x>',
        'Your message of "Tue, 02 Jun 2020 09:00:00 +0000." <id1@x>',
        "Your message of Tue, 02 Jun 2020 09:00:00 +0200 <id1@x>",
        '<id1@x> from "Ann Lee" at Jun 2, 20 09:00:00 am',
        "<id1@x> from Ann Lee <ann@x.example>",
        "ann@x.example's message of Tue, 2 Jun 2020 <id1@x>",
        "Ann Lee <ann@x.example> Message-ID: <id1@x>",
        "Nachricht von Ann Lee <ann@x.example> vom letzten Juni <id1@x>",
    ],
)
def test_of_a_sentence_the_id_is_read_and_the_address_is_not(written: str) -> None:
    assert message_ids(written) == ("id1@x",)


def test_a_sentence_that_names_only_an_address_ties_nothing() -> None:
    assert message_ids('Message from Ann Lee <ann@x.example> of "Tue, 02 Jun 2020"') == ()
    assert message_ids("Ann Lee <ann@x.example>") == ()


def links(**fields: str) -> tuple[int, ...]:
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return link_hashes(parse_header(head.encode()))


def test_the_address_of_somebody_in_the_head_is_no_id_wherever_it_stands() -> None:
    for name in ("From", "To", "Cc", "Reply_To"):
        fields = {"From": "Bo <bo@y.example>", name: "Ann <Ann@x.example>"}
        assert links(**fields, Message_ID="<1@y>", In_Reply_To="<ann@X.example>") == (link_hash("1@y"),)
    assert links(From="bo@y.example", Message_ID="<bo@y.example>") == ()


@pytest.mark.parametrize("empty", ["<@>", "<>", "<.@.>", "<@x.example>", "<none>", "<null@localhost>", "<12@>", "x"])
def test_an_id_that_can_name_no_message_ties_nothing(empty: str) -> None:
    assert links(Message_ID="<1@y>", In_Reply_To=empty, References=f"{empty} {empty}") == (link_hash("1@y"),)


def test_an_id_without_a_domain_counts_where_it_is_long_enough_to_be_one() -> None:
    assert links(Message_ID="<20200602.0123456>") == (link_hash("20200602.0123456"),)
    assert links(Message_ID="<20200602.0123456@>") == (link_hash("20200602.0123456@"),)


def test_an_id_that_was_folded_is_the_one_that_was_not() -> None:
    whole = links(Message_ID="<a-very-long-part-of-an-id.0123456789@X.example>")
    assert links(In_Reply_To="<a-very-long-part-of-an-id.\n 0123456789@x.example>") == whole
    assert links(References="<0@x> <a-very-long-part-of-an-id.\n\t0123456789@x.example>")[1:] == whole


@given(st.text(st.sampled_from("<>@ab1 \t,;()\"':=?Q")))
def test_no_field_makes_it_raise_and_no_id_holds_a_blank_or_bracket(text: str) -> None:
    for one in message_ids(text):
        assert one
        assert not set(one) & set("<> \t")


@pytest.mark.parametrize("piece", ["<", ">", "<a@x>", "<a", "(", "a@x ", "(<", '"', "x <"])
def test_a_field_of_one_piece_over_and_over_is_read(piece: str) -> None:
    message_ids(piece * (200_000 // len(piece)))


def test_a_comment_and_an_ending_line_before_a_bracket_are_no_words() -> None:
    assert message_ids("(7bit)\r<>") == ()
    assert message_ids("(7bit)\r\n <a1@x.example>") == ("a1@x.example",)


def test_an_encoded_word_with_nothing_in_it_names_no_message() -> None:
    assert message_ids("=?utf-8?Q?") == message_ids("=?utf-8?Q??=") == ()
