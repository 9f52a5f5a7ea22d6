"""What arrives in an inbox and is not let in: of conversations that are muted, and not written to the person alone.

It is moved as a key of the person's would move it: at once here, and on the server as a wish.
"""

from collections.abc import Sequence

from osone.model.mail import Header, Role, untagged
from osone.store import accounts, effects, muting
from osone.store.shown import roles
from osone.store.writing import Tx

Fresh = tuple[int, int, Header]
"""A message that is new: its number, its conversation, and its head."""


def keep_out(tx: Tx, account: int, folder: int, fresh: Sequence[Fresh]) -> None:
    """Move what does not belong in the inbox out of it, of messages that are new in this folder and shown there."""
    connection = tx.connection
    if roles(connection).get(folder) is not Role.INBOX or not fresh:
        return
    muted = muting.among(connection, [thread for _message, thread, _head in fresh])
    me = accounts.mine(connection)
    silent = [message for message, thread, head in fresh if thread in muted and not is_alone(head, me)]
    target = accounts.for_purpose(tx, account, Role.ARCHIVE) if silent else None
    if target is not None:
        effects.apply(tx, [effects.move(message, folder, target) for message in silent])


def is_alone(head: Header, me: frozenset[str]) -> bool:
    """Whether a message is written to the person and to nobody else."""
    named = {untagged(one.email.lower()) for one in (*head.to, *head.cc)}
    return bool(head.to) and named <= {untagged(one) for one in me}
