"""What leaves: whatever stands in a field, it is read back as it was meant, and no field is there that nobody wrote."""

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from hypothesis import strategies as st

from osone.bridge.writing import people
from osone.mail import header
from osone.mail.addresses import addresses
from osone.mail.message_ids import message_ids
from osone.mail.parameters import split
from osone.mail.words import decode_words
from osone.mail.writing import fields, message, parts
from osone.mail.writing.fields import UnsendableError
from osone.mail.writing.message import Answered
from osone.mail.writing.parts import Body, EnclosedPart
from osone.model.drafts import Draft, DraftId, Recipients
from osone.model.errors import CommandError
from osone.model.ids import AccountId
from osone.model.mail import Address
from osone.text.lines import clean
from tests.fuzz.harness import fuzzed

SIGNS = st.sampled_from(
    [
        *("\r", "\n", "\r\n", "\0", "\r\n ", "\nBcc: evil@x.org", "\r\n\r\n", "\x0b", "\x0c", "\x85", "\u2028"),
        *("=?utf-8?Q?=0D=0ABcc:_evil@x.org?=", "=?utf-8?B?", "?=", "=?", '"', "\\", "<", ">", "(", ")", ",", ";", ":"),
        *("@", " ", "  ", "\t", ".", "..", "'", "\u202e", "\u200b", "\ufeff", "\x7f", "\x1b", "\ud800", "ü", "日"),
        *("Bcc: evil@x.org", "evil@x.org", "<evil@x.org>", "a" * 80, "b" * 1200, "From ", "--", "=_", "%0A", "*0*="),
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=12).map("".join)
LOCALS = st.one_of(
    st.sampled_from(["amy", "o'neil+tag", "a.b", '"a b"', '"a@b"', "jörg", "a..b", ".a", "a" * 129, "a\\b", "a,b"]),
    TEXTS,
)
LABELS = st.one_of(
    st.sampled_from(
        ["example", "x", "xn--mnchen-3ya", "münchen", "аррle", "paypaӏ", "ｅxample", "日本", "ß", "ẞ", "a_b"]
    ),
    st.sampled_from(
        ["İ", "ﬁ", "x\u0301", "\u200dx", "-x", "x-", "a" * 64, "☃", "😀", "ابج", "x\u202ey", "1", "..", ""]
    ),
    st.text(max_size=5),
)
DOMAINS = st.lists(LABELS, min_size=1, max_size=3).map(".".join)
EMAILS = st.one_of(
    st.builds("{}@{}".format, LOCALS, DOMAINS), TEXTS, st.sampled_from(["amy@x.org", "bo@sub.example.com"])
)
PEOPLE = st.builds(Address, TEXTS, EMAILS)
GOOD = st.builds(
    Address,
    TEXTS.filter(lambda name: not re.search(r"[\r\n\0]", name)),
    st.sampled_from(["amy@x.org", "bob.b@sub.example.com", "o'neil+tag@y.net", '"a,b"@x.org']),
)
IDS = st.one_of(TEXTS, st.builds("{}@{}".format, TEXTS, TEXTS), st.sampled_from(["1@x.org", "a" * 240 + "@x.org"]))


@contextmanager
def refusing() -> Iterator[None]:
    """What cannot be written is refused with a sentence, and in no other way."""
    try:
        yield
    except CommandError as error:
        if not error.whole:
            raise


def one_field(name: str, data: bytes) -> str:
    """The value of the only field that stands there, unfolded; every reader finds that one and no other."""
    assert data.endswith(b"\r\n")
    assert data.isascii()
    lines = data[:-2].split(b"\r\n")
    assert all(line.startswith(b" ") for line in lines[1:])
    assert all(line.strip() and len(line) <= 998 for line in lines)
    assert not re.search(rb"[\r\n\0]", b"".join(lines))
    for policy in (email.policy.compat32, email.policy.default):
        assert email.message_from_bytes(data + b"\r\nwords", policy=policy).keys() == [name]
    [(read, value)] = header.fields(data + b"\r\nwords")
    assert read == name
    return value


@fuzzed(name=st.sampled_from(["Subject", "X-Any"]), value=TEXTS)
def test_any_words_are_one_field_or_none(name: str, value: str) -> None:
    if re.search(r"[\r\n\0]", value):
        try:
            fields.field(name, value)
        except UnsendableError:
            return
        raise AssertionError("a line break was written")
    shown = legible(value)
    read = one_field(name, fields.field(name, value))
    # A mark of byte order at the beginning of words is none of them.
    assert decode_words(read).replace("\ufeff", "").split() == shown.replace("\ufeff", "").split()


@fuzzed(people=st.lists(GOOD, min_size=1, max_size=4))
def test_names_are_read_back_as_they_were(people: list[Address]) -> None:
    value = one_field("To", fields.mailboxes("To", people))
    names = [clean(" ".join(legible(one.name).split())) for one in people]
    read = addresses(value)
    for one, name, was in zip(read, names, people, strict=True):
        bare = name[1:-1] if len(name) > 2 and name[0] == name[-1] == "'" else name
        assert one.name == ("" if bare == was.email else bare)


def legible(text: str) -> str:
    """A text without what no field can hold."""
    return re.sub(r"[\x01-\x1f\x7f]", "", text).encode("utf-8", "replace").decode()


def sendable(person: Address) -> bool:
    """Whether mail can go there."""
    try:
        return bool(fields.mailboxes("To", [person]))
    except UnsendableError:
        return False


@fuzzed(ids=st.lists(IDS, max_size=8))
def test_ids_are_whole_or_left_out(ids: list[str]) -> None:
    data = fields.message_ids("References", ids)
    if data.strip() == b"References:":
        return
    written = one_field("References", data).split()
    assert written == [f"<{one}>" for one in ids if f"<{one}>" in written]
    # Some write an id as encoded words, and so that is how one that looks like these is read.
    read = list(message_ids(" ".join(one for one in written if "=?" not in one)))
    assert read == [one[1:-1] for one in dict.fromkeys(written) if "=?" not in one]


@fuzzed(name=TEXTS, media_type=st.one_of(TEXTS, st.sampled_from(["text/plain", "image/png", "a/b; name=x"])))
def test_any_name_of_a_file_is_one_parameter_or_none(name: str, media_type: str) -> None:
    with refusing():
        data = fields.typed("Content-Type", media_type, [("name", name)])
        value = one_field("Content-Type", data)
        token, parameters = split(value)
        assert re.fullmatch(r"[^\s;/]+/[^\s;/]+", token)
        assert list(parameters) == ["name"]
        shown = legible(name)
        if "=?" not in shown and "\ufeff" not in shown:
            assert parameters["name"] == shown
            theirs = email.message_from_bytes(data + b"\r\n").get_param("name")
            assert (theirs if isinstance(theirs, str) else email.utils.collapse_rfc2231_value(theirs)) == shown  # type: ignore[arg-type]


RECIPIENTS = st.builds(
    Recipients, *(st.lists(st.one_of(PEOPLE, GOOD), max_size=3).map(tuple) for _part in ("to", "cc", "bcc"))
)
DRAFTS = st.builds(
    lambda sender, to, subject, name: Draft(DraftId(1), AccountId(1), sender, to, subject, (), message_id=name),
    st.one_of(PEOPLE, GOOD), RECIPIENTS, TEXTS, IDS,
)  # fmt: skip
ANSWERED = st.one_of(st.none(), st.builds(Answered, IDS, st.lists(IDS, max_size=4)))
FIELDS = (
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "User-Agent", "MIME-Version",
    "Content-Type", "Content-Transfer-Encoding",
)  # fmt: skip
FILES = st.lists(st.tuples(TEXTS, TEXTS, st.binary(max_size=300)), max_size=3)


@fuzzed(draft=DRAFTS, answered=ANSWERED, utf8=st.booleans(), text=TEXTS, files=FILES)
def test_a_whole_message_has_the_fields_that_were_written_each_once_and_never_bcc(
    draft: Draft, answered: Answered | None, utf8: bool, text: str, files: list[tuple[str, str, bytes]]
) -> None:
    with refusing():
        head = message.head(draft, datetime(2026, 11, 30, 9, tzinfo=UTC), answered, utf8=utf8)
        enclosed = [EnclosedPart(name, kind, lambda data=data: [data]) for name, kind, data in files]  # type: ignore[misc]
        raw = b"".join(parts.written(head, Body(text, "", (), enclosed)))
        read = email.message_from_bytes(raw)
        assert len(read.keys()) == len(set(read.keys()))
        assert set(read.keys()) <= set(FIELDS)
        assert {name for name, _value in header.fields(raw)} == set(read.keys())
        hidden = {fields.spec(one.email, utf8=True) for one in draft.recipients.bcc} - {
            fields.spec(one.email, utf8=True) for one in (draft.sender, *draft.recipients.to, *draft.recipients.cc)
        }
        reached = {one.email for name in ("From", "To", "Cc") for one in addresses(str(read.get(name, "")))}
        assert not hidden & reached
        assert [part.get_payload(decode=True) for part in read.walk()][2 if files else 1 :] == [d for *_, d in files]
        assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


# As they stand in mail that came: what its sender writes is anybody's.
KNOWN = st.lists(
    st.one_of(
        TEXTS.map(addresses),
        st.builds(lambda name, email: (Address(clean(name), "".join(clean(email).split())),), TEXTS, EMAILS),
    ),
    max_size=4,
).map(lambda found: [one for some in found for one in some if sendable(Address("", one.email))])


@fuzzed(words=TEXTS, caret=st.integers(0, 80), some=KNOWN)
def test_whatever_is_typed_on_a_line_its_parts_are_told(words: str, caret: int, some: list[Address]) -> None:
    caret = min(caret, len(words))
    for start, end in people.parts(words):
        assert words[start:end].strip() == words[start:end] != ""
    for one in people.unclear(words, some):
        assert words[one.start : one.end] == one.words
        assert one.said
    for person in some:
        people.meant(some, words, caret)
        _line, at = people.completed(words, caret, person)
        assert 0 <= at <= len(_line)
