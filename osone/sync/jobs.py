"""What the engine was asked to do once: bring in what is on the disk, or look for new mail now."""

import logging
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from osone.mail.folder_names import role_of_name
from osone.model.accounts import Service
from osone.model.errors import CommandError, OsOneError
from osone.model.mail import Role
from osone.store import jobs
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync import calendars
from osone.sync.disk import folders
from osone.sync.importing import FoundMessage, account_here, bring_in
from osone.sync.messages import JobDone, JobFailed, Report
from osone.sync.serving import Serving
from osone.sync.working import Files, Pace, StoppedError, open_files
from osone.text.catalogue import _, plural

LOG = logging.getLogger(__name__)
HERE = "On this computer"
ADDRESS = "here@this.computer"
"""Whose mail it is cannot be known, so this stands for nobody's address."""
LOOK_S = 0.5
NAMED = 5
"""So many of the things that could not be read are told one by one."""


def run_all(
    store: Store, pace: Pace, report: Report, kick: threading.Event, serving: Mapping[tuple[int, Service], Serving]
) -> None:
    """Do errands as they come, until the engine closes. One that was cut short begins again; nothing comes twice."""
    files = open_files(store)
    try:
        while not pace.stop.is_set():
            job = jobs.following(files.core)
            if job is None:
                kick.wait(LOOK_S)
                kick.clear()
                continue
            errand, kind, argument = job.id, job.kind, job.argument
            _state(files, errand, jobs.DOING, "")
            try:
                if kind == "check":
                    for one in serving.values():
                        one.again()
                    said = _("Checked for new mail.")
                else:
                    said = bring(files, Path(argument).expanduser(), pace, report)
                _state(files, errand, jobs.FINISHED, said)
                report(JobDone(errand, said))
            except StoppedError:
                return
            except OsOneError as error:
                _failed(files, errand, str(error), error.remedy, report)
            except Exception as error:
                # One errand that cannot be done must not keep the engine from all others, now and after every start.
                LOG.exception("an errand fell")
                what = str(error) if isinstance(error, OSError) else "it is not as it should be"
                _failed(files, errand, f"{Path(argument).name} could not be read: {what}.", "", report)
    finally:
        files.close()


def _failed(files: Files, errand: int, sentence: str, remedy: str, report: Report) -> None:
    _state(files, errand, jobs.FAILED, sentence)
    report(JobFailed(errand, sentence, remedy))


def _state(files: Files, errand: int, state: str, said: str) -> None:
    # What was brought in is on the disk before the errand counts as done, for nobody will ask for it again.
    if state == jobs.FINISHED:
        for connection in (files.raw, files.core):
            connection.pragma("wal_checkpoint", "passive")
    with transaction(files.core, durable=state == jobs.FINISHED) as tx:
        jobs.put(tx, errand, state, said)


def bring(files: Files, path: Path, pace: Pace, report: Report) -> str:
    """Bring in mail and calendars from a path; one sentence says what came."""
    kind = folders.recognise(path)
    if kind is None:
        raise CommandError(
            _("Nothing at {path} can be imported.", path=path),
            remedy=_("Choose a Maildir, mbox file, folder of .eml files, Thunderbird profile or .ics file."),
        )
    troubles: list[str] = []
    if kind is folders.DiskKind.ICS:
        count = calendars.bring_file(files, path, path.stem, troubles, pace)
        said = plural(
            "Imported {count} event from {name}.", "Imported {count} events from {name}.", count, name=path.name
        )
    else:
        account = account_here(files, HERE, ADDRESS)
        count = bring_in(files, account, _found(path, troubles), pace, report)
        said = plural(
            "Imported {count} message from {name}.", "Imported {count} messages from {name}.", count, name=path.name
        )
        found = sum(
            calendars.bring_file(files, one, one.stem, troubles, pace) for one in folders.calendars(path, troubles)
        )
        if found:
            also = plural("Also imported {count} event.", "Also imported {count} events.", found)
            said = f"{said} {also}"
    if troubles:
        left = plural(
            "{count} item could not be read: {why}",
            "{count} items could not be read: {why}",
            len(troubles),
            why=" ".join(troubles[:NAMED]),
        )
        said = f"{said} {left}"
    return said


def _found(path: Path, troubles: list[str]) -> Iterator[FoundMessage]:
    for one in folders.read(path, troubles):
        leaf = one.folder_path.rpartition("/")[2]
        role = Role.INBOX if leaf.casefold() in ("inbox", "") else role_of_name(leaf)
        yield FoundMessage(one.raw, one.flags, one.folder_path or "INBOX", role, one.when or 0)
