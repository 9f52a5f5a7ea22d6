"""The rows of messages: windows of a folder, newest first, whatever one message in it or its numbers are like."""

import logging
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from osone.mail.relayed import PIECE
from osone.model.mail import Address
from osone.store import placements, withheld
from osone.store.arrivals import Arrival, add
from osone.store.placements import FolderMark
from osone.store.threads import together
from osone.store.writing import transaction
from osone.sync.filing import is_plain
from osone.sync.imap import answers, there
from osone.sync.imap.answers import Fetched, Selected
from osone.sync.imap.arriving import arrival, way_of
from osone.sync.imap.opened import BASICS, WAY, Bulk, step_aside
from osone.sync.imap.there import Came
from osone.sync.imap.wire import Budget, CommandRefusedError
from osone.sync.messages import Progress, Work
from osone.sync.working import uncollected
from osone.text.catalogue import _, plural

LOG = logging.getLogger(__name__)
FIRST_WINDOW = 200
"""UIDs asked for first: a screen of rows within a second."""
LARGEST_WINDOW = 2_000
SPARSE = 4
"""So many UIDs a message make it worth asking which there are."""
SLOW_S = 0.2
"""What came is stored after so long, though its window is not over."""
HEAD_BYTES = 256 * 1024
"""So much of the fields of one head is kept: some five thousand recipients."""
BATCH_BYTES = 8 * 1024 * 1024
WAITING_BYTES = 32 * 1024 * 1024
"""Heads of so much wait for an answer at most; what is beyond is stored by what it says itself."""
COPIED = 4
"""Where more than a part in so many of a window waits, it is asked of all the next ones at once."""
NAMED = 500
"""UIDs that one command names at most."""


