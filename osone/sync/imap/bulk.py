"""The bulk of IMAP: headers newest first, what changed since, then bodies, in windows that can be cut anywhere."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from osone.mail.header import HEADER_FIELDS
from osone.mail.relayed import PIECE
from osone.model.change import Topic
from osone.store import bodies, messages, outbox, placements
from osone.store.arrivals import Arrival, add
from osone.store.placements import FolderMark
from osone.store.shown import refresh
from osone.store.threads import together
from osone.store.writing import transaction
from osone.sync import filing
from osone.sync.imap import answers
from osone.sync.imap.answers import Fetched, Selected
from osone.sync.imap.arriving import arrival
from osone.sync.imap.following import Look
from osone.sync.imap.mailboxes import Spaces, is_listed
from osone.sync.imap.names import called, quoted
from osone.sync.imap.wire import CommandRefusedError, Wire
from osone.sync.messages import Progress, Report, Work
from osone.sync.source import NotYetError
from osone.sync.working import Files, Pace, uncollected
from osone.text.catalogue import _

FIRST_WINDOW = 200
"""UIDs asked for first: a screen of rows within a second."""
LARGEST_WINDOW = 2_000
SPARSE = 4
"""So many UIDs a message make it worth asking which there are."""
SLOW_S = 0.2
"""What came is stored after so long, though its window is not over."""
FLAGS_LOOKED_AT = 2_000
"""Without CONDSTORE: the newest flags looked at each time, and the size of the slice of older ones."""
BODY_BYTES = 2 * 1024 * 1024
BODY_COUNT = 50
LARGEST_BODY = 32 * 1024 * 1024
"""A larger mail is fetched when it is opened."""


@dataclass(slots=True)
class Bulk:
    """One account's bulk connection and its way into the store."""

    wire: Wire
    files: Files
    account: int
    me: frozenset[str]
    pace: Pace
    report: Report
    slices: dict[int, int] = field(default_factory=dict)
    """Without CONDSTORE: by folder, the UID below which the next slice of flags begins."""
    away: Callable[[], bool] = lambda: False
    """Whether something more pressing than bodies has come up."""
    give_way: Callable[[], bool] = lambda: False
    """Lets whoever is more pressing have this connection for a moment; whether somebody did."""
    pressed: Callable[[], bool] = lambda: False
    """Whether somebody more pressing waits for this connection."""
    stale: bool = False
    """A folder was found to be numbered anew: it must be looked at before anything else is done there."""
    spaces: Spaces | None = None
    """Where the account's top level is; None until somebody asked."""
    look: Look = field(default_factory=Look)
    """The reading of all folders that is under way."""

    def was_read(self, folder: int) -> None:
        """A folder was read, or cannot be: what the look says of wishes that are astray is found with its last one."""
        again = self.look.read(self.files.core, self.account, folder, self.report)
        self.stale = self.stale or again

    def items(self) -> str:
        """What is asked of every new message."""
        server_id = " X-GM-MSGID" if self.wire.has("X-GM-EXT-1") else " EMAILID" if self.wire.has("OBJECTID") else ""
        fields = f"BODY.PEEK[HEADER.FIELDS ({' '.join(HEADER_FIELDS)})]"
        # Of the servers on its way the last one is enough; that is apart from the fields that name the message.
        return (
            f"(UID FLAGS INTERNALDATE RFC822.SIZE{server_id} {fields} BODY.PEEK[HEADER.FIELDS (Received)]<0.{PIECE}>)"
        )


def select(wire: Wire, name: bytes, *, write: bool = False) -> Selected:
    """Open a mailbox by its own name, for reading unless ``write``."""
    wire.opened = b""
    condstore = b" (CONDSTORE)" if wire.has("CONDSTORE") else b""
    lines = wire.call(b"%b %b%b" % (b"SELECT" if write else b"EXAMINE", quoted(name), condstore))
    wire.opened = name
    return answers.selected(lines)


