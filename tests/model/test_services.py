"""What an account's services are kept as is read again as it was, and what is not understood is not lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.accounts import Service, Way
from osone.model.services import Imap, Security, Server, Services, Settings, Smtp, Unread, decode, encode

WORDS = st.text("aZ9é@.:/ ", max_size=9)
SERVERS = st.builds(
    Server,
    WORDS.filter(bool),
    st.integers(1, 65535),
    st.sampled_from(Security),
    st.lists(st.sampled_from(Way), unique=True).map(tuple),
)
UNREAD = st.builds(
    lambda kind, more: Unread(kind, {"kind": kind, **more}),
    st.sampled_from(("caldav", "toy", "")),
    st.dictionaries(st.sampled_from(("url", "token")), WORDS | st.integers()),
)
SETTINGS: st.SearchStrategy[Settings] = (
    st.builds(Imap, SERVERS, WORDS, WORDS) | st.builds(Smtp, SERVERS, WORDS, WORDS) | UNREAD
)


@given(st.dictionaries(st.sampled_from(Service), SETTINGS))
def test_services_come_back_as_they_were(services: Services) -> None:
    assert decode(json.loads(json.dumps(encode(services)))) == services


@pytest.mark.parametrize(
    "server",
    [
        None,
        {},
        {"host": "", "port": 1},
        {"host": "a", "port": 0},
        {"host": "a", "port": 1, "security": "x"},
        {"host": "a", "port": 1, "ways": "password"},
    ],
)
def test_settings_that_cannot_be_read_are_kept_as_they_are(server: object) -> None:
    words = {"incoming": {"kind": "imap", "server": server, "username": "amy"}}
    found = decode(words)
    assert found == {Service.INCOMING: Unread("imap", words["incoming"])}
    assert encode(found) == words