def newer(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """Messages that came since the last look, upwards.

    With their rows it is written that the folder was not counted since: otherwise one that was deleted before the end
    of this look, were that cut off, would make the count come out as it was, and nobody would look for it.
    """
    low, different = at.uidnext, False
    if now.uidnext - low > SPARSE * LARGEST_WINDOW:
        # Numbers that jump: which of them there are is one question, walking through the gap may be a million.
        expected = max(0, now.total - placements.counted(bulk.files.core, at.folder))
        new = there.among(bulk.wire, low, now.uidnext - 1, now.total, expected)
        windows = [(new[n], new[min(n + LARGEST_WINDOW, len(new)) - 1]) for n in range(0, len(new), LARGEST_WINDOW)]
    else:
        starts = range(low, now.uidnext, LARGEST_WINDOW)
        windows = [(start, min(start + LARGEST_WINDOW, now.uidnext) - 1) for start in starts]
    for first, last in windows:
        step_aside(bulk, at.folder)
        tag, waiting = bulk.wire.send(f"UID FETCH {first}:{last} {bulk.items()}"), Waiting()
        came, refused = take(bulk, at.folder, tag, range(first, last + 1), waiting, uidnext=last + 1, total=-1)
        _hear(bulk, at.folder, waiting, **({} if refused else {"uidnext": last + 1, "total": -1}))
        if refused is not None:
            _by_halves(bulk, at, now, (first, last), came, refused)
            _mark(bulk, at.folder, uidnext=last + 1, total=-1)
        different = different or bool(came) or refused is not None
    if low < now.uidnext:
        _mark(bulk, at.folder, uidnext=now.uidnext, total=-1)
    return different


def older(bulk: Bulk, at: FolderMark, now: Selected) -> bool:
    """The rest of a folder that was never read whole, downwards, one window ahead of what is being stored."""
    different, low = False, at.low_uid
    asked: list[tuple[bytes, int, int]] = []
    early: set[int] = set()
    """What came of the windows that are on their way, before its turn: a server may answer several at once."""
    began, count = time.monotonic(), 0
    before = placements.counted(bulk.files.core, at.folder)
    windows, waiting, way = _windows(bulk, at, now), Waiting(), False
    while True:
        if not asked:
            _hear(bulk, at.folder, waiting, low_uid=low)
            step_aside(bulk, at.folder)
        # One is on its way while one is stored; but where somebody or something waits, the end of it comes first.
        while len(asked) < (1 if bulk.pressed() or waiting.rows else 2) and (window := next(windows, None)):
            low, high = window
            asked.append((bulk.wire.send(f"UID FETCH {low}:{high} {bulk.items(way=way)}"), low, high))
        if not asked:
            return different
        tag, low, high = asked.pop(0)
        reach = range(asked[-1][1] if asked else low, high + 1)
        had = len(early)
        came, refused = take(bulk, at.folder, tag, reach, waiting, early, low_uid=low)
        # A folder that was copied here says of hardly any message when it came: it is asked of all at once then.
        way = way or len(waiting.rows) * COPIED > len(came)
        if refused is not None:
            trouble = [(low, high, came, refused)]
            # Whatever is on its way is heard first: its answers must not get between other questions.
            for tag, low, high in asked:
                came, again = take(bulk, at.folder, tag, reach, waiting, came)
                if again is not None:
                    trouble.append((low, high, came, again))
            asked.clear()
            _hear(bulk, at.folder, waiting)
            for first, last, here, why in trouble:
                _by_halves(bulk, at, now, (first, last), here, why)
            _mark(bulk, at.folder, low_uid=low)
        count += len(came) - had
        different = different or bool(came)
        early = {uid for uid in came if uid < low}
        rate = round(count / max(0.001, time.monotonic() - began))
        left = max(0, now.total - before - count)
        bulk.report(Progress(Work.HEADERS, count, left, bulk.account, at.path, rate))


def named(bulk: Bulk, at: FolderMark, uids: Sequence[int]) -> bool:
    """These messages, by their UIDs; True where any came."""
    different = False
    for start in range(0, len(uids), NAMED):
        part = list(uids[start : start + NAMED])
        came, refused = _ask(bulk, at.folder, part)
        if refused is not None:
            _aside(bulk, at, [uid for uid in part if uid not in came], well=bool(came))
        elif len(came) < len(part):
            _keep_back(bulk, at.folder, [uid for uid in part if uid not in came], "")
        different = different or bool(came)
    return different


def _windows(bulk: Bulk, at: FolderMark, now: Selected) -> Iterator[tuple[int, int]]:
    """Ranges of UIDs that together reach from where reading stopped down to 1, the first ones small."""
    size, high = FIRST_WINDOW, at.low_uid - 1
    if high > SPARSE * max(now.total, LARGEST_WINDOW):
        # Most UIDs are of messages long gone: ask which there are, rather than walk through the holes.
        known = placements.counted(bulk.files.core, at.folder)
        uids = there.among(bulk.wire, 1, high, now.total, max(0, now.total - known))
        while uids:
            low = uids[-size] if len(uids) > size else 1
            yield low, high
            del uids[-size:]
            high, size = low - 1, min(size * 2, LARGEST_WINDOW)
        if high >= 1:
            yield 1, high
        return
    while high >= 1:
        low = max(1, high - size + 1)
        yield low, high
        high, size = low - 1, min(size * 2, LARGEST_WINDOW)


@dataclass(slots=True)
class Waiting:
    """Rows of messages whose Date is not that of their arrival: who took them on their way is yet to be asked."""

    rows: dict[int, Arrival] = field(default_factory=dict)
    """By UID."""
    weight: int = 0
    """Bytes of their heads."""

    def keeps(self, one: Fetched, row: Arrival) -> bool:
        """Whether a row has to wait; it is put among the others then."""
        if one.relayed is not None or is_plain(row.header.date, one.received) or self.weight > WAITING_BYTES:
            return False
        self.rows[one.uid] = row
        self.weight += len(one.literal or b"")
        return True


def take(
    bulk: Bulk,
    folder: int,
    tag: bytes,
    asked: Collection[int],
    waiting: Waiting | None = None,
    early: Collection[int] = (),
    **mark: int,
) -> Came:
    """Store rows as they stream in; the window's mark is written with its last rows, unless it was refused.

    Gives the UIDs whose rows came, those that did ``early`` among them, and the refusal. A row that cannot be read is
    passed over, and told; so is, without a word, one that was not ``asked`` for. What has to wait is put into
    ``waiting`` (``_hear``), and so is the mark.
    """
    batch: list[Arrival] = []
    came: set[int] = set(early)
    refused: CommandRefusedError | None = None
    weight, unread, began = 0, 0, time.monotonic()
    with uncollected():
        try:
            for line in bulk.wire.until(tag, Budget.of_rows(min(len(asked), LARGEST_WINDOW), HEAD_BYTES + PIECE)):
                one = answers.fetched(line)
                if one is None or one.literal is None:
                    unread += one is None and b"HEADER" in line.text
                    continue
                if one.uid not in asked or one.uid in came:
                    continue
                row = _row(bulk, one)
                if row is None:
                    unread += 1
                    continue
                came.add(one.uid)
                if waiting is not None and waiting.keeps(one, row):
                    continue
                batch.append(row)
                weight += len(one.literal)
                # All are read before any is stored: to turn to and fro costs more than both. Where the line is slow,
                # what came meanwhile is shown.
                if len(batch) >= LARGEST_WINDOW or weight > BATCH_BYTES or time.monotonic() - began > SLOW_S:
                    _keep(bulk, folder, batch, {})
                    batch, weight, began = [], 0, time.monotonic()
        except CommandRefusedError as error:
            refused = error
        _keep(bulk, folder, batch, {} if refused is not None or (waiting is not None and waiting.rows) else mark)
    if unread:
        _tell(bulk, folder, unread)
    return came, refused


def _hear(bulk: Bulk, folder: int, waiting: Waiting, **mark: int) -> None:
    """Ask which server was the last on the way of what waits, and when; then store it."""
    if not waiting.rows:
        return
    uids = sorted(waiting.rows, reverse=True)
    for start in range(0, len(uids), NAMED):
        part = uids[start : start + NAMED]
        tag = bulk.wire.send(f"UID FETCH {answers.as_set(part)} (UID {WAY})")
        try:
            for line in bulk.wire.until(tag, Budget.of_rows(len(part), PIECE)):
                one = answers.fetched(line)
                if one is not None and one.relayed is not None and one.uid in waiting.rows:
                    waiting.rows[one.uid] = replace(waiting.rows[one.uid], relayed=way_of(one.relayed))
        except CommandRefusedError:
            # Then it is of its Date, or of its arrival.
            LOG.warning("a server does not say which way messages came")
    with uncollected():
        _keep(bulk, folder, list(waiting.rows.values()), mark)
    waiting.rows.clear()
    waiting.weight = 0


def _row(bulk: Bulk, one: Fetched) -> Arrival | None:
    try:
        return arrival(bulk.account, one)
    except Exception:
        # Whatever it is in that head: it must not keep all other mail from being read, now and at every look.
        LOG.exception("a head could not be read")
        return None


def _tell(bulk: Bulk, folder: int, count: int) -> None:
    path = placements.mark(bulk.files.core, folder).path
    bulk.trouble(
        path,
        plural(
            "{count} message in {folder} can't be read: the mail server says nonsense about it.",
            "{count} messages in {folder} can't be read: the mail server says nonsense about them.",
            count,
            folder=path,
        ),
    )


def _keep(bulk: Bulk, folder: int, batch: Sequence[Arrival], mark: dict[str, int]) -> None:
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


def _mark(bulk: Bulk, folder: int, **mark: int) -> None:
    with transaction(bulk.files.core) as tx:
        placements.set_mark(tx, folder, **mark)


def _ask(bulk: Bulk, folder: int, uids: list[int]) -> Came:
    return take(bulk, folder, bulk.wire.send(f"UID FETCH {answers.as_set(uids)} {bulk.items(way=True)}"), set(uids))


def _by_halves(
    bulk: Bulk,
    at: FolderMark,
    now: Selected,
    window: tuple[int, int],
    came: set[int],
    refused: CommandRefusedError,
) -> None:
    """A window was refused: find the messages that are at fault and read all others. Raises where it is not that."""
    uids = [u for u in there.among(bulk.wire, *window, now.total, 0) if u not in came]
    if len(uids) > LARGEST_WINDOW:
        raise refused
    if uids:
        _aside(bulk, at, uids, well=bool(came))


def _aside(bulk: Bulk, at: FolderMark, uids: Sequence[int], *, well: bool) -> None:
    bad: list[tuple[int, CommandRefusedError]] = []
    there.by_halves(uids, lambda part: _ask(bulk, at.folder, part), lambda uid, why: bad.append((uid, why)), well=well)
    for uid, why in bad:
        _bare(bulk, at, uid, why)


def _bare(bulk: Bulk, at: FolderMark, uid: int, why: CommandRefusedError) -> None:
    """Keep what the server does say of a message whose head it refuses, with a sentence in the place of its subject."""
    _keep_back(bulk, at.folder, [uid], why.words)
    row: Arrival | None = None
    try:
        for line in bulk.wire.until(bulk.wire.send(f"UID FETCH {uid} ({BASICS})")):
            one = answers.fetched(line)
            if one is not None and one.uid == uid:
                # Nothing is known that names it, so its place does, until it is given after all.
                place = f"{at.folder} {at.uidvalidity} {uid}"
                row = _row(bulk, one._replace(literal=b"", server_id=place))
    except CommandRefusedError:
        pass
    sentence = _("The mail server can't hand out this message")
    if row is not None:
        header = row.header._replace(subject=sentence, sender=Address("", ""))
        _keep(bulk, at.folder, [replace(row, header=header)], {})
    else:
        bulk.trouble(
            at.path,
            _("The mail server can't hand out a message in {folder}: {answer}", folder=at.path, answer=why.words),
        )


def _keep_back(bulk: Bulk, folder: int, uids: Sequence[int], words: str) -> None:
    with transaction(bulk.files.core) as tx:
        for uid in uids:
            withheld.put(tx, folder, uid, withheld.HEAD, words, int(time.time()))
