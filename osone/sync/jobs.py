"""What the engine was asked to do once: bring in what is on the disk, look for new mail, take an account away."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import apsw

from osone.mail.folder_names import role_of_name
from osone.model.accounts import Account, Service
from osone.model.errors import CommandError, OsOneError
from osone.model.mail import Role
from osone.queries import leaving
from osone.store import accounts, effects, jobs, journal, removal, troubles
from osone.store.effects import Effect
from osone.store.files import Store
from osone.store.writing import Tx, transaction
from osone.sync import calendars
from osone.sync.calendars import CalendarBrought
from osone.sync.disk import folders
from osone.sync.disk.left import LeftOut
from osone.sync.disk.names import readable
from osone.sync.disk.stores import DiskKind
from osone.sync.importing import Brought, FoundMessage, account_here, bring_in
from osone.sync.messages import JobDone, JobFailed, Message, Progress, Report, Work
from osone.sync.serving import Serving
from osone.sync.working import Files, Pace, StoppedError, open_files
from osone.text.catalogue import N_, _, plural
from osone.text.numbers import joined

LOG = logging.getLogger(__name__)
HERE = "On this computer"
ADDRESS = "here@this.computer"
"""Whose mail it is cannot be known, so this stands for nobody's address."""
LOOK_S, ENDED_S = 0.5, 0.05
TROUBLE_S, LONGEST_S = 5.0, 60.0
"""After this long a disk that took nothing is tried again, and at least this often later on."""
STAYS = N_("An account couldn't be removed whole yet. OS One tries again by itself.")
FULL = N_("The disk is full, so an account couldn't be removed whole yet. OS One goes on once there is room.")
NAMED = 5
"""So many of the things that could not be read are told one by one."""


@dataclass(frozen=True, slots=True)
class FurtherTry:
    """When something is tried again."""

    at: float
    """In seconds, by the clock that only goes on."""
    wait: float
    """Seconds that were waited for it."""


class TakenBackError(OsOneError):
    """What is being done was taken back meanwhile: leave as soon as what is begun is whole."""


class Parting(Protocol):
    """What the engine knows and does of an account that is taken away."""

    def ended(self, account: int) -> bool:
        """Whether nobody works for it any more."""

    def forget(self, account: Account) -> None:
        """Forget what it signed in with. Raises SecretError."""


def run_all(
    store: Store,
    pace: Pace,
    report: Report,
    kick: threading.Event,
    serving: Mapping[tuple[int, Service], Serving],
    parting: Parting,
) -> None:
    """Do errands as they come, until the engine closes. One that was cut short begins again; nothing comes twice."""
    files = open_files(store)
    fell: dict[int, str] = {}
    """What is to be said of jobs that failed, and of which that could not be written: it is not done again."""
    later: dict[int, FurtherTry] = {}
    """Removals that could not be done whole, each until it is tried again: others are done meanwhile."""

    def beside(message: Message | None = None) -> None:
        """Tell how far an import is, and look for new mail meanwhile where somebody asks for it: both are long."""
        if message is not None:
            report(message)
        for check in jobs.checks(files.core):
            said = _look(serving)
            _state(files, check.id, jobs.FINISHED, said)
            report(JobDone(check.id, said, check.kind))

    try:
        with suppress(StoppedError):
            calendars.read_again(files, pace)
        while not pace.stop.is_set():
            now = time.monotonic()
            job = jobs.following(files.core, {errand for errand, until in later.items() if until.at > now})
            if job is None:
                kick.wait(LOOK_S)
                kick.clear()
                continue
            errand, kind, argument = job.id, job.kind, job.argument
            written = _written(files, errand, jobs.FAILED if errand in fell else jobs.DOING, fell.get(errand, ""))
            if not written and kind != "remove":  # which makes room
                pace.stop.wait(TROUBLE_S)
                continue
            if errand in fell:
                del fell[errand]
                continue
            try:
                if kind == "check":
                    said = _look(serving)
                elif kind == "remove":
                    said = _remove(store, files, int(argument), pace, beside, parting, again=errand in later)
                elif kind == jobs.UNSUBSCRIBE:
                    said = leaving.leave(files.reader, int(argument))
                else:

                    def go_on(message: Message, errand: int = errand) -> None:
                        _goes_on(files.core, errand)
                        beside(message)

                    said = bring(files, Path(argument).expanduser(), pace, go_on, errand)
                _state(files, errand, jobs.FINISHED, said)
                report(JobDone(errand, said, kind))
                if later.pop(errand, None) is not None:
                    report(Progress(Work.ROOM, 0, 0))
            except StoppedError:
                return
            except TakenBackError as error:
                _state(files, errand, jobs.STOPPED, str(error))
                report(JobDone(errand, "", kind))
            except OsOneError as error:
                if kind == "remove":
                    later[errand] = _put_off(store, errand, error, later.get(errand), report)
                    continue
                fell |= _failed(files, errand, str(error), error.remedy, report)
            except Exception as error:
                # One errand that cannot be done must not keep the engine from all others, now and after every start.
                if kind == "remove":
                    later[errand] = _put_off(store, errand, error, later.get(errand), report)
                    continue
                LOG.exception("an errand fell")
                what = str(error) if isinstance(error, OSError) else "it is not as it should be"
                sentence = f"{readable(Path(argument).name)} could not be read: {what}."
                fell |= _failed(files, errand, sentence, "", report)
    finally:
        files.close()


