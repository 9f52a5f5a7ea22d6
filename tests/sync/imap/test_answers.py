"""What servers say, in every order and shape that RFC 9051 allows and that Dovecot does not show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Flag
from osone.sync.imap import answers
from osone.sync.imap.answers import Fetched
from osone.sync.imap.wire import MOST_ANSWER, CommandRefusedError, WireLine
from tests.fuzz.harness import cpu_limit

HEAD = b"Subject: x\r\n\r\n"
RECEIVED = b"Received: from a by b; Mon, 2 Nov 2026 10:00:00 +0100\r\n\r\n"
ITEMS = [
    b"UID 17",
    b"FLAGS (\\Seen \\Flagged UID 4)",
    b'INTERNALDATE " 2-Nov-2026 10:00:00 +0100"',
    b"RFC822.SIZE 99",
    b"MODSEQ (12)",
    b"BODY[HEADER.FIELDS (DATE FROM)] {}",
]


@given(st.permutations(ITEMS))
def test_a_fetch_says_the_same_in_any_order(items: list[bytes]) -> None:
    line = WireLine(b"* 5 FETCH (" + b" ".join(items) + b")", (HEAD,))
    assert answers.fetched(line) == Fetched(17, Flag.SEEN | Flag.FLAGGED, 99, 1793610000, "", HEAD)


@given(st.permutations([*ITEMS, b'BODY[HEADER.FIELDS ("Received")]<0> {}']))
def test_the_last_server_on_the_way_is_told_apart_from_the_other_fields(items: list[bytes]) -> None:
    ordered = [RECEIVED if b"Received" in item else HEAD for item in items if item.endswith(b"{}")]
    one = answers.fetched(WireLine(b"* 5 FETCH (" + b" ".join(items) + b")", tuple(ordered)))
    assert one is not None
    assert (one.literal, one.relayed) == (HEAD, RECEIVED)


def test_where_no_server_wrote_its_name_into_a_message_its_head_is_read_all_the_same() -> None:
    for nothing in (b"NIL", b'""'):
        text = b"* 5 FETCH (UID 1 BODY[HEADER.FIELDS (DATE)] {} BODY[HEADER.FIELDS (RECEIVED)]<0> " + nothing + b")"
        one = answers.fetched(WireLine(text, (HEAD,)))
        assert one is not None
        assert (one.literal, one.relayed) == (HEAD, b"")


@given(
    st.lists(st.sampled_from(["\\\\Seen", "\\\\Flagged", "UID", "RFC822.SIZE", "BODY[]"])),
    st.integers(0, 1 << 40),
    st.integers(1, 28),
)
def test_the_usual_order_says_the_same_by_the_short_way(flags: list[str], size: int, day: int) -> None:
    text = (
        f'* 5 FETCH (UID 17 FLAGS ({" ".join(flags)}) INTERNALDATE "{day:2}-Nov-2026 10:00:00 -0130"'
        f" RFC822.SIZE {size} BODY[HEADER.FIELDS (DATE FROM)] {{}} BODY[HEADER.FIELDS (RECEIVED)]<0> {{}})"
    )
    line = WireLine(text.encode(), (HEAD, RECEIVED))
    assert answers.IN_ORDER.fullmatch(line.text)
    assert answers.fetched(line) == answers.in_any_order(line)


def test_a_short_body_may_be_a_quoted_string_and_nil_is_an_empty_one() -> None:
    quoted = answers.fetched(WireLine(b'* 5 FETCH (UID 1 BODY[] "a \\"b\\"")', ()))
    assert quoted is not None
    assert quoted.literal == b'a "b"'
    nothing = answers.fetched(WireLine(b"* 5 FETCH (BODY[] NIL UID 1)", ()))
    assert nothing is not None
    assert nothing.literal == b""
    assert answers.fetched(WireLine(b"* 5 FETCH (FLAGS (\\Seen))", ())) is None
    assert answers.fetched(WireLine(b"* 5 EXISTS", ())) is None


def test_a_folder_may_be_called_like_an_answer() -> None:
    lines = [WireLine(b'* STATUS "(UIDNEXT 3)" (UIDNEXT 40 MESSAGES 2)', ())]
    assert answers.status(lines).uidnext == 40


def test_a_move_may_tell_its_new_uids_in_pieces() -> None:
    lines = [WireLine(b"* OK [COPYUID 7 1:2 11:12] Moved", ()), WireLine(b"o1 OK [COPYUID 7 9 13] Done", ())]
    assert answers.copied(lines, 7, [1, 2, 9]) == {1: 11, 2: 12, 9: 13}
    assert answers.copied(lines, 8, [1, 2, 9]) == {}


@given(st.sets(st.integers(1, 500)))
def test_a_sequence_set_says_what_was_put_in(uids: set[int]) -> None:
    assert answers.uid_set(answers.as_set(list(uids)).encode(), 500) == sorted(uids)


def test_what_stands_in_a_string_says_nothing_of_the_message() -> None:
    said = b'UID 9 FLAGS (\\\\Deleted) RFC822.SIZE 3 BODY[] {} INTERNALDATE \\" 1-Jan-2020 10:00:00 +0000\\"'
    line = WireLine(b'* 5 FETCH (X-GM-LABELS ("%b") BODY[] "%b" UID 17)' % (said, said), ())
    plain = said.replace(b"\\\\", b"\\").replace(b'\\"', b'"')
    assert answers.fetched(line) == Fetched(17, None, 0, 0, "", plain)


def test_a_literal_of_another_item_is_no_part_of_the_message() -> None:
    line = WireLine(b"* 5 FETCH (X-GM-LABELS ({}) UID 17 BODY[] {} X-NOTE {})", (b"label", b"body", b"note"))
    assert answers.fetched(line) == Fetched(17, None, 0, 0, "", b"body")


MANY = 1_000_000


@pytest.mark.parametrize(
    "said",
    [b'BODY[] "' + b'\\"' * MANY, b"BODY[" * MANY, b'BODY[] "' * MANY, b"FLAGS (" * MANY, b"BODY[] {}" * MANY,
     b"EMAILID (" * MANY, b'INTERNALDATE "' * MANY],
)  # fmt: skip
def test_a_long_answer_without_an_end_is_read_once_through(said: bytes) -> None:
    with cpu_limit():
        found = answers.fetched(WireLine(b"* 5 FETCH (UID 17 " + said, ()))
    assert found is not None
    assert found.uid == 17


@pytest.mark.parametrize("words", [b" " * MANY, b"(" * MANY, b"[" + b"A" * MANY])
def test_the_beginning_of_a_refusal_is_enough(words: bytes) -> None:
    with cpu_limit():
        error = CommandRefusedError.of(b"NO [LIMIT] " + words + b" done")
        assert (error.code, error.lasting) == ("LIMIT", True)
        assert len(str(error)) <= MOST_ANSWER
