"""Header fields written: whatever stands in them, they are read back as they were meant, and nothing else is there."""

import email
import email.policy
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from osone.mail.addresses import addresses
from osone.mail.words import decode_words
from osone.mail.writing import fields
from osone.mail.writing.fields import UnsendableError
from osone.model.mail import Address

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=300)


def read(data: bytes) -> "email.message.Message[str, str]":
    return email.message_from_bytes(data + b"\r\nbody", policy=email.policy.compat32)


def unfolded(data: bytes) -> str:
    return data.decode("ascii").partition(":")[2].replace("\r\n", "").strip()


@given(WORDS)
@example("=?utf-8?Q?x=0ABcc:_a@b?=")
@example("Grüße aus Köln " * 20)
@example("x" * 3000)
@example("From me  to   you")
def test_a_subject_is_read_back_and_is_the_only_field(subject: str) -> None:
    data = fields.field("Subject", subject)
    assert data.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    whole = read(data)
    assert whole.keys() == ["Subject"]
    shown = "".join(c for c in subject if c >= " " and c != "\x7f")
    assert decode_words(unfolded(data)).split() == shown.split()


@given(
    st.lists(
        st.tuples(WORDS, st.sampled_from(["amy@x.org", "bob.b@sub.example.com", "o'neil+tag@y.net"])),
        min_size=1,
        max_size=5,
    )
)
@example([('"Doe, Jane" <evil@x.org>, mallory' * 5, "amy@x.org")])
def test_people_are_read_back_with_their_own_addresses_alone(people: list[tuple[str, str]]) -> None:
    data = fields.mailboxes("To", [Address(name, spec) for name, spec in people])
    assert read(data).keys() == ["To"]
    assert [a.email for a in addresses(unfolded(data))] == [spec for _, spec in people]
    assert [spec for _, spec in getaddresses([unfolded(data)])] == [spec for _, spec in people]


def test_a_thousand_are_written_to_each_once_whatever_their_names() -> None:
    names = ("", "Amy", 'Doe, "Jane" <evil@x.org>', "=?utf-8?Q?=0ABcc:_evil@x.org?=", "Grüße aus Köln", "x" * 300)
    people = [Address(names[n % len(names)], f"a.{n}+tag@sub{n % 7}.example.com") for n in range(1000)]
    data = fields.mailboxes("To", people)
    assert read(data).keys() == ["To"]
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert [a.email for a in addresses(unfolded(data))] == [one.email for one in people]
    assert [spec for _, spec in getaddresses([unfolded(data)])] == [one.email for one in people]


@pytest.mark.parametrize("value", ["two\nlines", "two\rlines", "nul\0", "Hi\r\nBcc: evil@x.org"])
def test_a_line_break_is_refused_and_never_mended(value: str) -> None:
    with pytest.raises(UnsendableError):
        fields.field("Subject", value)
    with pytest.raises(UnsendableError):
        fields.mailboxes("To", [Address(value, "a@x.org")])
    with pytest.raises(UnsendableError):
        fields.mailboxes("To", [Address("", f"a{value}@x.org")])
    with pytest.raises(UnsendableError):
        fields.typed("Content-Type", "text/plain", [("name", value)])
    assert b"evil" not in fields.message_ids("References", [f"{value}@x"])


def test_long_ids_are_never_encoded_and_stay_whole() -> None:
    long = f"{'a' * 120}@{'b' * 80}.example"
    data = fields.message_ids("References", [long, "not an id", "short@x"])
    assert unfolded(data).split() == [f"<{long}>", "<short@x>"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("jörg@x.org", None),
        ("=?utf-8?Q?evil?=@x.org", None),
        ("amy@bücher.example", "amy@xn--bcher-kva.example"),
        ("amy@under_score.lan", "amy@under_score.lan"),
        ("a b@x.org", None),
        ("amy", None),
        ("@x.org", None),
        ("amy@", None),
        ("amy@x.org>, <evil@y.org", None),
        ("john..doe@x.org", '"john..doe"@x.org'),
    ],
)
def test_an_address_is_written_as_servers_take_it_or_refused(given: str, written: str | None) -> None:
    if written is None:
        with pytest.raises(UnsendableError):
            fields.spec(given)
    else:
        assert fields.spec(given) == written


def test_a_local_part_beyond_ascii_stays_where_the_server_takes_it() -> None:
    assert fields.spec("jörg@x.org", utf8=True) == "jörg@x.org"


@example("<>")
@example('"a"')
@given(WORDS.filter(lambda name: name.strip() == name and name and name.isprintable()))
def test_a_file_name_is_read_back(name: str) -> None:
    data = fields.typed("Content-Disposition", "attachment", [("filename", name)])
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert read(data).get_filename() == name
