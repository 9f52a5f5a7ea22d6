"""The real servers that the tests of accounts share."""

from collections.abc import Iterator

import pytest

from tests.parts.dovecot import Dovecot

USER = "amy@example.test"
PASSWORD = 'corréct "hörse\\ 95%'


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot(users={USER: PASSWORD}) as server:
        server.deliver(USER, [b"From: b@example.test\r\nSubject: one\r\n\r\nhello\r\n"] * 3)
        yield server
