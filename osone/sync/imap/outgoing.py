"""The hand of IMAP: how wishes about mail leave, and how it is found out what became of one."""

import contextlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from osone.model.accounts import Service
from osone.model.mail import Flag
from osone.model.services import Smtp, services_of
from osone.store import erasing, messages, outbox, placements
from osone.store.likeness import of_place
from osone.store.outbox import FILE, SEEK, Wish
from osone.store.placements import FolderMark
from osone.store.shown import EXPUNGE, FLAG, MOVE, refresh
from osone.store.writing import Tx, transaction
from osone.sync.imap import answers, sent
from osone.sync.imap.arriving import arrival
from osone.sync.imap.mailboxes import is_listed
from osone.sync.imap.names import called, quoted
from osone.sync.imap.opened import Bulk, RestlessError, asked, enter, made, rests, select
from osone.sync.imap.wire import CommandRefusedError
from osone.sync.source import Ground, NotYetError
from osone.text.catalogue import _

LOOK_FIRST_S = 5
"""A wish whose message is not where it was waits so long before it is tried again, for a look to find it."""
TOGETHER = 200
"""Messages that one command names at most."""
FLAG_NAME = {Flag.SEEN: "\\Seen", Flag.FLAGGED: "\\Flagged", Flag.ANSWERED: "\\Answered"}


@dataclass(slots=True, eq=False)
class Outgoing:
    """How wishes about mail leave by a line (``osone.sync.source.Acting``)."""

    hand: Bulk
    ground: Ground
    service: Service = Service.INCOMING
    sent: bool = False
    """Whether anything left since that was last asked."""
    unsure: dict[int, object] = field(default_factory=dict)
    """Of moves in doubt that nothing could be found out about: how their folders stood then, by the wish."""

    def together(self, ready: Sequence[Wish]) -> Iterator[Sequence[Wish]]:
        """Wishes of one kind about one folder; what is about a folder that is being matched anew waits."""
        core = self.hand.files.core
        frozen = placements.frozen(core)
        groups: dict[tuple[str, int, int, int], list[Wish]] = defaultdict(list)
        for wish in ready:
            if wish.source not in frozen and wish.value not in (frozen if wish.kind == MOVE else ()):
                # What a move once carried along divides nothing.
                groups[wish.kind, wish.value, wish.source, wish.flags if wish.kind == FLAG else 0].append(wish)
        for (kind, *_rest), wishes in groups.items():
            if kind in (FILE, SEEK):
                yield from ([wish] for wish in wishes)
                continue
            for start in range(0, len(wishes), TOGETHER):
                yield wishes[start : start + TOGETHER]

    def send(self, acts: Sequence[Wish]) -> int:
        """Carry out wishes that ``together`` put together; how many left."""
        one = acts[0]
        try:
            if one.kind == MOVE:
                left = _move(self.hand, acts, one.source, one.value)
            elif one.kind == EXPUNGE:
                left = _expunge(self.hand, acts, one.source)
            elif one.kind == FILE:
                return sent.file(self.hand, one, _host(self.ground))
            elif one.kind == SEEK:
                return sent.seek(self.hand, one)
            else:
                left = _store(self.hand, acts, Flag(one.flags), bool(one.value))
        except RestlessError:
            raise
        except NotYetError:
            # Nothing was done. The bulk finds out what is where now; until then these wait.
            self.hand.stale = True
            raise
        self.sent = self.sent or left > 0
        return left

    def settle(self, act: Wish) -> None:
        """Find out about a wish whose answer was lost."""
        if act.kind in (FILE, SEEK):
            sent.settle(self.hand, act)
        elif act.kind == MOVE:
            try:
                _settle_move(self.hand, act)
                self.unsure.pop(act.id, None)
            except NotYetError as error:
                # What became of it shows when it is known again what is where.
                self.unsure[act.id] = _standing(self.hand, act)
                self.hand.stale = not isinstance(error, RestlessError)
        else:
            # Setting a flag twice is setting it once.
            with transaction(self.hand.files.core) as tx:
                outbox.put_back(tx, [act], 0, "")

    def unsettled(self) -> Sequence[Wish]:
        """Moves in doubt whose folders stand otherwise than when nothing could be found out about them."""
        core, account = self.hand.files.core, self.hand.account
        doubtful = outbox.of_account(core, account, outbox.DOUBTFUL) if self.unsure else []
        return [act for act in doubtful if act.id in self.unsure and self.unsure[act.id] != _standing(self.hand, act)]


