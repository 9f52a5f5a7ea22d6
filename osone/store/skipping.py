"""What arrives in an inbox and is not let in: from senders that are blocked, and to everybody in what is muted.

It is moved as a key of the person's would move it: at once here, and on the server as a wish.
"""

from collections.abc import Mapping, Sequence

from osone.model.mail import Header, Role, untagged
from osone.store import accounts, blocking, effects, muting
from osone.store.shown import roles
from osone.store.writing import Tx

Fresh = tuple[int, int, Header, int]
"""A message that is new: its number, its conversation, its head, and when it was received in Unix seconds."""


def keep_out(tx: Tx, account: int, folder: int, fresh: Sequence[Fresh]) -> None:
    """Move what does not belong in the inbox out of it, of messages that are new in this folder and shown there."""
    connection = tx.connection
    if roles(connection).get(folder) is not Role.INBOX or not fresh:
        return
    blocked = blocking.since(connection)
    muted = muting.among(connection, [thread for _message, thread, _head, _at in fresh])
    if not (blocked or muted):
        return
    me = accounts.mine(connection)
    barred = [message for message, _thread, head, at in fresh if is_barred(head, at, blocked)]
    out = frozenset(barred)
    silent = [m for m, thread, head, _at in fresh if thread in muted and m not in out and not is_alone(head, me)]
    for role, some in ((Role.JUNK, barred), (Role.ARCHIVE, silent)):
        target = accounts.for_purpose(tx, account, role) if some else None
        if target is not None:
            effects.apply(tx, [effects.move(message, folder, target) for message in some])


def is_barred(head: Header, received: int, blocked: Mapping[str, int]) -> bool:
    """Whether a message comes from a sender that was blocked when it was received."""
    return bool(blocked) and received >= blocked.get(head.sender.email.lower(), received + 1)


def is_alone(head: Header, me: frozenset[str]) -> bool:
    """Whether a message is written to the person and to nobody else."""
    named = {untagged(one.email.lower()) for one in (*head.to, *head.cc)}
    return bool(head.to) and named <= {untagged(one) for one in me}
