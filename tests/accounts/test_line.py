"""A line to a server that breaks in the moment when it is to become secret."""

import gc
import os
import select
import socket
import struct
from collections.abc import Iterator

import pytest

from osone.accounts import line
from osone.model.services import Security, Server

AT_ONCE = struct.pack("ii", 1, 0)
"""For SO_LINGER: who closes breaks the line, instead of saying goodbye."""


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Our end of a line, and the server's."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname(), 10)
        theirs, _address = server.accept()
        with ours, theirs:
            yield ours, theirs


def lost(ours: socket.socket, theirs: socket.socket) -> None:
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    theirs.close()
    assert select.select([ours], [], [], 10)[0]


def secured(ours: socket.socket) -> None:
    line.ServerLine(ours, Server("localhost", 993, Security.TLS)).secure(None)


def test_a_server_that_goes_away_before_tls_is_not_taken_for_one_without_it(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    theirs.close()
    assert select.select([ours], [], [], 10)[0]
    with pytest.raises(ConnectionError):
        secured(ours)


def test_nor_is_one_that_breaks_the_line(ends: tuple[socket.socket, socket.socket]) -> None:
    lost(*ends)
    with pytest.raises(ConnectionError):
        secured(ends[0])


def test_a_server_that_speaks_first_has_no_tls(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(b"* OK hello\r\n")
    assert select.select([ours], [], [], 10)[0]
    with pytest.raises(Exception, match="doesn't use TLS"):
        secured(ours)


def test_a_line_that_breaks_while_tls_begins_leaves_nothing_open(
    ends: tuple[socket.socket, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, number = ends[0], ends[0].fileno()
    lost(*ends)
    # It breaks after it was looked at.
    monkeypatch.setattr(select, "select", lambda *_ends: ([], [], []))
    with pytest.raises(ConnectionError):
        secured(ours)
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)