def _standing(hand: Bulk, wish: Wish) -> object:
    """How the folders of a move stand: by what name and number each is known, and whether it can be asked about now.

    And the minute: what the server would not say now, it may say then.
    """
    core = hand.files.core
    frozen = placements.frozen(core)
    marks = [(f, placements.mark(core, f)) for f in (wish.source, wish.value)]
    now = int(time.time()) // 60
    return [(at.wire, at.uidvalidity, folder in frozen, rests(hand, folder), now) for folder, at in marks]


def _host(ground: Ground) -> str:
    """The server that the account sends through."""
    outgoing = services_of(ground.account).get(Service.OUTGOING)
    return outgoing.server.host if isinstance(outgoing, Smtp) else ""


def _settle_move(hand: Bulk, wish: Wish) -> None:
    core = hand.files.core
    target = placements.mark(core, wish.value)
    if placements.frozen(core) & {wish.source, wish.value}:
        raise NotYetError(_("The mail server has numbered the mail in {path} anew.", path=target.path))
    sources = [(u, f) for folder, u, f in placements.where(core, wish.noun_id) if folder == wish.source and u > 0]
    there: dict[int, Flag] = {}
    try:
        enter(hand, wish.source, write=True)
        there = {f.uid: Flag(f.flags or 0) for f in _flags(hand, [u for u, _ in sources])}
    except CommandRefusedError as error:
        raise NotYetError(str(error)) from error
    still = {uid for uid, flags in there.items() if not flags & Flag.DELETED}
    arrived, known = None, False
    try:
        known = select(hand.wire, called(target)).uidvalidity == target.uidvalidity
        arrived = _find(hand, wish, wish.uidnext or 1, known=known)
    except CommandRefusedError as error:
        # It may have been made for this very move. But of what is there and shut nobody knows what is in it.
        if is_listed(hand.wire, called(target)):
            raise NotYetError(str(error)) from error
    if arrived is None and still:
        with transaction(core) as tx:
            outbox.put_back(tx, [wish], 0, "")
        return
    if arrived is not None and there:
        # It was copied, and the line was cut before the original was taken away, or while it was.
        enter(hand, wish.source, write=True)
        _take_away(hand, sorted(there))
    with transaction(core, durable=True) as tx:
        # The mark by which the original was taken away is none of the copy's.
        flags = (wish.flags if not sources else sources[0][1]) & ~int(Flag.DELETED)
        _left(hand, tx, wish.source, [u for u, _ in sources])
        if arrived is not None and not known:
            outbox.await_arrival(tx, wish, flags)
        else:
            held = {(f, u) for f, u, _flags_there in placements.where(core, wish.noun_id)}
            if arrived is not None and (wish.value, arrived) not in held:
                placements.put(tx, wish.value, arrived, wish.noun_id, flags)
            outbox.fulfil(tx, [wish])
        refresh(tx, [wish.noun_id])


def _left(hand: Bulk, tx: Tx, folder: int, uids: Sequence[int]) -> None:
    """Write that messages have left a folder. Where only marking is possible, the server still holds the original."""
    if hand.wire.has("MOVE") or hand.wire.has("UIDPLUS"):
        placements.take_out(tx, folder, uids)
    else:
        placements.set_flag(tx, folder, uids, Flag.DELETED, on=True)


def _find(hand: Bulk, wish: Wish, since: int, *, known: bool) -> int | None:
    """The UID in the open folder of a message that may have been moved there since this was its UIDNEXT.

    Known by its identity: the header fields and the size that it had where it was.
    """
    # A folder that was numbered anew since has no UIDs that we know.
    from_uid = since if known else 1
    identity = messages.identity_of(hand.files.core, wish.noun_id)
    sources = [u for f, u, _ in placements.where(hand.files.core, wish.noun_id) if f == wish.source]
    taken = set(placements.uids(hand.files.core, wish.value, from_uid)) if known else set()
    mine = {u for f, u, _ in placements.where(hand.files.core, wish.noun_id) if f == wish.value} if known else set()
    for line in hand.wire.call(f"UID FETCH {from_uid}:* {hand.items()}"):
        one = answers.fetched(line)
        if one is None or one.uid < from_uid or one.literal is None:
            continue
        if one.uid in mine:
            return one.uid
        if one.uid not in taken and identity in _identities(hand, one, wish.source, sources):
            return one.uid
    return None


def _identities(hand: Bulk, one: answers.Fetched, folder: int, uids: Sequence[int]) -> list[int]:
    """By what a mail may be known that came from one of these places."""
    came = arrival(hand.account, one)
    return [came.identity, *([of_place(came.identity, folder, u) for u in uids] if came.nameless else ())]


