"""Bringing in mail that is on the disk, or made here: the same way into the store as mail from a server."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from osone.mail.header import MessageHead, message_head
from osone.model.ids import AccountId
from osone.model.mail import Flag, Role
from osone.store import accounts, arrivals, bodies, lists, messages, placements
from osone.store.arrivals import Arrival
from osone.store.likeness import of_body
from osone.store.shown import refresh
from osone.store.writing import transaction
from osone.sync import filing
from osone.sync.messages import Progress, Report, Work
from osone.sync.working import Files, Pace, uncollected

BATCH_WATCHED = 16
"""Mails a transaction beside a shell: about 3 ms."""
BATCH_ALONE = 1_000
"""The more, the fewer pages are written again for each: ids are dates, so every batch lies all over the tables."""
BATCH_BYTES = 16 * 1024 * 1024
"""A batch of large mails ends sooner."""


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """One mail to bring in."""

    raw: bytes
    flags: Flag
    path: str
    """The folder it was in."""
    role: Role
    received: int
    """Unix seconds; 0 where nothing is known but what the header says."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing mails in."""

    fresh: int
    """Messages that were not here."""
    known: int
    """Those that were, or came twice."""


@dataclass(slots=True)
class Shelf:
    """A folder that mail is brought into."""

    folder: int
    next_uid: int
    """What the next UID will most likely be; it is certain only within a transaction."""
    fresh: int = 0
    """Messages that were brought into it and were not here before."""


def account_here(files: Files, name: str, address: str) -> AccountId:
    """The account for mail without a server, made if it is not there."""
    for account in accounts.every(files.core):
        if account.kind == "local" and account.name == name:
            return account.id
    with transaction(files.core) as tx:
        return accounts.add(tx, "local", address, name, {})


def bring_in(files: Files, account: AccountId, mails: Iterable[FoundMessage], pace: Pace, report: Report) -> Brought:
    """Keep these mails; how many came. A mail that is here already is not kept twice, so it can be run again."""
    shelves: dict[str, Shelf] = {}
    here: set[int] = set()
    me = accounts.mine(files.core)
    now = int(time.time())
    began, count = time.monotonic(), 0
    try:
        for batch in _batches(mails, pace):
            with uncollected():
                for path, part in _by_folder(batch):
                    shelf = shelves.get(path)
                    if shelf is None:
                        shelf = shelves[path] = _shelf(files, account, path, part[0].role)
                    here.update(_keep(files, account, shelf, part, me, now, here))
            count += len(batch)
            rate = round(count / max(0.001, time.monotonic() - began))
            report(Progress(Work.IMPORT, count, -1, rate=rate))
            pace.gap()
    finally:
        report(Progress(Work.IMPORT, count, 0))
    fresh = sum(shelf.fresh for shelf in shelves.values())
    return Brought(fresh, count - fresh)


def _batches(mails: Iterable[FoundMessage], pace: Pace) -> Iterator[list[FoundMessage]]:
    batch: list[FoundMessage] = []
    weight = 0
    for one in mails:
        batch.append(one)
        weight += len(one.raw)
        if len(batch) >= (BATCH_WATCHED if pace.watched else BATCH_ALONE) or weight >= BATCH_BYTES:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _by_folder(batch: list[FoundMessage]) -> Iterator[tuple[str, list[FoundMessage]]]:
    paths: dict[str, list[FoundMessage]] = {}
    for one in batch:
        paths.setdefault(one.path, []).append(one)
    yield from paths.items()


def _shelf(files: Files, account: AccountId, path: str, role: Role) -> Shelf:
    name = "Inbox" if role is Role.INBOX else path.rpartition("/")[2]
    with transaction(files.core) as tx:
        folder = accounts.folder(tx, account, path, role, name)
    return Shelf(folder, placements.next_uid(files.core, folder))


