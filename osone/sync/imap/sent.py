"""The folder of what was sent: copies are filed there once, and what may have been sent is looked for there."""

import time

from osone.model.errors import NetworkError
from osone.model.ids import AccountId
from osone.model.mail import Role
from osone.store import accounts, drafts, outbox, placements, sending
from osone.store.outbox import SEND, Wish
from osone.store.placements import FolderMark
from osone.store.writing import transaction
from osone.sync.imap.names import called, quoted
from osone.sync.imap.opened import Bulk, asked, made, select
from osone.text.catalogue import _

NAME = "Sent"
"""What the folder is called where an account has none yet."""
LOOK_S = 60
"""Servers that file what was sent through them do so within this time; a copy that was lost comes as late."""
AGAIN_S = 10
OWN_COPIES = ("outlook.com", "office365.com")
"""Hosts that file what was sent through them, beside those of Gmail."""


def file(bulk: Bulk, act: Wish, host: str) -> int:
    """File a copy of what was sent, where the server has not; how many acts are done.

    What stands there already, by its Message-ID, is not put there again, whoever put it there.
    """
    core, noted = bulk.files.core, act.noted
    draft = drafts.one(core, act.noun_id)
    if draft is None or act.body is None:
        with transaction(core) as tx:
            sending.filed(tx, act)
        return 1
    now, since = int(time.time()), int(noted.get("since") or 0)
    to = _folder(bulk)
    next_uid = (asked(bulk, to) if to.wire or to.uidvalidity else made(bulk, to)).uidnext
    to = placements.mark(core, to.folder)
    if not since:
        # From here on the first UID that the copy can have; what the server files itself may be there before.
        since = now
        with transaction(core, durable=True) as tx:
            outbox.note(tx, act, {"since": since})
    there = _find(bulk, to, draft.message_id)
    if not there and files_its_own(bulk, host):
        if now - since < LOOK_S:
            with transaction(core, durable=True) as tx:
                outbox.put_back(tx, [act], now + AGAIN_S, "")
            return 0
        # It keeps no copy of this one, or under another id: a second one of ours would only double it.
        there = True
    if not there:
        with transaction(core, durable=True) as tx:
            leaving = outbox.leave(tx, [act], {"uidnext": next_uid}, {})
        if not leaving:
            return 0
        _append(bulk, to, act.body)
    with transaction(core, durable=True) as tx:
        sending.filed(tx, act)
    bulk.stale = True
    return 1


def settle(bulk: Bulk, act: Wish) -> None:
    """A copy whose answer was lost: it is looked for again, and filed where it is not there."""
    with transaction(bulk.files.core) as tx:
        outbox.put_back(tx, [act], 0, "")


def seek(bulk: Bulk, act: Wish) -> int:
    """Look for what may have been sent. Found, it was; else it is looked for a minute, and then the person is asked."""
    core, now = bulk.files.core, int(time.time())
    doubted = sending.one(core, act.noun_id)
    if doubted is None or doubted.kind != SEND or doubted.state != outbox.DOUBTFUL:
        with transaction(core) as tx:
            outbox.fulfil(tx, [act])
        return 1
    since = int(act.noted.get("since") or now)
    to = _folder(bulk)
    if to.wire and _find(bulk, to, str(doubted.noted.get("message_id", "")), int(doubted.noted.get("uidnext") or 1)):
        with transaction(core, durable=True) as tx:
            sending.sent(tx, doubted, copy=False)
        bulk.stale = True
        return 1
    with transaction(core, durable=True) as tx:
        if now - since < LOOK_S:
            outbox.note(tx, act, {"since": since})
            outbox.put_back(tx, [act], now + AGAIN_S, "")
            return 0
        sending.note(tx, doubted, {"looked": now})
        outbox.fulfil(tx, [act])
    return 1


def files_its_own(bulk: Bulk, host: str) -> bool:
    """Whether the server keeps a copy of what is sent through it."""
    return bulk.wire.has("X-GM-EXT-1") or host.lower().rstrip(".").endswith(OWN_COPIES)


def _folder(bulk: Bulk) -> FolderMark:
    core, account = bulk.files.core, bulk.account
    known = accounts.folder_for(core, account, Role.SENT)
    if known is None:
        with transaction(core) as tx:
            known = accounts.folder(tx, AccountId(account), NAME, Role.SENT, NAME)
    return placements.mark(core, known)


def _find(bulk: Bulk, folder: FolderMark, message_id: str, from_uid: int = 1) -> bool:
    """Whether a folder holds a message by its id, as it was given or as Outlook keeps it when it gives another."""
    select(bulk.wire, called(folder))
    named = quoted(f"<{message_id}>".encode())
    either = b"OR HEADER Message-ID %b HEADER X-Microsoft-Original-Message-ID %b" % (named, named)
    lines = bulk.wire.call(b"UID SEARCH UID %d:* %b" % (from_uid, either))
    said = [line.text.split()[2:] for line in lines if line.text[:8].upper() == b"* SEARCH"]
    # "n:*" names the last message too where its number is below n (RFC 9051, section 9).
    return any(number.isdigit() and int(number) >= from_uid for numbers in said for number in numbers)


def _append(bulk: Bulk, folder: FolderMark, body: int) -> None:
    """APPEND, as a stream (RFC 9051, section 6.3.12)."""
    size, pieces = drafts.ready(bulk.files.core, body)
    wire = bulk.wire
    tag = wire.send(b"APPEND %b (\\Seen) {%d}" % (quoted(called(folder)), size))
    for line in wire.until(tag):
        if line.text.startswith(b"+"):
            for piece in pieces:
                wire.raw(piece)
            wire.raw(b"\r\n")
            break
    else:
        raise NetworkError(_("The mail server stopped in the middle of an answer."))
    for _line in wire.until(tag):
        pass
