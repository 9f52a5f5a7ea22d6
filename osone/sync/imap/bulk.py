"""The bulk of IMAP: a folder brought up to date, headers newest first, what changed since, then bodies."""

import time
from collections import defaultdict
from collections.abc import Sequence

from osone.model.change import Topic
from osone.store import bodies, likeness, messages, outbox, placements, reread, withheld
from osone.store.placements import FolderMark
from osone.store.writing import transaction
from osone.sync import filing
from osone.sync.imap import answers, heads, there
from osone.sync.imap.answers import Selected
from osone.sync.imap.names import called
from osone.sync.imap.opened import (
    Bulk,
    RenewedError,
    RestlessError,
    enter,
    looked_at,
    renewed,
    rests,
    select,
    settled,
    step_aside,
)
from osone.sync.imap.there import Came
from osone.sync.imap.wire import Budget, CommandRefusedError
from osone.sync.messages import Progress, Work
from osone.sync.source import NotYetError
from osone.sync.working import Files, Pace, uncollected
from osone.text.catalogue import _

FLAGS_LOOKED_AT = 2_000
"""Without CONDSTORE: the newest flags looked at each time, and the size of the slice of older ones."""
BODY_BYTES = 2 * 1024 * 1024
BODY_COUNT = 50
WANTED = 50
"""Bodies that somebody waits for, fetched before the next look at who waits."""
LARGEST_BODY = 32 * 1024 * 1024
"""A larger mail is fetched when it is opened."""
LARGEST_OPENED = 64 * 1024 * 1024
"""A mail that is larger yet is not kept: no mail program sends one, and to read it would take all memory."""


def sync_folder(bulk: Bulk, folder: int) -> bool:
    """Bring one folder up to date, headers and flags; True where anything was different.

    The last one of a look says of wishes whose message is not where it was where it is now.
    """
    if rests(bulk, folder):
        bulk.was_read(folder)
        return False
    expected = outbox.expected(bulk.files.core, folder)
    different = _bring_up(bulk, folder)
    if expected:
        # What a move should have brought here before we looked, and did not, is not coming.
        with transaction(bulk.files.core) as tx:
            gone = outbox.never_came(tx, expected)
        different = different or bool(gone)
    bulk.was_read(folder)
    return different


def _bring_up(bulk: Bulk, folder: int) -> bool:
    core = bulk.files.core
    at = placements.mark(core, folder)
    now = looked_at(bulk, called(at))
    if at.uidvalidity and at.uidvalidity != now.uidvalidity:
        with transaction(core) as tx:
            placements.set_aside(tx, folder)
            placements.set_mark(tx, folder, uidvalidity=now.uidvalidity, uidnext=0, modseq=0, total=-1, low_uid=0)
        renewed(bulk, folder, at.path)
        at = placements.mark(core, folder)
    elif at.uidnext:
        settled(bulk, folder)
    whole = at.low_uid == 1 and at.uidnext == now.uidnext and at.total == now.total
    again = withheld.due(core, folder, withheld.HEAD, int(time.time()))
    if whole and not again and bulk.wire.has("CONDSTORE") and now.modseq and at.modseq == now.modseq:
        return False
    if not at.uidnext:
        with transaction(core) as tx:
            placements.set_mark(tx, folder, uidvalidity=now.uidvalidity, uidnext=now.uidnext, low_uid=now.uidnext)
        at = placements.mark(core, folder)
    different = heads.newer(bulk, at, now)
    different = heads.older(bulk, placements.mark(core, folder), now) or different
    different = heads.named(bulk, at, again) or different
    different = _flags(bulk, at, now) or different
    changed, total = _expunged(bulk, at, now, certain=whole)
    with transaction(core) as tx:
        placements.set_mark(tx, folder, modseq=now.modseq, total=total, low_uid=1)
        if total == now.total and folder in placements.frozen(core):
            placements.drop_aside(tx, folder)
    return different or changed


