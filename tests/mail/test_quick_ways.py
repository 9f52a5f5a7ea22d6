"""The quick ways of reading what is ordinary say the same as the whole ways they stand for."""

import re

from hypothesis import given
from hypothesis import strategies as st

from osone.mail import addresses, blocks, header
from osone.mail.blocks import without_filler
from osone.mail.dates import moment
from osone.mail.header import head_of, message_head
from osone.mail.message_ids import _read, message_ids
from osone.mail.mime import parse
from osone.mail.relayed import MOST, relayed, relayed_of
from osone.mail.transfer import encoding_of
from osone.mail.words import decode_words

LINES = st.sampled_from(
    [
        *(b"Subject: a", b"From: b@c", b"from : d@e", b"To: f@g", b"To: h@i", b"Cc:j@k", b"X-Y:", b"Content-Type: a/b"),
        *(b" more", b"\tmore \t", b" ", b"\t ", b" \x0b", b" \x0c.", b"", b"junk", b"Subject", b"a b: c", b": x"),
        *(
            b"--b",
            b"--b: c",
            b"-b: c",
            b"X: \xc3\xa9",
            b"X: \xe9",
            b"X: \x1b$B2q5D\x1b(B",
            b"X: a\rb",
            b"X: \0",
            b"To:",
        ),
        *(
            b"From ann Mon Jun  1 10:00:00 2020",
            b">From ann",
            b"Content-Type: text/plain; charset=x",
            b"X" * 90 + b": y",
        ),
    ]
)
ENDS = st.sampled_from([b"\n", b"\n", b"\r\n", b"\r\n", b"\r", b"\r\r\n", b""])


@given(lines=st.lists(LINES, max_size=10), end=ENDS, others=st.lists(st.tuples(LINES, ENDS), max_size=4))
def test_a_head_is_read_in_one_look_as_it_is_read_by_the_whole_way(
    lines: list[bytes], end: bytes, others: list[tuple[bytes, bytes]]
) -> None:
    raw = end.join(lines) + b"".join(line + its_end for line, its_end in others)
    quick = header._usual_head(raw)
    assert quick is None or quick == header._any_head(raw)
    assert head_of(raw, message_head(raw)) == head_of(raw)
    assert parse(raw, message_head(raw)) == parse(raw)


def test_an_ordinary_head_takes_one_look() -> None:
    for end in ("\n", "\r\n"):
        lines = (
            "From: ann@example.org",
            "Subject: tea, \tand",
            " \tmilk ",
            "\t=?utf-8?q?=E2=82=AC?=",
            "X-A_b.c: d",
            "",
            "",
        )
        read = header._usual_head(end.join((*lines, "words")).encode())
        assert read is not None
        assert read.found == {"from": "ann@example.org", "subject": "tea, \tand \tmilk \t=?utf-8?q?=E2=82=AC?="}


def test_names_that_are_never_met_again_do_not_stay() -> None:
    for number in range(3 * header.NAMES_KEPT):
        message_head(b"X-%d: a\n\n" % number)
    assert len(header._NAMES) <= header.NAMES_KEPT


WAYS = st.sampled_from(
    [
        *(b"Received: by a; Mon, 1 Jun 2020 10:00:00 +0000", b"received : by b; Tue, 2 Jun 2020 10:00:00 +0000"),
        *(b"Received: by c;\n Wed, 3 Jun 2020\n\t10:00:00 +0000", b"RECEIVED: by d; nonsense", b"Received: by e"),
        *(b"X-Received: by f; Thu, 4 Jun 2020 10:00:00 +0000", b"Received-SPF: pass; Fri, 5 Jun 2020 10:00:00 +0000"),
        *(b"Subject: received: now", b"Received: from g 6 Jun 2020 10:00:00 +0000", b" folded; received: x", b"X: y"),
        *(b"Received:", b"Received: by h\xa0; Sun, 7 Jun 2020 10:00:00 +0000", b"Date: Mon, 8 Jun 2020 10:00:00 +0000"),
    ]
)


