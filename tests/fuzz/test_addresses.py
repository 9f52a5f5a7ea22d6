"""Fields of addresses that nobody would write, and those that somebody wrote in one of the many ways there are."""

from base64 import b64encode

from hypothesis import strategies as st

from osone.mail.addresses import LIMIT, addresses
from osone.mail.people import is_me, recipients, short_name
from osone.model.mail import Address
from tests.fuzz.harness import fuzzed

SIGNS = st.sampled_from(
    [
        *('"', "(", ")", "<", ">", ",", ";", ":", "@", "\\", " ", "\t", "\r\n ", ".", "<>", "<@a,@b:c@d>", "mailto:"),
        *("=?utf-8?Q?", "=?utf-8?B?QUA=?=", "?=", "=2C", "=40", "undisclosed-recipients:;", "a@b.c", "Ann", "O'Neil"),
        *("ann@x.org", '"a b"@c.d', "a@[1.2.3.4]", "ü@ö.de", "a@xn--p1ai", "'", "\u202e", "\ufeff", "\0", "\ud800"),
    ]
)  # fmt: skip
FIELDS = st.one_of(
    st.lists(st.one_of(SIGNS, st.text(max_size=5)), max_size=60).map("".join),
    st.builds(
        lambda part, times: part * times, st.lists(SIGNS, min_size=1, max_size=3).map("".join), st.integers(1, 9000)
    ),
)


@fuzzed(field=FIELDS)
def test_any_field_is_read(field: str) -> None:
    found = addresses(field)
    assert len(found) <= LIMIT
    for each in found:
        assert each.name or each.email
        assert not any(ord(sign) < 32 or sign in "\x7f\u202e\ufeff\ud800" for sign in each.name + each.email)
        short_name(each)
        is_me(each, frozenset({"ann@x.org"}))
    recipients(found)


LETTERS = st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd"])
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
PIECES = st.one_of(st.text(LETTERS, min_size=1, max_size=8), st.sampled_from([*",;:<>()@[].'", '"', "\\"]))
QUOTED = st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(lambda name: name[0] != "'" or name[-1] != "'")
ATOMS = st.text(st.sampled_from("abcXYZ019!#$%&*+-/=^_`{|}~"), min_size=1, max_size=8).filter(lambda a: "=?" not in a)
EMAILS = st.builds("{}@{}.org".format, ATOMS, st.text(st.sampled_from("abcxyz019-"), min_size=1, max_size=8))


def quoted(name: str) -> str:
    """A name as a quoted string."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encoded(name: str) -> str:
    """A name as an encoded word."""
    return f"=?utf-8?B?{b64encode(name.encode()).decode()}?="


PLAIN = st.builds(lambda name, email: (f"{name} <{email}>", Address(name, email)), NAMES, EMAILS)
IN_QUOTES = st.builds(lambda name, email: (f"{quoted(name)} <{email}>", Address(name, email)), QUOTED, EMAILS)
ENCODED = st.builds(lambda name, email: (f"{encoded(name)} <{email}>", Address(name, email)), QUOTED, EMAILS)
BARE = st.builds(lambda email: (email, Address("", email)), EMAILS)
IN_BRACKETS = st.builds(lambda email: (f"<{email}>", Address("", email)), EMAILS)
COMMENTED = st.builds(lambda name, email: (f"{email} ({name})", Address(name, email)), NAMES, EMAILS)
WRITTEN = st.lists(st.one_of(PLAIN, IN_QUOTES, ENCODED, BARE, IN_BRACKETS, COMMENTED), min_size=1, max_size=6)
JOINTS = st.sampled_from([", ", ",", " , ", ",\r\n ", ", ,"])


@fuzzed(written=WRITTEN, joint=JOINTS)
def test_whoever_is_written_is_read(written: list[tuple[str, Address]], joint: str) -> None:
    found = addresses(joint.join(text for text, _address in written))
    assert list(found) == [address for _text, address in written]


@fuzzed(written=WRITTEN, name=st.sampled_from(["Friends", '"Old friends"', "A B"]))
def test_whoever_is_in_a_group_is_read(written: list[tuple[str, Address]], name: str) -> None:
    group = f"{name}: {', '.join(text for text, _address in written)};"
    assert list(addresses(f"first@x.org, {group}, last@x.org"))[1:-1] == [address for _text, address in written]
