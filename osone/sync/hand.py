"""The hand of IMAP: what a person waits for. Wishes leave from here, and an opened mail's text comes in here."""

import time
from collections import defaultdict
from collections.abc import Sequence

from osone.model.change import Topic
from osone.model.mail import Flag
from osone.store import outbox
from osone.store.outbox import Wish
from osone.store.shown import EXPUNGE, FLAG_OF_WISH, MOVE, refresh
from osone.store.writing import transaction
from osone.sync import answers, filing, places
from osone.sync.bulk import Bulk, bring, select
from osone.sync.wire import RefusedError, quoted

TOGETHER = 200
"""Messages that one command names at most."""
FIRST_WAIT_S = 5
LONGEST_WAIT_S = 600
GIVE_UP_AFTER = 8
"""Refusals after which a wish is taken back and the person is told."""
FLAG_NAME = {Flag.SEEN: "\\Seen", Flag.FLAGGED: "\\Flagged", Flag.ANSWERED: "\\Answered"}


def fetch_wanted(hand: Bulk) -> int:
    """Bring in what somebody has opened and waits for."""
    rows = hand.files.core.execute(
        "SELECT w.message, p.folder, p.uid FROM wanted w JOIN message m ON m.id = w.message"
        " JOIN placement p ON p.message = w.message WHERE m.account = ? AND p.uid > 0 ORDER BY w.message DESC LIMIT 50",
        (hand.account,),
    ).fetchall()
    by_folder: dict[int, dict[int, int]] = defaultdict(dict)
    for message, folder, uid in ((int(str(m)), int(str(f)), int(str(u))) for m, f, u in rows):
        by_folder[folder][uid] = message
    came = 0
    for folder, wanted in by_folder.items():
        select(hand.wire, places.mark(hand.files.core, folder).path)
        came += len(bring(hand, wanted))
        with transaction(hand.files.core) as tx:
            # What the server no longer has will not come however often it is asked for.
            tx.connection.executemany("DELETE FROM wanted WHERE message = ?", [(m,) for m in wanted.values()])
            tx.changed(Topic.BODY, wanted.values())
    return came


def settle_doubts(hand: Bulk) -> None:
    """Find out about wishes whose answer was lost, before anything else leaves."""
    with transaction(hand.files.core, durable=True) as tx:
        outbox.doubt(tx, hand.account)
    for wish in outbox.of_account(hand.files.core, hand.account, outbox.DOUBTFUL):
        if wish.wish != MOVE:
            # Setting a flag twice is setting it once.
            with transaction(hand.files.core) as tx:
                outbox.put_back(tx, [wish], 0, "")
        else:
            _settle_move(hand, wish)


def _settle_move(hand: Bulk, wish: Wish) -> None:
    core = hand.files.core
    target = places.mark(core, wish.value)
    sources = [(u, f) for folder, u, f in places.where(core, wish.message) if folder == wish.source and u > 0]
    source = places.mark(core, wish.source)
    select(hand.wire, source.path, write=True)
    still = {f.uid for f in _flags(hand, [u for u, _ in sources])}
    select(hand.wire, target.path)
    arrived = _find(hand, wish, target.path)
    if arrived is None and still:
        with transaction(core) as tx:
            outbox.put_back(tx, [wish], 0, "")
        return
    if arrived is not None and still:
        # It was copied, and the line was cut before the original was taken away.
        select(hand.wire, source.path, write=True)
        _take_away(hand, sorted(still))
    with transaction(core, durable=True) as tx:
        flags = wish.flags if not sources else sources[0][1]
        for uid, _ in sources:
            tx.connection.execute("DELETE FROM placement WHERE folder = ? AND uid = ?", (wish.source, uid))
        if arrived is not None:
            places.put(tx, wish.value, arrived, wish.message, flags)
        outbox.fulfil(tx, [wish])
        refresh(tx, [wish.message])


def _find(hand: Bulk, wish: Wish, path: str) -> int | None:
    """The UID in the open folder of a message that may have been moved there since its UIDNEXT was noted.

    Known by its identity: the header fields and the size that it had where it was.
    """
    from_uid = wish.uidnext or 1
    known = hand.files.core.execute("SELECT identity FROM message WHERE id = ?", (wish.message,)).get
    taken = set(places.uids(hand.files.core, wish.value, from_uid))
    mine = {u for f, u, _ in places.where(hand.files.core, wish.message) if f == wish.value}
    for line in hand.wire.call(f"UID FETCH {from_uid}:* {hand.items()}"):
        one = answers.fetched(line)
        if one is None or one.uid < from_uid or not line.literals:
            continue
        if one.uid in mine:
            return one.uid
        if one.uid not in taken and _identity(hand, one) == known:
            return one.uid
    return None


def _identity(hand: Bulk, one: answers.Fetched) -> int:
    return filing.arrival(hand.account, one, hand.me).identity


def _flags(hand: Bulk, uids: Sequence[int]) -> list[answers.Fetched]:
    if not uids:
        return []
    lines = hand.wire.call(f"UID FETCH {answers.as_set(list(uids))} (UID FLAGS)")
    return [
        f for f in map(answers.fetched, lines) if f is not None and not (f.flags or 0) & Flag.DELETED and f.uid in uids
    ]