def _look(serving: Mapping[tuple[int, Service], Serving]) -> str:
    for one in serving.values():
        one.again()
    return _("Checked for new mail.")


def _put_off(store: Store, errand: int, error: Exception, before: FurtherTry | None, report: Report) -> FurtherTry:
    """Try a removal again later, ever more patiently; why is told once. It is never over before all is gone."""
    full = troubles.is_full(error, store.folder)
    wait = TROUBLE_S if before is None else min(before.wait * 2, LONGEST_S)
    LOG.warning("an account could not be removed whole: %s", error, exc_info=before is None)
    if before is None:
        report(JobFailed(errand, _(FULL) if full else _(STAYS)))
    report(Progress(Work.ROOM, 0, -1 if full else 0))
    return FurtherTry(time.monotonic() + wait, wait)


def _remove(
    store: Store,
    files: Files,
    number: int,
    pace: Pace,
    beside: Callable[[], None],
    parting: Parting,
    *,
    again: bool,
) -> str:
    """Take an account away, once nobody brings anything in for it any more.

    ``again`` where it was tried before: the account may be gone then, and what comes after that is still to be done.
    """
    account = accounts.one(files.core, number)
    if account is None and not again:
        return ""
    while not parting.ended(number):
        if pace.stop.wait(ENDED_S):
            raise StoppedError(_("The engine is closing."))
    kept = ""
    try:
        if account is not None:
            parting.forget(account)
    except OsOneError as error:
        LOG.warning("the secret of an account that is taken away stays: %s", error)
        kept = _("Its password is still in the keyring: {why}", why=error)

    def pause() -> int:
        pace.gap()
        beside()
        return pace.rows

    removal.remove(store, files.core, files.raw, number, datetime.now(UTC).date().isoformat(), pause)
    if account is None:
        return _("The account was removed from this computer.")
    return f"{_('{name} was removed from this computer.', name=account.called)} {kept}".strip()


def _failed(files: Files, errand: int, sentence: str, remedy: str, report: Report) -> dict[int, str]:
    """Tell that a job failed; the job with its sentence where that could not be written, on a full disk for one."""
    report(JobFailed(errand, sentence, remedy))
    return {} if _written(files, errand, jobs.FAILED, sentence) else {errand: sentence}


def _written(files: Files, errand: int, state: str, said: str) -> bool:
    """Write how far a job is; False where the disk does not take it now."""
    try:
        _state(files, errand, state, said)
    except (apsw.FullError, apsw.IOError, OSError):
        LOG.exception("how far an errand is could not be written")
        return False
    return True


def _state(files: Files, errand: int, state: str, said: str) -> None:
    # What was brought in is on the disk before the errand counts as done, for nobody will ask for it again.
    if state == jobs.FINISHED:
        for connection in (files.raw, files.core):
            connection.pragma("wal_checkpoint", "passive")
    with transaction(files.core, durable=state == jobs.FINISHED) as tx:
        jobs.put(tx, errand, state, said)


def _goes_on(connection: apsw.Connection, errand: int) -> None:
    if jobs.outcome(connection, errand)[0] == jobs.STOPPED:
        raise TakenBackError(_("Importing stopped."))


def _keeper(files: Files, errand: int) -> calendars.Keep:
    """What comes with a calendar is taken back with the verb that asked for it."""
    entry = journal.that_made(files.core, "errand", errand)

    def keep(tx: Tx, made: Sequence[Effect]) -> None:
        _goes_on(tx.connection, errand)
        if entry is not None and journal.one(tx.connection, entry) is not None:
            effects.write(tx, entry, made)

    return keep


