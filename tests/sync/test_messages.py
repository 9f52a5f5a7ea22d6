"""What engine and shell say to each other: the same on both ends, kind to what is newer, and silent about secrets."""

import json
from collections.abc import Mapping
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.sync import messages
from osone.sync.messages import KINDS, Message, Standing, Work, decode, encode

NUMBERS = st.integers(-(2**63), 2**63 - 1)
OF_TYPE: Mapping[object, st.SearchStrategy[object]] = {
    int: NUMBERS,
    str: st.text(),
    bool: st.booleans(),
    tuple[int, ...]: st.lists(NUMBERS, max_size=5).map(tuple),
    Mapping[str, str]: st.dictionaries(st.text(), st.text(), max_size=3),
    Standing: st.sampled_from(Standing),
    Work: st.sampled_from(Work),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def made(kind: type[Message]) -> st.SearchStrategy[Message]:
    return st.builds(kind, **{one.name: OF_TYPE[one.type] for one in fields(kind)})


EVERY = st.one_of([made(kind) for kind in KINDS.values()])
ONE_LINE = st.sampled_from(sorted(KINDS))


@given(EVERY)
def test_what_is_said_is_what_is_heard(message: Message) -> None:
    line = encode(message)
    assert decode(line) == message
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")


@given(EVERY, st.dictionaries(st.text(), JSON, max_size=4))
def test_fields_that_are_not_known_are_passed_over(message: Message, more: dict[str, object]) -> None:
    said = json.loads(encode(message))
    assert decode(json.dumps({f"new {name}": value for name, value in more.items()} | said).encode()) == message


@given(st.dictionaries(st.text(), JSON, max_size=4), st.text() | JSON)
def test_kinds_that_are_not_known_are_ignored(said: dict[str, object], kind: object) -> None:
    if not (isinstance(kind, str) and kind in KINDS):
        assert decode(json.dumps(said | {"kind": kind}).encode()) is None


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_over_the_line_is_a_message_or_nothing(line: bytes) -> None:
    assert decode(line) is None


@given(ONE_LINE, st.data())
def test_a_field_of_another_type_makes_it_no_message_or_a_sound_one(kind: str, data: st.DataObject) -> None:
    names = [one.name for one in fields(KINDS[kind])]
    said = {name: data.draw(JSON) for name in names} | {"kind": kind}
    heard = decode(json.dumps(said).encode())
    # JSON's own numbers and texts may fit by chance; what is heard then is what was said.
    assert heard is None or json.loads(encode(heard)) == said


def test_what_a_message_must_say_cannot_be_left_out() -> None:
    assert decode(b'{"kind": "account", "account": 1}') is None
    assert decode(b'{"kind": "account", "account": 1, "standing": "on holiday"}') is None
    heard = decode(b'{"kind": "account", "account": 1, "standing": "quiet"}')
    assert heard == messages.AccountStanding(1, Standing.QUIET)


SECRETS = [
    messages.Join("a secret word", 1),
    messages.Start("a secret word", 1, "none", {"amy@example.test": "a secret word"}),
    messages.Passwords({"amy@example.test": "a secret word"}),
]


@pytest.mark.parametrize("message", SECRETS, ids=lambda message: type(message).__name__)
def test_secrets_are_in_no_repr(message: Message) -> None:
    assert b"a secret word" in encode(message)
    assert "a secret word" not in f"{message!r} {message}"


def test_every_field_whose_name_speaks_of_a_secret_is_kept_out_of_the_repr() -> None:
    telling = ("token", "key", "password", "secret")
    found = {
        (kind, one.name, one.repr)
        for kind, message in KINDS.items()
        for one in fields(message)
        if any(word in one.name for word in telling)
    }
    assert {(kind, name) for kind, name, _repr in found} == {
        ("join", "token"), ("start", "key"), ("start", "passwords"), ("passwords", "passwords"), ("renewed", "secret"),
    }  # fmt: skip
    assert not any(shown for _kind, _name, shown in found)