def send_wishes(hand: Bulk, now: float | None = None) -> int:
    """Let everything leave that may; how many wishes left."""
    core = hand.files.core
    moment = int(now if now is not None else time.time())
    ready = outbox.ready(core, hand.account, moment)
    frozen = {int(str(i)) for (i,) in core.execute("SELECT id FROM folder WHERE frozen").fetchall()}
    groups: dict[tuple[str, int, int], list[Wish]] = defaultdict(list)
    for wish in ready:
        if wish.source not in frozen and wish.value not in (frozen if wish.wish == MOVE else ()):
            groups[wish.wish, wish.value, wish.source].append(wish)
    for (kind, value, source), wishes in groups.items():
        for start in range(0, len(wishes), TOGETHER):
            part = wishes[start : start + TOGETHER]
            try:
                if kind == MOVE:
                    _move(hand, part, source, value)
                elif kind == EXPUNGE:
                    _expunge(hand, part, source)
                else:
                    _store(hand, part, FLAG_OF_WISH[kind], bool(value))
            except RefusedError as error:
                _refused(hand, part, str(error), moment)
    return len(ready)


def _refused(hand: Bulk, wishes: Sequence[Wish], error: str, now: int) -> None:
    """The server said no: try again later, and after a while take the wish back and say so."""
    with transaction(hand.files.core, durable=True) as tx:
        later = [w for w in wishes if w.tries + 1 < GIVE_UP_AFTER]
        for wish in later:
            wait = min(FIRST_WAIT_S * 2**wish.tries, LONGEST_WAIT_S)
            outbox.put_back(tx, [wish], now + wait, error)
        over = [w for w in wishes if w not in later]
        if over:
            outbox.fulfil(tx, over)
            refresh(tx, [w.message for w in over])
    if over:
        hand.report({"refused": [w.message for w in over], "sentence": f"The mail server would not do it: {error}"})


def _store(hand: Bulk, wishes: Sequence[Wish], flag: Flag, on: bool) -> None:
    core = hand.files.core
    spots: dict[int, dict[int, Wish]] = defaultdict(dict)
    for wish in wishes:
        for folder, uid, _flags_there in places.where(core, wish.message):
            if uid > 0:
                spots[folder][uid] = wish
    with transaction(core, durable=True) as tx:
        outbox.leave(tx, wishes)
    for folder, uids in spots.items():
        select(hand.wire, places.mark(core, folder).path, write=True)
        sign = "+" if on else "-"
        hand.wire.call(f"UID STORE {answers.as_set(list(uids))} {sign}FLAGS.SILENT ({FLAG_NAME[flag]})")
    with transaction(core) as tx:
        for folder, uids in spots.items():
            for uid in uids:
                tx.connection.execute(
                    "UPDATE placement SET flags = CASE WHEN ?1 THEN flags | ?2 ELSE flags & ~?2 END"
                    " WHERE folder = ?3 AND uid = ?4",
                    (on, int(flag), folder, uid),
                )
        outbox.fulfil(tx, wishes)
        refresh(tx, [w.message for w in wishes])


def _move(hand: Bulk, wishes: Sequence[Wish], source: int, target: int) -> None:
    core, wire = hand.files.core, hand.wire
    to = places.mark(core, target)
    by_uid: dict[int, Wish] = {}
    flags: dict[int, int] = {}
    for wish in wishes:
        for folder, uid, here in places.where(core, wish.message):
            if folder == source and uid > 0:
                by_uid[uid] = wish
                flags[wish.message] = here
    nowhere = [w for w in wishes if w.message not in flags]
    with transaction(core, durable=True) as tx:
        outbox.fulfil(tx, nowhere)
        refresh(tx, [w.message for w in nowhere])
    if not by_uid:
        return
    try:
        before = answers.status(wire.call(f"STATUS {quoted(to.path)} (UIDNEXT)"))
    except RefusedError:
        wire.call(f"CREATE {quoted(to.path)}")
        before = answers.status(wire.call(f"STATUS {quoted(to.path)} (UIDNEXT)"))
    leaving = list({w.id: w for w in by_uid.values()}.values())
    with transaction(core, durable=True) as tx:
        outbox.leave(tx, leaving, before.uidnext, flags)
    select(wire, places.mark(core, source).path, write=True)
    uids = sorted(by_uid)
    if wire.has("MOVE"):
        arrived = answers.copied(wire.call(f"UID MOVE {answers.as_set(uids)} {quoted(to.path)}"))
    else:
        arrived = answers.copied(wire.call(f"UID COPY {answers.as_set(uids)} {quoted(to.path)}"))
        _take_away(hand, uids)
    with transaction(core, durable=True) as tx:
        for uid in uids:
            tx.connection.execute("DELETE FROM placement WHERE folder = ? AND uid = ?", (source, uid))
            if uid in arrived:
                places.put(tx, target, arrived[uid], by_uid[uid].message, flags[by_uid[uid].message])
        for wish in leaving:
            if any(u in arrived for u in uids if by_uid[u] is wish):
                outbox.fulfil(tx, [wish])
            else:
                outbox.await_arrival(tx, wish, flags[wish.message])
        refresh(tx, [w.message for w in leaving])


def _take_away(hand: Bulk, uids: Sequence[int]) -> None:
    """Take the originals of copied messages out of the open folder. Never a bare EXPUNGE: it would take others too."""
    hand.wire.call(f"UID STORE {answers.as_set(list(uids))} +FLAGS.SILENT (\\Deleted)")
    if hand.wire.has("UIDPLUS"):
        hand.wire.call(f"UID EXPUNGE {answers.as_set(list(uids))}")


def _expunge(hand: Bulk, wishes: Sequence[Wish], source: int) -> None:
    core = hand.files.core
    uids = [u for w in wishes for f, u, _ in places.where(core, w.message) if f == source and u > 0]
    with transaction(core, durable=True) as tx:
        outbox.leave(tx, wishes)
    select(hand.wire, places.mark(core, source).path, write=True)
    if uids:
        _take_away(hand, uids)
    with transaction(core, durable=True) as tx:
        for uid in uids:
            tx.connection.execute("DELETE FROM placement WHERE folder = ? AND uid = ?", (source, uid))
        outbox.fulfil(tx, wishes)
        refresh(tx, [w.message for w in wishes])
