"""An account taken away: in no list at once, then without its mail, a few messages at a time, and then gone itself.

What is written in between is whole: a crash leaves an account that is still going, and ``remove`` goes on with it.
It needs little room, for it is what somebody does whose disk is full: pieces are small, and the logs stay short.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import apsw

from osone.model.change import Topic
from osone.store import bodies, drafts, erasing, forgetting, index, refusals, reminders, talk, values
from osone.store.accounts import GOING
from osone.store.files import Store
from osone.store.opening import LOG_HELD, settle
from osone.store.shown import refresh
from osone.store.threads import chunks, marks
from osone.store.writing import Tx, transaction

OF_ACCOUNT = "SELECT id FROM message WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?"
ELSEWHERE = (
    "SELECT p.message, min(f.account) FROM placement p JOIN folder f ON f.id = p.folder"
    " WHERE f.account <> ? AND p.message IN ({marks}) GROUP BY p.message"
)
# What is kept of a draft that was thrown away or sent: the columns of its row, before or after.
WRITTEN = (
    "SELECT DISTINCT e.noun_id FROM effect e JOIN content c ON c.journal = e.journal AND c.n = e.n"
    " WHERE e.noun = 'draft' AND ?1 IN (c.words ->> '$[0].account', c.words ->> '$[1].account')"
)
UNSENT = "SELECT subject FROM draft WHERE account = ? AND stage = 'queued' ORDER BY changed, id"
CHANGES = "SELECT count(DISTINCT noun_id) FROM outbox WHERE account = ? AND noun = 'message' AND kind LIKE 'mail.%'"
NEWEST = 1 << 62
FEWER = 4
"""A piece that finds no room is tried with so many times fewer messages."""


@dataclass(frozen=True, slots=True)
class AccountHeld:
    """What goes from this computer with an account."""

    messages: int
    drafts: int
    """Those that are still being written."""
    unsent: Sequence[str]
    """The subjects of messages that wait to be sent."""
    changes: int
    """Messages of which something is wished that no server has heard of yet."""


def held(connection: apsw.Connection, account: int) -> AccountHeld:
    """What is here of an account."""
    written = "SELECT count(*) FROM draft WHERE account = ? AND stage = ''"
    return AccountHeld(
        values.count(connection, "SELECT count(*) FROM message WHERE account = ?", (account,)),
        values.count(connection, written, (account,)),
        tuple(str(subject) for (subject,) in connection.execute(UNSENT, (account,))),
        values.count(connection, f"{CHANGES} AND state <> 'done'", (account,)),
    )


def begin(tx: Tx, account: int) -> None:
    """From here on it is no account any more, and nothing leaves by it; ``remove`` takes away what is left of it."""
    tx.connection.execute("UPDATE account SET kind = ?, settings = '{}', state = '' WHERE id = ?", (GOING, account))
    tx.connection.execute("DELETE FROM outbox WHERE account = ? AND noun <> 'message'", (account,))
    talk.forget_account(tx, account)
    tx.changed(Topic.ACCOUNT, [account])
    for topic in (Topic.OUTBOX, Topic.DRAFT, Topic.FOLDER, Topic.THREAD):
        tx.changed(topic)


def remove(
    store: Store, core: apsw.Connection, raw: apsw.Connection, account: int, day: str, pause: Callable[[], int]
) -> None:
    """Take away all that is here of an account that is going; after a crash, what is left of it.

    ``pause`` lets others in between two transactions, and says how many messages the next one may take. ``day`` is
    today's, as copies have it. Raises apsw.FullError where the disk does not take one message's going.
    """
    for file in (core, raw):
        settle(file)
    last, most, log = NEWEST, NEWEST, LOG_HELD
    while some := values.numbers(core, OF_ACCOUNT, (account, last, min(pause(), most))):
        try:
            with transaction(core) as tx:
                gone = _take(tx, account, some)
            bodies.drop(raw, gone)
            for file in (core, raw):
                # What went makes room for what is to go.
                index.shrink(file)
                settle(file, log)
        except apsw.FullError:
            # There may be room for fewer. A body whose message is gone already is swept below.
            if len(some) == 1 and not log:
                raise
            most, log = max(1, len(some) // FEWER), 0
            for file in (core, raw):
                settle(file, log)
            continue
        last, most = some[-1], min(2 * most, NEWEST)
    written = values.numbers(core, "SELECT id FROM draft WHERE account = ?", (account,))
    words_of = [*written, *values.numbers(core, WRITTEN, (account,))]
    for draft in written:
        pause()
        with transaction(core) as tx:
            drafts.forget(tx, draft)
        settle(core)
    # While the account is still there: what a crash leaves to be forgotten is then forgotten by the next try.
    forgetting.forget_here(store, core, "draft", words_of)
    forgetting.forget_here(store, core, "account", [account])
    drafts.sweep(core)
    reader = store.reader()
    try:
        bodies.sweep(reader, raw)
        strange = index.strange(reader)
    finally:
        reader.close()
    forgetting.forget_here(store, core, "message", strange)
    with transaction(core, durable=True) as tx:
        _end(tx, account)
    forgetting.renew_copies(store, day)
    for file in (raw, core):
        while index.shrink(file):
            settle(file)
            pause()
        settle(file)


def _take(tx: Tx, account: int, some: Sequence[int]) -> list[int]:
    """Take messages away; conversations that hold others stay, without them. Those that are gone.

    What another account has too is that one's from here on.
    """
    connection = tx.connection
    gone: list[int] = []
    for part in chunks(some):
        owner = dict(connection.execute(ELSEWHERE.format(marks=marks(len(part))), (account, *part)))
        connection.executemany("UPDATE message SET account = ? WHERE id = ?", [(a, m) for m, a in owner.items()])
        leaving = tuple(message for message in part if message not in owner)
        erasing.erase(tx, leaving)
        gone += leaving
    return gone


def _end(tx: Tx, account: int) -> None:
    """Take away the account and its folders; what another account has too is shown there alone."""
    connection = tx.connection
    folders = values.numbers(connection, "SELECT id FROM folder WHERE account = ?", (account,))
    shared: list[int] = []
    for folder in folders:
        shared += values.numbers(connection, "SELECT message FROM placement WHERE folder = ?", (folder,))
        connection.execute("DELETE FROM placement WHERE folder = ?", (folder,))
        connection.execute("DELETE FROM withheld WHERE folder = ?", (folder,))
    connection.execute("DELETE FROM outbox WHERE account = ?", (account,))
    reminders.forget(tx, account)
    refusals.forget(tx, account)
    refresh(tx, shared)
    connection.execute("DELETE FROM folder WHERE account = ?", (account,))
    connection.execute("DELETE FROM account WHERE id = ?", (account,))
    tx.changed(Topic.FOLDER, folders)
    tx.changed(Topic.OUTBOX)
    tx.changed(Topic.ACCOUNT, [account])