def _keep(
    files: Files,
    account: AccountId,
    shelf: Shelf,
    mails: Sequence[FoundMessage],
    me: frozenset[str],
    now: int,
    here: set[int],
) -> list[int]:
    """Keep mails of one folder, and return the messages; ``here`` are those that came before in this run."""
    fresh, known = _named(files, account, mails)
    lost = [i for i in fresh if i in known and not bodies.here(files.raw, known[i], i)]
    again = [(known[i], fresh[i][0].raw) for i in lost]
    placed = _placed(files, shelf, list(known.values()), here)
    came: list[Arrival] = []
    texts: dict[int, tuple[bytes, tuple[str, str]]] = {}
    doubtful: list[int] = []
    for identity, (one, head) in fresh.items():
        if known.get(identity) in placed:
            continue
        uid = shelf.next_uid + len(came)
        arrival, words, by_history = filing.whole(
            account, uid, int(one.flags), identity, one.raw, one.received or now, me, files.read, head
        )
        came.append(arrival)
        texts[identity] = (one.raw, words)
        if by_history:
            doubtful.append(identity)
    ids: dict[int, int] = {}
    packed = {i: messages.pack(raw, *words) for i, (raw, words) in texts.items() if i not in known}
    if came:
        with transaction(files.core) as tx:
            if (first := placements.next_uid(files.core, shelf.folder)) != came[
                0
            ].uid:  # another put something here meanwhile
                came = [replace(one, uid=first + n) for n, one in enumerate(came)]
            ids = dict(zip((a.identity for a in came), arrivals.add(tx, account, shelf.folder, came), strict=True))
            # ``raw`` is committed within and thus before ``core``. What a crash between the two leaves in ``raw``
            # belongs to no message, and is swept away at the next start.
            messages.keep_packed(files.raw, [(ids[i], i, one) for i, one in packed.items()])
            refresh(tx, lists.lift(tx, [who for a in came for who in filing.listed(a.header)]))
        shelf.next_uid = came[-1].uid + 1
        shelf.fresh += len(packed)
        again += [(ids[i], texts[i][0]) for i in doubtful]
    if again:
        _describe(files, again, me)
    return list(ids.values())


def _named(
    files: Files, account: AccountId, mails: Sequence[FoundMessage]
) -> tuple[dict[int, tuple[FoundMessage, MessageHead]], dict[int, int]]:
    """Mails with their heads by their identities, and the messages of those that are here.

    Of those whose heads and sizes are equal, any whose body is another is another.
    """
    heads = [message_head(one.raw) for one in mails]
    identities = [
        filing.identity(account, filing.head_of(one.raw, head), len(one.raw))
        for one, head in zip(mails, heads, strict=True)
    ]
    known = messages.by_identity(files.core, list(dict.fromkeys(identities)))
    found: dict[int, tuple[FoundMessage, MessageHead]] = {}
    others: list[int] = []
    for identity, one, head in zip(identities, mails, heads, strict=True):
        before = found.get(identity)
        other = before[0].raw if before is not None else None
        if other is None and identity in known:
            other = messages.raw(files.reader, known[identity])
        if other is None or other == one.raw:
            found.setdefault(identity, (one, head))
        else:
            others.append(own := of_body(identity, one.raw))
            found.setdefault(own, (one, head))
    known |= messages.by_identity(files.core, others)
    return found, {i: known[i] for i in found if i in known}


def _placed(files: Files, shelf: Shelf, some: Sequence[int], here: set[int]) -> set[int]:
    """Those messages that need no further place: one that came in an earlier run stays where the person put it."""
    rows = placements.folders_of(files.core, some)
    return {m for folder, m in rows if folder == shelf.folder or m not in here}


def _describe(files: Files, raws: Sequence[tuple[int, bytes]], me: frozenset[str]) -> None:
    """Write what depends on the mail before it, or what a crash has lost."""
    described = filing.describe_all(files.core, raws, me, files.read)
    names = {d.message: d.files for d in described if d.files}
    messages.keep_raw(files.raw, [(d.message, d.raw, d.text) for d in described], files.core, names)
    with transaction(files.core) as tx:
        filing.keep(tx, described)