class RenewedError(NotYetError):
    """A folder's UIDVALIDITY is another than we know: its UIDs name other messages now."""


class MissingError(NotYetError):
    """A folder is no more where it was: it was renamed or deleted elsewhere, and the next look finds out which."""


def missing(bulk: Bulk, at: FolderMark, error: CommandRefusedError) -> MissingError | None:
    """The error for a folder that was refused because it is not there any more; None where it is."""
    if error.passing or is_listed(bulk.wire, called(at)):
        return None
    return MissingError(_("{path} was renamed or deleted on the server.", path=at.path))


def enter(bulk: Bulk, folder: int, *, write: bool = False) -> Selected:
    """Open a folder to act on UIDs that we know.

    Raises RenewedError where they hold no more (RFC 9051, 2.3.1.1), MissingError where the folder is gone.
    """
    at = placements.mark(bulk.files.core, folder)
    try:
        now = select(bulk.wire, called(at), write=write)
    except CommandRefusedError as error:
        if (gone := missing(bulk, at, error)) is not None:
            raise gone from error
        raise
    if at.uidvalidity != now.uidvalidity:
        raise RenewedError(_("The mail server has numbered the mail in {path} anew.", path=at.path))
    return now


def step_aside(bulk: Bulk, folder: int) -> None:
    """Between two commands: let somebody more pressing have this connection, and open the folder again."""
    if bulk.give_way():
        enter(bulk, folder)


def _looked_at(bulk: Bulk, name: bytes) -> Selected:
    """Open a folder for reading, and see to it that UIDNEXT is known: old servers leave it out."""
    now = select(bulk.wire, name)
    if now.uidnext:
        return now
    highest = 0
    if now.total:
        for line in bulk.wire.call(f"FETCH {now.total} (UID)"):
            one = answers.fetched(line)
            highest = max(highest, one.uid if one else 0)
    return replace(now, uidnext=highest + 1)


def sync_folder(bulk: Bulk, folder: int) -> bool:
    """Bring one folder up to date, headers and flags; True where anything was different.

    The last one of a look says of wishes whose message is not where it was where it is now.
    """
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
    now = _looked_at(bulk, called(at))
    if at.uidvalidity and at.uidvalidity != now.uidvalidity:
        with transaction(core) as tx:
            placements.set_aside(tx, folder)
            placements.set_mark(tx, folder, uidvalidity=now.uidvalidity, uidnext=0, modseq=0, total=-1, low_uid=0)
        at = placements.mark(core, folder)
    whole = at.low_uid == 1 and at.uidnext == now.uidnext and at.total == now.total
    if whole and bulk.wire.has("CONDSTORE") and now.modseq and at.modseq == now.modseq:
        return False
    if not at.uidnext:
        with transaction(core) as tx:
            placements.set_mark(tx, folder, uidvalidity=now.uidvalidity, uidnext=now.uidnext, low_uid=now.uidnext)
        at = placements.mark(core, folder)
    different = _newer(bulk, at, now)
    different = _older(bulk, placements.mark(core, folder), now) or different
    different = _flags(bulk, at, now) or different
    different = _expunged(bulk, folder, now, certain=whole) or different
    with transaction(core) as tx:
        placements.set_mark(tx, folder, modseq=now.modseq, total=now.total, low_uid=1)
        if folder in placements.frozen(core):
            placements.drop_aside(tx, folder)
    return different


