"""Bringing in mail that is on the disk, or made here: the same way into the store as mail from a server."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from osone.mail.header import parse_header
from osone.mail.threads import link_hash, links
from osone.model.ids import AccountId
from osone.model.mail import Flag, Role
from osone.store import accounts, arrivals
from osone.store.writing import transaction
from osone.sync import filing
from osone.sync.bulk import keep_bodies
from osone.sync.working import Files, Pace, Report

BATCH = 100


@dataclass(frozen=True, slots=True)
class Found:
    """One mail to bring in."""

    raw: bytes
    flags: Flag
    path: str
    """The folder it was in."""
    role: Role
    received: int
    """Unix seconds; what the header says where nothing better is known."""


def account_here(files: Files, name: str, address: str) -> AccountId:
    """The account for mail without a server, made if it is not there."""
    for account in accounts.every(files.core):
        if account.kind == "local" and account.name == name:
            return account.id
    with transaction(files.core) as tx:
        return accounts.add(tx, "local", address, name, {})


def bring_in(files: Files, account: AccountId, mails: Iterable[Found], pace: Pace, report: Report) -> int:
    """Keep these mails; how many there were. A mail that is here already is not kept twice, so it can be run again."""
    folders: dict[str, int] = {}
    next_uid: dict[int, int] = {}
    me = accounts.mine(files.core)
    count = 0
    stream = iter(mails)
    while batch := list(islice(stream, BATCH)):
        kept: list[tuple[int, bytes]] = []
        for path, part in _by_folder(batch):
            folder = folders.get(path) or _folder(files, account, path, part[0].role)
            folders[path] = folder
            kept += _keep(files, account, folder, part, next_uid, me)
        keep_bodies(files, me, kept, pace)
        count += len(batch)
        report({"doing": "import", "count": count})
        pace.gap()
    return count


def _by_folder(batch: list[Found]) -> Iterator[tuple[str, list[Found]]]:
    paths: dict[str, list[Found]] = {}
    for one in batch:
        paths.setdefault(one.path, []).append(one)
    yield from paths.items()


def _folder(files: Files, account: AccountId, path: str, role: Role) -> int:
    with transaction(files.core) as tx:
        return accounts.folder(tx, account, path, role, "Inbox" if role is Role.INBOX else path.rpartition("/")[2])


def _keep(
    files: Files, account: AccountId, folder: int, mails: list[Found], next_uid: dict[int, int], me: frozenset[str]
) -> list[tuple[int, bytes]]:
    core = files.core
    if folder not in next_uid:
        last = core.execute("SELECT coalesce(max(uid), 0) FROM placement WHERE folder = ?", (folder,)).get
        next_uid[folder] = int(str(last)) + 1
    here = {
        int(i)
        for (i,) in core.execute(
            "SELECT m.identity FROM placement p JOIN message m ON m.id = p.message WHERE p.folder = ?", (folder,)
        )
    }
    came: list[arrivals.Arrival] = []
    raws: list[bytes] = []
    for one in mails:
        header = parse_header(one.raw)
        head = one.raw[:8192].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
        identity = filing.identity(account, header, head, len(one.raw))
        if identity in here:
            continue
        here.add(identity)
        came.append(
            arrivals.Arrival(
                uid=next_uid[folder],
                flags=int(one.flags),
                identity=identity,
                links=tuple(link_hash(link) for link in links(header)),
                header=header,
                received=one.received,
                size=len(one.raw),
                evidence=filing.evidence(header),
            )
        )
        raws.append(one.raw)
        next_uid[folder] += 1
    del me
    with transaction(core) as tx:
        ids = arrivals.add(tx, account, folder, came)
    return list(zip(ids, raws, strict=True))
