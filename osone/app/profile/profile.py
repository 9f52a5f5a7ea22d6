"""A profile opened: its keyring, its key, its store, for whichever process needs it."""

import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import apsw

from osone.accounts.secrets import PATIENCE, Secrets, SessionSecrets
from osone.app.profile import log, vault
from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.commands.running import Outcome
from osone.host import environment, here
from osone.host.later import later
from osone.model.errors import CommandError, OsOneError, SecretError
from osone.store import damage, files, jobs, troubles
from osone.store.files import Store
from osone.text.catalogue import _

if TYPE_CHECKING:
    import asyncio

    from osone.sync import messages, wakeups
else:
    # After the first frame.
    asyncio, messages, wakeups = later("asyncio"), later("osone.sync.messages"), later("osone.sync.wakeups")

T = TypeVar("T")
WINDOW_PATIENCE_S = 5.0
"""So long the window waits for the keyring before it says what it waits for, with a button to try again."""
WINDOW = "shell"
"""What the window's process is called: it alone may live for a session, without a keyring."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An open profile."""

    folder: Path
    secrets: Secrets
    store: Store


@contextmanager
def opened(folder: Path, name: str, *, passphrase: str | None = None) -> Iterator[Profile]:
    """Open a profile for a process called ``name``. Raises SecretError or StoreError with a sentence."""
    held, store = _open(folder, name, passphrase)
    with files.shared(folder):
        try:
            yield Profile(folder, held, store)
        except apsw.CorruptError as error:
            raise damage.met(store.folder, store.key, error) from error
        except (apsw.Error, OSError) as error:
            if not troubles.is_full(error, folder):
                raise
            # The window fills its disk's last room as it opens; afterwards it says itself what can't be saved.
            raise (troubles.unopened if name == WINDOW else troubles.named)(error, folder) from error
        finally:
            held.close()


def _open(folder: Path, name: str, passphrase: str | None) -> tuple[Secrets, Store]:
    log.begin(folder, name)
    try:
        held = _keyring(folder, name, passphrase)
        return held, files.open_store(folder, vault.key(held, folder))
    except apsw.Error as error:
        raise troubles.unopened(error, folder) from error
    except OSError as error:
        raise log.unwritable(folder, error) from error


def _keyring(folder: Path, name: str, passphrase: str | None) -> Secrets:
    kept = vault.open_vault(
        folder,
        passphrase,
        patience=WINDOW_PATIENCE_S if name == WINDOW else PATIENCE,
        waits=None if name == WINDOW else _say_so,
    )
    if kept.kind == "session" and name != WINDOW:
        raise SecretError(
            _("{why} So nothing could be kept after this command ends.", why=vault.why(kept)),
            remedy=_("Start or unlock your desktop's keyring, or set a passphrase in OSONE_PASSPHRASE."),
        )
    vault.settle(folder, kept)
    return vault.secrets(kept, folder)


def _say_so() -> None:
    print(_("Waiting for your keyring. It may be asking for its password in another window."), file=sys.stderr)


@contextmanager
def throw_away() -> Iterator[Profile]:
    """A profile that is gone at the end, for the sample world and for trying things."""
    environment.take(environment.PASSPHRASE)  # it opens nothing here, and children have no need of it
    with tempfile.TemporaryDirectory(prefix="osone-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        log.begin(folder, "shell")
        held = vault.secrets(SessionSecrets(), folder)
        store = files.open_store(folder, vault.key(held, folder))
        with files.shared(folder):
            yield Profile(folder, held, store)


class Direct:
    """Reading and writing at once, for the command line (``app.house.Store``)."""

    def __init__(self, store: Store) -> None:
        self.reader = store.reader()
        self.writer = store.writer()

    def close(self) -> None:
        """Close both connections."""
        self.reader.close()
        self.writer.close()

    async def read(self, question: Callable[[apsw.Connection], T]) -> T:
        """Ask the store."""
        return question(self.reader)

    async def write(self, work: Callable[[apsw.Connection], T]) -> T:
        """Write to the store."""
        return work(self.writer)

    async def act(self, command: str, arguments: Mapping[str, object], by: str) -> Outcome:
        """Run a verb, to its end."""
        return self.run(command, arguments, by)

    def run(self, command: str, arguments: Mapping[str, object], by: str) -> Outcome:
        """Run a verb, to its end."""
        now = here.now()
        outcome = running.run(self.writer, command, arguments, by=by, now=now, registry=REGISTRY)
        while running.go_on(self.writer, now=now):
            pass
        return replace(outcome, said=outcome.ended) if outcome.ended else outcome


def wake_up(folder: Path) -> None:
    """Tell a running engine, and through it the window, to look again."""

    async def tell() -> None:
        line = await wakeups.join(folder)
        if line is not None:
            line.tell(messages.LookAgain())
            with contextlib.suppress(OSError):
                await line.writer.drain()
            line.close()

    with contextlib.suppress(OSError, OsOneError):
        asyncio.run(tell())


def done(folder: Path, reader: apsw.Connection, job: int) -> str | None:
    """Wait while a running engine does a job: what came of it. None where no engine runs, or it goes before.

    Raises CommandError where it could not be done.
    """

    async def wait() -> str | None:
        line = await wakeups.join(folder)
        if line is None:
            return None
        line.tell(messages.LookAgain())
        async with contextlib.aclosing(line.news()) as all_news:
            async for news in all_news:
                if isinstance(news, messages.JobFailed) and news.job == job:
                    raise CommandError(news.sentence, remedy=news.remedy)
                state, said = jobs.outcome(reader, job)
                if state == jobs.FAILED:
                    raise CommandError(said)
                if state in (jobs.FINISHED, jobs.STOPPED):
                    line.close()
                    return said
        return None

    try:
        return asyncio.run(wait())
    except OSError:
        return None