def _newer(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """Messages that came since the last look, upwards."""
    low, different = at.uidnext, False
    while low < now.uidnext:
        step_aside(bulk, at.folder)
        high = min(low + LARGEST_WINDOW, now.uidnext) - 1
        tag = bulk.wire.send(f"UID FETCH {low}:{high} {bulk.items()}")
        different = _take(bulk, at.folder, tag, uidnext=high + 1) > 0 or different
        low = high + 1
    return different


def _older(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """The rest of a folder that was never read whole, downwards, one window ahead of what is being stored."""
    different = False
    asked: list[tuple[bytes, int]] = []
    began, came = time.monotonic(), 0
    before = placements.counted(bulk.files.core, at.folder)
    windows = _windows(bulk, at, now)
    while True:
        if not asked:
            step_aside(bulk, at.folder)
        # One is on its way while one is stored; but where somebody waits, the end of it comes first.
        while len(asked) < (1 if bulk.pressed() else 2) and (window := next(windows, None)):
            low, high = window
            asked.append((bulk.wire.send(f"UID FETCH {low}:{high} {bulk.items()}"), low))
        if not asked:
            return different
        tag, low = asked.pop(0)
        count = _take(bulk, at.folder, tag, low_uid=low)
        came += count
        different = different or count > 0
        rate = round(came / max(0.001, time.monotonic() - began))
        left = max(0, now.total - before - came)
        bulk.report(Progress(Work.HEADERS, came, left, bulk.account, at.path, rate))


def _windows(bulk: Bulk, at: FolderMark, now: Selected) -> Iterator[tuple[int, int]]:
    """Ranges of UIDs that together reach from where reading stopped down to 1, the first ones small."""
    size, high = FIRST_WINDOW, at.low_uid - 1
    if high > SPARSE * max(now.total, LARGEST_WINDOW):
        # Most UIDs are of messages long gone: ask which there are, rather than walk through the holes.
        there = sorted(u for u in _all_uids(bulk) if u <= high)
        while there:
            low = there[-size] if len(there) > size else 1
            yield low, high
            there = there[:-size]
            high, size = low - 1, min(size * 2, LARGEST_WINDOW)
        if high >= 1:
            yield 1, high
        return
    while high >= 1:
        low = max(1, high - size + 1)
        yield low, high
        high, size = low - 1, min(size * 2, LARGEST_WINDOW)


def _all_uids(bulk: Bulk) -> set[int]:
    there: set[int] = set()
    for line in bulk.wire.call("UID SEARCH ALL"):
        if line.text[:8].upper() == b"* SEARCH":
            there.update(int(u) for u in line.text[8:].split() if u.isdigit())
    return there


def _take(bulk: Bulk, folder: int, tag: bytes, **mark: int) -> int:
    """Store rows as they stream in; the window's mark is written with its last rows."""
    batch: list[Arrival] = []
    count, began = 0, time.monotonic()
    with uncollected():
        for line in bulk.wire.until(tag):
            one = answers.fetched(line)
            if one is None or one.literal is None:
                continue
            batch.append(arrival(bulk.account, one))
            # All are read before any is stored: to turn to and fro costs more than both. Where the line is slow, what
            # came meanwhile is shown.
            if len(batch) >= LARGEST_WINDOW or time.monotonic() - began > SLOW_S:
                count += _keep(bulk, folder, batch, {})
                batch, began = [], time.monotonic()
        count += _keep(bulk, folder, batch, mark)
    return count


def _keep(bulk: Bulk, folder: int, batch: Sequence[Arrival], mark: dict[str, int]) -> int:
    # While nobody watches, a window is one transaction: fewer commits write the leaves of the hashed indexes again.
    most = LARGEST_WINDOW
    if bulk.pace.watched:
        # The row of a thread that comes in one transaction is written once.
        batch = [batch[n] for n in together([a.links for a in batch])]
        most = bulk.pace.rows
    for start in range(0, len(batch) or 1, most):
        with transaction(bulk.files.core) as tx:
            add(tx, bulk.account, folder, batch[start : start + most])
            if mark and start + most >= len(batch):
                placements.set_mark(tx, folder, **mark)
        bulk.pace.gap()
    return len(batch)


def _flags(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """Flags that were changed elsewhere."""
    if at.total <= 0:
        return False
    if bulk.wire.has("CONDSTORE") and at.modseq and now.modseq:
        if at.modseq == now.modseq:
            return False
        return _set(bulk, at.folder, f"UID FETCH 1:* (UID FLAGS) (CHANGEDSINCE {at.modseq})")
    known = placements.uids(bulk.files.core, at.folder)
    if not known:
        return False
    newest = known[-FLAGS_LOOKED_AT:]
    different = _set(bulk, at.folder, f"UID FETCH {newest[0]}:* (UID FLAGS)")
    below = min(bulk.slices.get(at.folder, newest[0]), newest[0])
    older = [u for u in known if u < below][-FLAGS_LOOKED_AT:]
    if older:
        different = _set(bulk, at.folder, f"UID FETCH {older[0]}:{older[-1]} (UID FLAGS)") or different
    bulk.slices[at.folder] = older[0] if older else newest[0]
    return different


def _set(bulk: Bulk, folder: int, command: str) -> bool:
    flags: dict[int, int] = {}
    for line in bulk.wire.call(command):
        one = answers.fetched(line)
        if one is not None and one.flags is not None:
            flags[one.uid] = one.flags
    listed = list(flags.items())
    for start in range(0, len(listed), bulk.pace.rows):
        with transaction(bulk.files.core) as tx:
            placements.set_flags(tx, folder, dict(listed[start : start + bulk.pace.rows]))
        bulk.pace.gap()
    return bool(flags)


def _expunged(bulk: Bulk, folder: int, now: Selected, *, certain: bool) -> bool:
    """Messages that were deleted elsewhere: only looked for where the count does not come out."""
    core = bulk.files.core
    if certain or len(known := placements.uids(core, folder)) == now.total:
        return False
    there = _all_uids(bulk)
    gone = [u for u in known if u not in there and u < now.uidnext]
    # What the server has and we lack (a window that came without a row) is asked for by its UID.
    missing = sorted(there.difference(known))
    if missing:
        tag = bulk.wire.send(f"UID FETCH {answers.as_set(missing)} {bulk.items()}")
        _take(bulk, folder, tag)
    for start in range(0, len(gone), bulk.pace.rows):
        with transaction(core) as tx:
            placements.remove(tx, folder, gone[start : start + bulk.pace.rows])
        bulk.pace.gap()
    return bool(gone or missing)


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
        came += len(bring(bulk, wanted))
        rate = round(came / max(0.001, time.monotonic() - began))
        bulk.report(Progress(Work.BODIES, came, max(0, left - came), bulk.account, at.path, rate))
        bulk.pace.gap()
    return came


def bring(bulk: Bulk, wanted: dict[int, int]) -> list[int]:
    """Fetch whole messages of the folder that is open, by UID, and keep them: ``raw`` first, then ``core``."""
    came: list[tuple[int, bytes]] = []
    for line in bulk.wire.call(f"UID FETCH {answers.as_set(list(wanted))} (UID BODY.PEEK[])"):
        one: Fetched | None = answers.fetched(line)
        if one is not None and one.literal is not None and one.uid in wanted:
            came.append((wanted[one.uid], one.literal))
    keep_bodies(bulk.files, bulk.me, came, bulk.pace)
    return [m for m, _ in came]


def keep_bodies(files: Files, me: frozenset[str], came: Sequence[tuple[int, bytes]], pace: Pace) -> None:
    """Keep raw messages, then tell ``core`` what only the body tells."""
    with uncollected():
        described = filing.describe_all(files.core, came, me, files.read)
    messages.keep_raw(files.raw, [(d.message, d.raw, d.text) for d in described], files.core)
    size = max(1, pace.rows // 4)  # a row that is described costs about four that arrive
    for start in range(0, len(described), size):
        part = described[start : start + size]
        with transaction(files.core) as tx:
            refresh(tx, messages.describe(tx, filing.rows(part)))
            tx.changed(Topic.BODY, [d.message for d in part])
            bodies.wanted_no_more(tx, [d.message for d in part])
        pace.gap()
