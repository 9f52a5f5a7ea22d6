"""What the person sent leaves though the window is gone: an engine as a child, whose input ends, and real servers."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from osone.host.child import command
from osone.store import accounts, drafts, leaving
from osone.sync import messages, wakeups
from tests.sync.smtp.test_sending import Writing, until, writing

__all__ = ["writing"]
ROOT = Path(__file__).resolve().parents[3]
WORD = "correct horse"


@contextmanager
def child(writing: Writing) -> Iterator[subprocess.Popen[bytes]]:
    """The engine, once it is up; its input is open until a test closes it."""
    process = subprocess.Popen(
        command("engine", "--child", "--profile", str(writing.store.folder)),
        stdin=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    passwords: Mapping[str, str] = {accounts.every(writing.mine.core)[0].uid: WORD}
    process.stdin.write(messages.encode(messages.Start(writing.store.key.hex(), messages.PROTOCOL, "", passwords)))
    process.stdin.flush()
    try:
        until(lambda: (writing.store.folder / wakeups.ADDRESS).exists(), "the engine is up")
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()


def goes(process: subprocess.Popen[bytes], patience_s: float = 20) -> float:
    """The window goes; how many seconds the engine stays after it."""
    assert process.stdin is not None
    began = time.monotonic()
    process.stdin.close()
    assert process.wait(patience_s) == 0
    return time.monotonic() - began


def test_a_message_that_is_held_for_undo_leaves_once_the_window_is_gone(writing: Writing) -> None:
    with child(writing) as process:
        draft = writing.send(hold=True)
        goes(process)
    assert [one.recipients for one in writing.server.sent] == [("bo@example.test",)]
    assert drafts.one(writing.mine.core, draft) is None, "its copy was filed too, and it is done with"
    assert len(writing.in_sent()) == 1


def test_one_that_is_to_leave_later_stays_for_its_time(writing: Writing) -> None:
    with child(writing) as process:
        draft = writing.begin()
        writing.act("draft.send", drafts=[draft], when="in 1 minute")
        goes(process)
    assert not writing.server.sent
    [one] = writing.now()
    assert one.hold_until > time.time() + 10


def test_without_a_server_that_answers_it_waits_for_the_next_start_and_leaves_once_then(writing: Writing) -> None:
    settings = json.loads(str(writing.mine.core.execute("SELECT settings FROM account").get))
    there = settings["outgoing"]["server"]["port"]
    _put_port(writing, 9)
    with child(writing) as process:
        draft = writing.send(hold=True)
        goes(process)
    assert not writing.server.sent
    assert [(one.draft, one.state) for one in writing.now()] == [(draft, "waiting")]
    _put_port(writing, there)
    with child(writing) as process:
        until(lambda: not writing.now(), "it leaves at the next start")
    assert len(writing.server.sent) == 1


def _put_port(writing: Writing, port: int) -> None:
    writing.mine.core.execute("UPDATE account SET settings = json_set(settings, '$.outgoing.server.port', ?)", (port,))


def test_where_the_store_is_wanted_alone_nothing_leaves_in_a_hurry(writing: Writing) -> None:
    with child(writing) as process:
        writing.send(hold=True)
        (writing.store.folder / leaving.LEAVE).touch()
        goes(process)
    assert not writing.server.sent
    [one] = writing.now()
    assert one.hold_until > time.time()


@pytest.mark.parametrize("after_s", [0.0, 0.1, 0.3, 0.6])
def test_killed_while_it_sees_messages_off_it_sends_none_twice(writing: Writing, after_s: float) -> None:
    with child(writing) as process:
        writing.send(hold=True)
        assert process.stdin is not None
        process.stdin.close()
        time.sleep(after_s)
        process.kill()
        process.wait()
    first = len(writing.server.sent)
    assert first <= 1
    writing.mine.core.execute("UPDATE outbox SET hold_until = 0")
    with child(writing):
        until(lambda: not writing.now() or any(one.state == "doubtful" for one in writing.now()), "it is known", 40)
        doubtful = bool(writing.now())
    # Killed once it was written down that it leaves, and before it did, it may have left as far as anybody knows.
    assert len(writing.server.sent) == 1 or (doubtful and not writing.server.sent)
