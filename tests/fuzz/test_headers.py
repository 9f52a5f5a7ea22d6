"""Header fields that nobody would write, and those that somebody wrote, however they were folded and encoded."""

from datetime import UTC, datetime, timedelta, timezone
from email.header import Header
from email.message import Message
from email.utils import format_datetime

from hypothesis import strategies as st

from osone.mail.dates import moment
from osone.mail.header import REFERENCES_KEPT, fields, parse_header
from osone.mail.message_ids import message_ids
from osone.mail.parameters import split
from osone.mail.relayed import relayed
from osone.mail.vouched import vouched
from osone.mail.whole_head import whole_head
from osone.mail.words import decode_words
from tests.fuzz.harness import fuzzed

NAMES = st.sampled_from(
    [
        b"From", b"Sender", b"To", b"Cc", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"In-Reply-To",
        b"References", b"List-Id", b"List-Unsubscribe", b"Auto-Submitted", b"Precedence", b"Content-Type", b"Received",
        b"Authentication-Results", b"DKIM-Signature", b"X-Priority", b"subject", b"SUBJECT ", b"Fr\xc3\xb6m",
        b"X" * 90, b"",
    ]
)  # fmt: skip
VALUES = st.sampled_from(
    [
        b"Ann <ann@x.org>", b"ann@x.org, bo@y.org", b"=?utf-8?Q?=C3=A9?=", b"=?utf-8?B?w6k=?= =?utf-8?B?", b"=?x?q?a?=",
        b"=?iso-2022-jp?B?GyRCJCI=?=", b"\x1b$B$\"\x1b(B", b"\xe9\xe8", b"\xc3\xa9", b"<a@b> <c@d>", b"<a b@c",
        b"Mon, 30 Nov 2026 09:00:00 +0100", b"30 Feb 26 25:61 EST", b"1 Jan 0001 00:00 -2359", b"31 Dec 9999 23:59:60",
        b"auto-replied", b"no", b"bulk", b"text/plain; charset=x; name*0*=a''%", b"a@b", b"()",
        b"x (d@e) by f with g; Mon, 30 Nov 2026",
        b"mx.x.org; spf=pass; dkim=fail header.d=x.org", b"\0\x01\x7f", b'"', b"(((", b"a" * 5000, b"<a@b>" * 900,
    ]
)  # fmt: skip
FOLDS = st.sampled_from([b"", b"\r\n ", b"\n\t", b"\r ", b"\n \n ", b" \r\n\r\n ", b"\r\n"])
ENDS = st.sampled_from([b"\r\n", b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"\n\n", b"", b" "])
SEPARATORS = st.sampled_from([b": ", b":", b" : ", b"", b":\r\n "])
FIELDS = st.builds(
    lambda name, separator, values, end: name + separator + b"".join(value + fold for value, fold in values) + end,
    NAMES, SEPARATORS, st.lists(st.tuples(st.one_of(VALUES, st.binary(max_size=12)), FOLDS), max_size=4), ENDS,
)  # fmt: skip
HEADS = st.builds(lambda first, rest: first + b"".join(rest), st.sampled_from([b"", b"", b"From x y\n", b">From \n"]),
                  st.lists(FIELDS, max_size=20))  # fmt: skip
SIGNS = st.sampled_from(
    [
        *("=?utf-8?Q?", "=?b?B?", "?=", "=?utf-8*en?b?", "=", "_", "=C3", "=A9", "w6k=", "=?utf-7?q?+AGE-?="),
        *'"()<>,;:@\\ \t\0²٣', "\r\n ", "*0*=", "*1=", "''%F", "name=", "*=utf-8''", "Mon", "30", "Nov", "2026",
        *("09:00", "+0100", "PM", "GMT", "2026-11-30T09:00Z", "1e9", "\ud800"),
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=60).map("".join)


def shown(text: str) -> bool:
    """Whether a text has no sign that acts instead of standing there."""
    return all(sign.isprintable() or ord(sign) > 0x9F or sign == " " for sign in text)


@fuzzed(raw=HEADS)
def test_any_head_is_read(raw: bytes) -> None:
    header = parse_header(raw)
    for text in (
        header.subject,
        *(part for each in (header.sender, *header.to, *header.cc) for part in (each.name, each.email)),
    ):
        assert shown(text)
    assert len(header.references) <= REFERENCES_KEPT
    relayed(raw)
    vouched(raw, ["ann@x.org"])
    assert all(name and "\n" not in name + value for name, value in fields(raw))
    assert all("\n" not in name + value for name, value in whole_head(raw))


@fuzzed(text=TEXTS)
def test_any_value_is_read_as_anything(text: str) -> None:
    decode_words(text)
    token, _parameters = split(text)
    assert token == token.lower()
    assert all(message_ids(text))
    at = moment(text)
    assert at is None or isinstance(datetime.fromtimestamp(at, UTC), datetime)


LETTERS = st.text(st.characters(codec="utf-8", categories=["L", "Nd", "P", "Sc", "So"]), min_size=1, max_size=12)
SENTENCES = st.lists(LETTERS, min_size=1, max_size=12).map(" ".join)


@fuzzed(
    text=SENTENCES, charset=st.sampled_from(["utf-8", "iso-8859-1", "koi8-r", "iso-2022-jp", "shift_jis", "gb2312"])
)
def test_words_that_were_encoded_are_those_words(text: str, charset: str) -> None:
    if "=?" in text:
        return
    try:
        written = Header(text, charset, maxlinelen=60).encode()
    except (UnicodeError, ValueError):
        return
    assert decode_words(written.replace("\n ", " ")) == text


@fuzzed(
    at=st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1)),
    east=st.integers(-12 * 60, 14 * 60),
)
def test_a_date_that_was_written_is_that_date(at: datetime, east: int) -> None:
    there = at.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=east)))
    assert moment(format_datetime(there)) == int(there.timestamp())


@fuzzed(
    words=st.lists(LETTERS.filter(str.isascii), min_size=2, max_size=12), folds=st.lists(st.booleans(), min_size=12)
)
def test_a_field_may_be_folded_at_any_blank(words: list[str], folds: list[bool]) -> None:
    folded = "".join(("\r\n " if fold else " ") + word for word, fold in zip(words, folds, strict=False))
    whole = " ".join(words[: len(folds)])
    for head in (f"Subject: x{folded}\r\nTo: a@b.c\r\n\r\n", f"To: a@b.c\r\nSubject: x{folded}\r\n"):
        header = parse_header(head.encode())
        assert header.subject == parse_header(f"Subject: x {whole}\r\n\r\n".encode()).subject
        assert [one.email for one in header.to] == ["a@b.c"]


@fuzzed(value=SENTENCES)
def test_a_parameter_that_was_written_is_that_value(value: str) -> None:
    message = Message()
    message.add_header("Content-Disposition", "attachment", filename=value if value.isascii() else ("utf-8", "", value))
    _token, parameters = split(str(message["Content-Disposition"]))
    assert parameters["filename"] == value