def _flags(hand: Bulk, uids: Sequence[int]) -> list[answers.Fetched]:
    if not uids:
        return []
    lines = hand.wire.call(f"UID FETCH {answers.as_set(list(uids))} (UID FLAGS)")
    return [one for one in map(answers.fetched, lines) if one is not None and one.uid in uids]


READ_ONLY = "NO [READ-ONLY] The folder can only be read."
"""As a server says it (RFC 3501): what is shown is made of the code."""


def _open(hand: Bulk, folder: int) -> None:
    """Open a folder to change what is in it. RefusedError where the server lets nobody change anything there."""
    if enter(hand, folder, write=True).read_only:
        raise CommandRefusedError(READ_ONLY)


def _wait(hand: Bulk, wishes: Sequence[Wish]) -> None:
    """Let wishes wait whose message is not where it was: the next look finds where it went, or that it is gone."""
    if wishes:
        hand.stale = True
        with transaction(hand.files.core, durable=True) as tx:
            outbox.put_back(tx, wishes, int(time.time()) + LOOK_FIRST_S, "")


def _there(hand: Bulk, uids: Iterable[int]) -> set[int]:
    """Those of these UIDs that the open folder still has: what is said of others is answered with OK all the same."""
    lines = hand.wire.call(f"UID FETCH {answers.as_set(list(uids))} (UID)")
    return {one.uid for one in map(answers.fetched, lines) if one is not None}


def _places(hand: Bulk, wish: Wish, folder: int | None = None) -> list[tuple[int, int, int]]:
    """Where a message is, in one folder or in all, with its flags.

    What is marked as deleted is its place only where it has no other: it may be the original of a copy.
    """
    held = placements.where(hand.files.core, wish.noun_id)
    places = [place for place in held if place[1] > 0 and folder in (None, place[0])]
    return [place for place in places if not place[2] & Flag.DELETED] or places


def _store(hand: Bulk, wishes: Sequence[Wish], flag: Flag, on: bool) -> int:
    core = hand.files.core
    places = {w.id: [(f, u) for f, u, _flags_there in _places(hand, w)] for w in wishes}
    found = [w for w in wishes if places[w.id]]
    _wait(hand, [w for w in wishes if w not in found and not outbox.on_its_way(core, w)])
    if not found:
        return 0
    with transaction(core, durable=True) as tx:
        wishes = outbox.leave(tx, found, {}, {})
    spots: dict[int, set[int]] = defaultdict(set)
    for folder, uid in (place for w in wishes for place in places[w.id]):
        spots[folder].add(uid)
    there: dict[int, set[int]] = {}
    for folder, uids in spots.items():
        _open(hand, folder)
        sign = "+" if on else "-"
        hand.wire.call(f"UID STORE {answers.as_set(list(uids))} {sign}FLAGS.SILENT ({FLAG_NAME[flag]})")
        there[folder] = _there(hand, uids) & uids
    lost = [w for w in wishes if not any(u in there[f] for f, u in places[w.id])]
    with transaction(core) as tx:
        for folder, uids in there.items():
            placements.set_flag(tx, folder, uids, flag, on=on)
        done = [w for w in wishes if w not in lost]
        outbox.fulfil(tx, done)
        refresh(tx, [w.noun_id for w in done])
    _wait(hand, lost)
    return len(done)


def _move(hand: Bulk, wishes: Sequence[Wish], source: int, target: int) -> int:
    core, wire = hand.files.core, hand.wire
    to = placements.mark(core, target)
    by_uid: dict[int, Wish] = {}
    flags: dict[int, int] = {}
    for wish in wishes:
        for _folder, uid, here in _places(hand, wish, source):
            by_uid[uid] = wish
            flags[wish.noun_id] = here
    _wait(hand, [w for w in wishes if w.noun_id not in flags and not outbox.on_its_way(core, w)])
    if not by_uid:
        return 0
    before = asked(hand, to) if to.wire or to.uidvalidity else made(hand, to)
    to = placements.mark(core, target)
    there = quoted(called(to))
    _open(hand, source)
    held = _there(hand, by_uid)
    uids = sorted(u for u in by_uid if u in held)
    leaving = list({by_uid[u].id: by_uid[u] for u in uids}.values())
    _wait(hand, list({w.id: w for w in by_uid.values() if w not in leaving}.values()))
    if not leaving:
        return 0
    with transaction(core, durable=True) as tx:
        leaving = outbox.leave(tx, leaving, {"uidnext": before.uidnext}, flags)
    uids = [u for u in uids if by_uid[u] in leaving]
    if not uids:
        return 0
    named = answers.as_set(uids).encode()
    if wire.has("MOVE"):
        arrived = answers.copied(wire.call(b"UID MOVE %b %b" % (named, there)), to.uidvalidity, uids)
    else:
        arrived = answers.copied(wire.call(b"UID COPY %b %b" % (named, there)), to.uidvalidity, uids)
        try:
            _take_away(hand, uids)
        except CommandRefusedError:
            _uncopy(hand, uids, to, leaving, before.uidnext, list(arrived.values()))
            raise
    with transaction(core, durable=True) as tx:
        _left(hand, tx, source, uids)
        for uid in uids:
            if uid in arrived:
                placements.put(tx, target, arrived[uid], by_uid[uid].noun_id, flags[by_uid[uid].noun_id])
        for wish in leaving:
            if any(u in arrived for u in uids if by_uid[u] is wish):
                outbox.fulfil(tx, [wish])
            else:
                outbox.await_arrival(tx, wish, flags[wish.noun_id])
        refresh(tx, [w.noun_id for w in leaving])
    return len(leaving)