@given(st.lists(WAYS, max_size=9), st.sampled_from([b"\n", b"\r\n"]))
def test_the_topmost_received_field_is_found_whatever_looks_like_one(lines: list[bytes], end: bytes) -> None:
    head = b"".join(line.replace(b"\n", end) + end for line in lines)
    fields = re.findall(rb"^received[ \t]*:(.*(?:\r?\n[ \t].*)*)", head, re.IGNORECASE | re.MULTILINE)
    said = [_moment(field.decode("latin-1")) for field in fields[:MOST]]
    assert relayed(head) == next((second for second in said if second is not None), None)
    raw = b"Subject: s" + end + head + end + b"Received: by z; Tue, 9 Jun 2020 10:00:00 +0000" + end
    assert relayed_of(raw) == relayed_of(raw, message_head(raw)) == relayed(head_of(raw))


def _moment(field: str) -> int | None:
    text = " ".join(field.split())
    said = moment(text.rpartition(";")[2].strip()) if ";" in text else None
    found = re.search(r"(?:[A-Z][a-z]{2},? +)?\d{1,2} +[A-Z][a-z]{2} +\d{2,4}", text) if said is None else None
    return moment(text[found.start() :]) if found is not None else said


@given(
    st.sampled_from(["7bit", "8BIT", "Quoted-Printable", "base64", "binary", "x-uuencode", "utf-8", ""]),
    st.sampled_from(["", " ", "\t", '"', "(a comment) ", "'"]),
    st.sampled_from(["", " ", ";", '"', " (a comment)", ".", "'"]),
)
def test_an_encoding_is_known_with_and_without_what_mailers_put_around_it(name: str, before: str, after: str) -> None:
    assert encoding_of(before + name + after) == name.lower()
    assert encoding_of(encoding_of(before + name + after)) == name.lower()


IDS = st.sampled_from(
    [
        *("<a@b>", "<1.2@c>", "<é@d>", "<a b@e>", "<>", "<\tf@g>", "<h\x01i>", "<j", "k>", "<=?utf-8?q?l=40m?=>"),
        *(" ", "  ", "\t", " \t", ",", "\xa0", "", "Message of Mon, 1 Jun", "ann <ann@b>", "(note)", '"'),
    ]
)


@given(st.lists(IDS, max_size=6).map("".join))
def test_ids_as_nearly_everybody_writes_them_are_those_that_the_whole_way_finds(value: str) -> None:
    assert message_ids(value) == (_read(decode_words(value)) if value else ())


@given(st.lists(LINES, max_size=10), st.sampled_from([b"\n", b"\r\n"]))
def test_folded_lines_are_put_together_whatever_blank_they_begin_with(lines: list[bytes], end: bytes) -> None:
    text = end.join(lines).replace(b"\r\n", b"\n").decode("latin-1")
    assert header._unfolded(text) == text.replace("\n ", " ").replace("\n\t", "\t")


PEOPLE = st.sampled_from(
    [
        *("ann@a.example", " Bo <bo@b.example>", '"Doe, Jane" <jane@c.example>', '"Al" <al@d.example> ', "Ed\t<ed@e>"),
        *("'Cy' <cy@f.example>", "", " ", "Doe", "Di <di@g.example> x", '"Eve', "Flo (a friend)", "<gus@h>", "x" * 601),
    ]
)


@given(st.lists(PEOPLE, min_size=1, max_size=8))
def test_people_as_nearly_everybody_writes_them_are_those_that_the_whole_way_finds(people: list[str]) -> None:
    value = ",".join(people)
    assert addresses._several(value) in ((), addresses._read(value))
    assert addresses.addresses(value) == (addresses._read(value) if value else ())


@given(
    st.text(
        st.sampled_from("aZ ~\n\r\t\0\x0b\x0c\x1b\x1f\x7f\x85\xa0\xad\u200b\u200c\u200d\u202eé\ufeff\u115f"),
        max_size=12,
    )
)
def test_text_without_filler_is_the_same_where_nothing_is_looked_for_in_it(text: str) -> None:
    whole = blocks._LONE_JOINER.sub("", blocks._FILLER.sub("", blocks._CONTROL.sub("", text)))
    assert without_filler(text) == whole