def bring(files: Files, path: Path, pace: Pace, report: Report, errand: int = 0) -> str:
    """Bring in mail and calendars from a path: how much came, from where, what was left there and why.

    ``errand`` is the job that asked for it, 0 where nobody takes it back. Raises TakenBackError where that was done
    meanwhile; CommandError where it is nothing that can be imported, and, with all that there is to say, where nothing
    came of it because nothing in it could be read.
    """
    kind = folders.recognise(path)
    if kind is None:
        raise CommandError(
            _("Nothing at {path} can be imported.", path=readable(str(path))),
            remedy=_("Choose a Maildir, mbox file, folder of .eml files, Thunderbird profile or .ics file."),
        )
    left, name = LeftOut(path.resolve()), readable(path.name)
    with_it: list[Path] = [path.resolve()] if kind is DiskKind.ICS else []
    troubles: list[str] = []
    notes: list[str] = []
    said, mail = [], False
    if kind is not DiskKind.ICS:
        account = account_here(files, HERE, ADDRESS)
        into: set[str] = set()
        came = bring_in(files, account, _found(path, left, with_it, into), pace, report)
        mail = bool(came.fresh or came.known)
        said += _told(came, len(into), name)
    keep = _keeper(files, errand) if errand else None
    brought = [calendars.bring_file(files, one, left, troubles, pace, notes, keep) for one in with_it]
    what = _counted(brought)
    in_vain = not mail and not what and bool(troubles or left.sentences())
    if kind is DiskKind.ICS:
        said.append(_told_of(what, name) or _("Nothing new came from {name}.", name=name))
    elif what:
        said.append(_("Also imported {what}.", what=what))
    if errand and not in_vain:
        _takes_back(files, errand, brought, name, whole=kind is DiskKind.ICS)
    if troubles:
        said.append(
            plural(
                "{count} item could not be read: {why}",
                "{count} items could not be read: {why}",
                len(troubles),
                why=_some(troubles),
            )
        )
    if notes:
        said.append(
            plural(
                "{count} item was read in part: {why}",
                "{count} items were read in part: {why}",
                len(notes),
                why=_some(notes),
            )
        )
    whole = " ".join([*said, *left.sentences()])
    if in_vain:
        raise CommandError(whole)
    return whole


def _takes_back(files: Files, errand: int, brought: Sequence[CalendarBrought], name: str, *, whole: bool) -> None:
    """The entry that asked for an import tells what of it can be taken back.

    Where that is the ``whole`` of it, its job is none of that any more.
    """
    entry = journal.that_made(files.core, "errand", errand)
    kept = [one for one in brought if one.kept]
    if entry is None or not kept or (not whole and not _counted(kept)):
        return
    with transaction(files.core) as tx:
        _goes_on(tx.connection, errand)
        journal.came(tx, entry, _told_of(_counted(kept), name), asked="errand" if whole else "")


def _counted(brought: Sequence[CalendarBrought]) -> str:
    """How much of calendars came, empty where nothing did."""
    events, tasks = sum(one.events for one in brought), sum(one.tasks for one in brought)
    counts = [plural("{count} event", "{count} events", events)] if events else []
    counts += [plural("{count} task", "{count} tasks", tasks)] if tasks else []
    return joined(counts)


def _told_of(what: str, name: str) -> str:
    return _("Imported {what} from {name}.", what=what, name=name) if what else ""


def _some(sentences: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = len(sentences) - NAMED
    rest = [plural("And {count} more.", "And {count} more.", more)] if more > 0 else []
    return " ".join([*sentences[:NAMED], *rest])


def _told(came: Brought, into: int, name: str) -> list[str]:
    """How much mail came, and how much of it was here before."""
    said = []
    if came.fresh and into > 1:
        where = plural("{count} folder", "{count} folders", into)
        said.append(
            plural(
                "Imported {count} message from {name} ({folders}).",
                "Imported {count} messages from {name} ({folders}).",
                came.fresh,
                name=name,
                folders=where,
            )
        )
    elif came.fresh:
        said.append(
            plural(
                "Imported {count} message from {name}.", "Imported {count} messages from {name}.", came.fresh, name=name
            )
        )
    elif not came.known:
        said.append(_("No messages were found in {name}.", name=name))
    if came.known and not came.fresh:
        said.append(
            plural(
                "The only message in {name} was already here.",
                "All {count} messages in {name} were already here.",
                came.known,
                name=name,
            )
        )
    elif came.known:
        said.append(plural("{count} was already here.", "{count} were already here.", came.known))
    return said


def _found(path: Path, left: LeftOut, with_it: list[Path], into: set[str]) -> Iterator[FoundMessage]:
    roles: dict[str, Role] = {}
    for one in folders.read(path, left, with_it):
        role = roles.get(one.folder_path)
        if role is None:
            leaf = one.folder_path.rpartition("/")[2]
            role = roles[one.folder_path] = Role.INBOX if leaf.casefold() in ("inbox", "") else role_of_name(leaf)
            into.add(one.folder_path)
        yield FoundMessage(one.raw, one.flags, one.folder_path or "INBOX", role, one.when or 0)