def _flags(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """Flags that were changed elsewhere."""
    if at.total == 0 or (at.total < 0 and not at.modseq):
        return False
    if bulk.wire.has("CONDSTORE") and at.modseq and now.modseq:
        if at.modseq == now.modseq:
            return False
        return _set(bulk, at.folder, f"1:* (UID FLAGS) (CHANGEDSINCE {at.modseq})", now.total)
    known = placements.uids(bulk.files.core, at.folder)
    if not known:
        return False
    newest = known[-FLAGS_LOOKED_AT:]
    different = _set(bulk, at.folder, f"{newest[0]}:* (UID FLAGS)", len(newest), newest)
    below = min(bulk.slices.get(at.folder, newest[0]), newest[0])
    older = [u for u in known if u < below][-FLAGS_LOOKED_AT:]
    if older:
        span = f"{older[0]}:{older[-1]} (UID FLAGS)"
        different = _set(bulk, at.folder, span, len(older), older) or different
    bulk.slices[at.folder] = older[0] if older else newest[0]
    return different


def _set(bulk: Bulk, folder: int, which: str, expected: int, uids: Sequence[int] = ()) -> bool:
    """Take over flags. Where one message makes the server refuse them all, they are asked for in parts.

    Those of ``uids``, or of the newest.
    """
    flags: dict[int, int] = {}

    def ask(command: str, expected: int) -> Came:
        came: set[int] = set()
        try:
            for line in bulk.wire.until(bulk.wire.send(command), Budget.of_rows(expected, there.UID_BYTES)):
                one = answers.fetched(line)
                if one is not None and one.flags is not None:
                    flags[one.uid] = one.flags
                    came.add(one.uid)
        except CommandRefusedError as error:
            return came, error
        return came, None

    came, refused = ask(f"UID FETCH {which}", expected)
    if refused is not None:
        some = uids or placements.uids(bulk.files.core, folder)[-FLAGS_LOOKED_AT:]
        there.by_halves(
            [uid for uid in some if uid not in came],
            lambda part: ask(f"UID FETCH {answers.as_set(part)} (UID FLAGS)", len(part)),
            lambda _uid, _why: None,
            well=bool(came),
        )
    listed = list(flags.items())
    for start in range(0, len(listed), bulk.pace.rows):
        with transaction(bulk.files.core) as tx:
            placements.set_flags(tx, folder, dict(listed[start : start + bulk.pace.rows]))
        bulk.pace.gap()
    return bool(flags)


def _expunged(bulk: Bulk, at: FolderMark, now: Selected, *, certain: bool) -> tuple[bool, int]:
    """Messages that were deleted elsewhere, or are lacking here: only looked for where the count does not come out.

    Whether anything is different, and how many messages are known now. Nothing is taken away on the word of one look,
    nor of one that says anything else than EXISTS does: servers answer a SEARCH in part, or with nothing at all.
    """
    core, folder = bulk.files.core, at.folder
    known = placements.uids(core, folder)
    kept_back = set(withheld.of_folder(core, folder, withheld.HEAD)).difference(known)
    if certain or len(known) + len(kept_back) == now.total:
        return False, now.total
    held = there.look(bulk.wire, now.total)
    if held is None:
        # The count stays one that is not the server's, so that this is looked at again.
        return False, min(len(known), now.total - 1) if now.total else len(known)
    over = kept_back - held
    if over:
        with transaction(core) as tx:
            withheld.given(tx, folder, over, withheld.HEAD)
    # What the server has and we lack (a window that came without a row) is asked for by its UID.
    different = heads.named(bulk, at, sorted(held.difference(known, kept_back)))
    gone = [u for u in known if 0 < u < now.uidnext and u not in held]
    if gone:
        again = select(bulk.wire, called(at))
        if again.uidvalidity != now.uidvalidity:
            raise RenewedError(_("The mail server has numbered the mail in {path} anew.", path=at.path))
        second = there.look(bulk.wire, again.total)
        gone = [u for u in gone if second is not None and u not in second]
    for start in range(0, len(gone), bulk.pace.rows):
        with transaction(core) as tx:
            placements.remove(tx, folder, gone[start : start + bulk.pace.rows])
        bulk.pace.gap()
    return different or bool(gone), now.total


def fetch_bodies(bulk: Bulk, folder: int, *, most: int = 1 << 40) -> int:
    """Bring in the bodies of a folder that are not here yet, newest first; how many came."""
    at = placements.mark(bulk.files.core, folder)
    came, below, began, opened, left = 0, 1 << 40, time.monotonic(), False, 0
    while came < most and not bulk.away():
        rest = bodies.missing(bulk.files.reader, folder, below, LARGEST_BODY, BODY_COUNT)
        if not rest:
            break
        if opened:
            step_aside(bulk, folder)
        else:
            enter(bulk, folder)
            left, opened = bodies.left(bulk.files.reader, folder, LARGEST_BODY), True
        wanted: dict[int, int] = {}
        weight = 0
        for one in rest:
            if wanted and weight + one.size > BODY_BYTES:
                break
            wanted[one.uid] = one.message
            weight += one.size
            below = one.uid - 1
        came += len(bring(bulk, folder, wanted))
        rate = round(came / max(0.001, time.monotonic() - began))
        bulk.report(Progress(Work.BODIES, came, max(0, left - came), bulk.account, at.path, rate))
        bulk.pace.gap()
    return came


def fetch_wanted(bulk: Bulk) -> int:
    """Bring in what somebody has opened and waits for."""
    by_folder: dict[int, dict[int, int]] = defaultdict(dict)
    for message, folder, uid in bodies.wanted(bulk.files.core, bulk.account, WANTED):
        by_folder[folder][uid] = message
    came = 0
    for folder, wanted in by_folder.items():
        try:
            enter(bulk, folder)
            came += len(bring(bulk, folder, wanted, largest=LARGEST_OPENED))
        except RestlessError:
            continue
        except NotYetError:
            bulk.stale = True
            continue
        except CommandRefusedError:
            pass
        with transaction(bulk.files.core) as tx:
            # What the server no longer has will not come however often it is asked for.
            bodies.wanted_no_more(tx, wanted.values())
            tx.changed(Topic.BODY, wanted.values())
    return came


def bring(bulk: Bulk, folder: int, wanted: dict[int, int], *, largest: int = LARGEST_BODY) -> list[int]:
    """Fetch whole messages of the folder that is open, by UID, and keep them: ``raw`` first, then ``core``.

    Gives the messages that came. What the server refuses, does not have or makes too large is noted with its words,
    and not asked for again for a while; it keeps no other from coming.
    """
    core, here, lost = bulk.files.core, set[int](), dict[int, str]()

    def ask(uids: list[int]) -> Came:
        return _fetch(bulk, wanted, uids, largest, here, lost)

    came, refused = ask(list(wanted))
    rest = [uid for uid in wanted if uid not in came]
    if refused is not None and rest:
        there.by_halves(rest, ask, lambda uid, why: lost.update({uid: why.words}), well=bool(came))
    lost.update({uid: "" for uid in wanted if uid not in here and uid not in lost})
    if lost or withheld.of_folder(core, folder, withheld.BODY):
        with transaction(core) as tx:
            withheld.given(tx, folder, here, withheld.BODY)
            for uid, words in lost.items():
                withheld.put(tx, folder, uid, withheld.BODY, words, int(time.time()))
            tx.changed(Topic.BODY, [wanted[uid] for uid in lost])
    return [wanted[uid] for uid in wanted if uid in here]


def _fetch(
    bulk: Bulk, wanted: dict[int, int], uids: list[int], largest: int, here: set[int], lost: dict[int, str]
) -> Came:
    """Ask for some whole messages, and note which are ``here`` now and which are too large. Few are held at a time."""
    came: set[int] = set()
    batch: list[tuple[int, bytes]] = []
    weight = 0
    refused: CommandRefusedError | None = None
    tag = bulk.wire.send(f"UID FETCH {answers.as_set(uids)} (UID BODY.PEEK[])")
    try:
        for line in bulk.wire.until(tag, Budget.of_rows(len(uids), largest)):
            one = answers.fetched(line)
            if one is None or one.literal is None or one.uid not in wanted or one.uid in came:
                continue
            if not one.literal and any(row.size for row in messages.some(bulk.files.reader, [wanted[one.uid]])):
                # Expunged meanwhile: its place in this session still answers, with nothing (RFC 2180, 4.1.3).
                continue
            came.add(one.uid)
            if line.cut:
                lost[one.uid] = withheld.TOO_LARGE
                continue
            here.add(one.uid)
            batch.append((wanted[one.uid], one.literal))
            weight += len(one.literal)
            if weight > 2 * BODY_BYTES:
                _keep(bulk, batch)
                batch, weight = [], 0
    except CommandRefusedError as error:
        refused = error
    _keep(bulk, batch)
    return came, refused


def _keep(bulk: Bulk, came: Sequence[tuple[int, bytes]]) -> None:
    """Keep whole messages; one that nobody gave a name is one with the same in another folder, now that both are here.

    A server that gives messages ids of its own says itself which are one.
    """
    nameless = keep_bodies(bulk.files, bulk.me, came, bulk.pace)
    if bulk.wire.has("X-GM-EXT-1") or bulk.wire.has("OBJECTID"):
        return
    for message, raw in nameless:
        for other in likeness.alike(bulk.files.core, message):
            if messages.raw(bulk.files.reader, other) == raw:
                with transaction(bulk.files.core) as tx:
                    likeness.unite(tx, message, other)
                break


def keep_bodies(
    files: Files, me: frozenset[str], came: Sequence[tuple[int, bytes]], pace: Pace
) -> list[tuple[int, bytes]]:
    """Keep raw messages, then tell ``core`` what only the body tells. Those without a Message-ID are given back."""
    with uncollected():
        described = filing.describe_all(files.core, came, me, files.read)
    names = {d.message: d.files for d in described if d.files}
    messages.keep_raw(files.raw, [(d.message, d.raw, d.text) for d in described], files.core, names)
    size = max(1, pace.rows // 4)  # a row that is described costs about four that arrive
    for start in range(0, len(described), size):
        part = described[start : start + size]
        with transaction(files.core) as tx:
            reread.keep(tx, [filing.head_of_row(d) for d in part if d.mended])
            filing.keep(tx, part)
            tx.changed(Topic.BODY, [d.message for d in part])
            bodies.wanted_no_more(tx, [d.message for d in part])
        pace.gap()
    return [(d.message, d.raw) for d in described if not d.header.message_id]