def _uncopy(
    hand: Bulk, uids: Sequence[int], to: FolderMark, wishes: Sequence[Wish], since: int, copies: Sequence[int]
) -> None:
    """The originals may not be taken away: take the copies back, so that nothing is there twice.

    Not as long as an original is marked: then the copy is all that is seen of it, and all that stays.
    """
    with contextlib.suppress(CommandRefusedError):
        marked = [one.uid for one in _flags(hand, uids) if (one.flags or 0) & Flag.DELETED]
        if marked:
            hand.wire.call(f"UID STORE {answers.as_set(marked)} -FLAGS.SILENT (\\Deleted)")
        known = select(hand.wire, called(to), write=True).uidvalidity == to.uidvalidity
        # Without UIDPLUS nothing said where they went.
        found = copies or [u for w in wishes if (u := _find(hand, w, since, known=known)) is not None]
        if found:
            _take_away(hand, found)


def _take_away(hand: Bulk, uids: Sequence[int]) -> None:
    """Take the originals of copied messages out of the open folder. Never a bare EXPUNGE: it would take others too."""
    hand.wire.call(f"UID STORE {answers.as_set(list(uids))} +FLAGS.SILENT (\\Deleted)")
    if hand.wire.has("UIDPLUS"):
        hand.wire.call(f"UID EXPUNGE {answers.as_set(list(uids))}")


def _expunge(hand: Bulk, wishes: Sequence[Wish], source: int) -> int:
    """Delete messages for good out of one folder, by UID. What was moved out of it meanwhile stays where it is.

    A server without UIDPLUS can only be told to mark them: EXPUNGE would take what others marked too. They are shown no
    more, and what is kept of them is forgotten once they are gone.
    """
    core = hand.files.core
    validity = placements.mark(core, source).uidvalidity
    by_uid = {
        uid: wish
        for wish in wishes
        for folder, uid, _flags_there in placements.where(core, wish.noun_id)
        if folder == source and uid > 0 and erasing.means(wish, uid, validity)
    }
    if by_uid:
        _open(hand, source)
    there = _there(hand, by_uid) & by_uid.keys() if by_uid else set()
    leaving = list({by_uid[u].id: by_uid[u] for u in sorted(there)}.values())
    # What is not there was deleted when the answer was lost, or by somebody else, or was moved: a look tells.
    rest = [w for w in wishes if w not in leaving and not outbox.on_its_way(core, w)]
    hand.stale = hand.stale or bool(rest)
    with transaction(core, durable=True) as tx:
        outbox.fulfil(tx, rest)
        placements.take_out(tx, source, [u for u, w in by_uid.items() if w in rest and w.tries and u not in there])
        erasing.ask(tx, [w.noun_id for w in rest])
        refresh(tx, [w.noun_id for w in rest])
        leaving = outbox.leave(tx, leaving, {}, {})
    there = {u for u in there if by_uid[u] in leaving}
    if not leaving:
        return len(rest)
    try:
        _take_away(hand, sorted(there))
    except CommandRefusedError:
        with contextlib.suppress(CommandRefusedError):
            hand.wire.call(f"UID STORE {answers.as_set(sorted(there))} -FLAGS.SILENT (\\Deleted)")
        raise
    with transaction(core, durable=True) as tx:
        if hand.wire.has("UIDPLUS"):
            placements.take_out(tx, source, there)
        else:
            placements.set_flag(tx, source, there, Flag.DELETED, on=True)
        outbox.fulfil(tx, leaving)
        erasing.ask(tx, [w.noun_id for w in leaving])
        refresh(tx, [w.noun_id for w in leaving])
    return len(leaving) + len(rest)
