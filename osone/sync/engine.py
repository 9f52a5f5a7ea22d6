"""The engine: one process a profile that fills the store from servers, indexes it, and lets wishes leave.

It needs no window: started by the shell as a child or alone by hand, it does the same. A crash loses nothing, for
everything it knows is in the store.
"""

import asyncio
import contextlib
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import apsw

from osone.accounts.oauth.renewing import Renewing
from osone.host import own
from osone.model.accounts import Account, Service, Way
from osone.model.errors import StoreError
from osone.model.services import kind_of, services_of
from osone.store import accounts, damage, feed, leaving, locks, sending, troubles
from osone.store.due import Alarm
from osone.store.files import Store
from osone.store.mark import Mark
from osone.store.outbox import SERVICE_OF
from osone.store.writing import transaction
from osone.sync import indexing, jobs, messages, recovery, wakeups
from osone.sync.messages import AccountStanding, Message, Progress, Standing, Work
from osone.sync.serving import Serving
from osone.sync.source import Source
from osone.sync.sources import SOURCES
from osone.sync.working import Pace
from osone.text.catalogue import _

LOG = logging.getLogger(__name__)
LOOK_S = 0.1
"""``data_version`` is looked at this often: the net beneath the pokes."""
GOODBYE_S = 0.9
SENDING_S = 6.0
"""Once the window is gone, messages may begin to leave for so long…"""
HANDING_S = 60.0
"""… and one that is being handed over may take until then."""


class RunningError(StoreError):
    """Another engine has this profile."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the one engine of a profile."""
    own.folder(folder)
    with own.held(folder / "engine.lock") as file:
        if not locks.take(file):
            raise RunningError(_("The engine of this profile is already running."))
        try:
            yield
        finally:
            locks.release(file)


def runs(folder: Path) -> bool:
    """Whether a profile has its engine now."""
    with contextlib.suppress(OSError), (folder / "engine.lock").open() as file:
        if not locks.take(file, shared=True):
            return True
        locks.release(file)
    return False


@dataclass(slots=True)
class Engine:
    """The running engine."""

    store: Store
    kept: Callable[[Account], str | None]
    """Asks the keyring for what an account signs in with."""
    given: dict[str, str] = field(default_factory=dict, repr=False)
    """What the shell handed over where there is no keyring, by the accounts' uids; never written down."""
    keep: Callable[[Account, str], None] | None = None
    """Puts what replaced it there; None where the shell has what it signs in with."""
    drop: Callable[[Account], None] | None = None
    """Takes it out of there; None likewise."""
    pace: Pace = field(default_factory=Pace)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    left: bool = False
    """Whether the shell that started it has gone: what the person sent may leave before the engine goes too."""
    welcomed: bool = False
    """Whether every account there was is served by now."""
    unreached: set[tuple[int, str]] = field(default_factory=set)
    """The services, by account and name, that cannot be used as far as was last heard."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Which serve, by the kinds of services."""
    serving: dict[tuple[int, Service], Serving] = field(default_factory=dict)
    """By account and service."""
    former: list[Serving] = field(default_factory=list)
    """Which were told to stop, and may not have ended yet."""
    threads: list[threading.Thread] = field(default_factory=list)
    job: threading.Event = field(default_factory=threading.Event)
    hub: wakeups.Hub | None = None
    loop: asyncio.AbstractEventLoop | None = None
    renewing: Renewing = field(init=False)

    def __post_init__(self) -> None:
        """Tokens are had anew here, and by nobody else."""
        self.renewing = Renewing(self.held, self.hold)

    def secret(self, account: Account, refused: str = "") -> str | None:
        """What an account signs in with: a password, or a token that is had anew in time (``sync.source.Secret``)."""
        return self.renewing.token(account, refused) if account.way is Way.TOKEN else self.held(account)

    def held(self, account: Account) -> str | None:
        """The secret of an account: handed over, or from the keyring."""
        return self.given.get(account.uid) or self.kept(account)

    def hold(self, account: Account, secret: str) -> None:
        """Keep what replaced it: in the keyring, else by the shell, which has none that reaches here."""
        if account.uid in self.given or self.keep is None:
            self.given[account.uid] = secret
            self.report(messages.Renewed(account.uid, secret))
        else:
            self.keep(account, secret)

    def ended(self, account: int) -> bool:
        """Whether nobody works for an account any more."""
        still = [one for one in self.former if any(thread.is_alive() for thread in one.threads)]
        return all(key[0] != account for key in list(self.serving)) and all(one.account.id != account for one in still)

    def forget(self, account: Account) -> None:
        """Forget what an account signed in with, here and where it is kept."""
        self.given.pop(account.uid, None)
        if self.drop is None:
            self.report(messages.Forgotten(account.uid))
        else:
            self.drop(account)

    def heard(self, said: Message) -> None:
        """What another process asks; of anything else it may say nothing is heard."""
        match said:
            case messages.Stop(stop=True):
                self.stopping.set()
            case messages.Passwords(passwords=handed):
                self.given.update(handed)
                for one in self.serving.values():
                    one.again()
            case messages.LookAgain():
                self.look()
            case messages.ShowWindow() if self.hub is not None:
                # The command line cannot reach the window itself; it listens here.
                self.hub.tell(said)
            case _:
                return

    def look(self) -> None:
        """Look at what is wished and asked for."""
        self.job.set()
        for one in self.serving.values():
            one.look()

    def watched(self, yes: bool) -> None:
        """Whether somebody sees what is done, so that keys must find the lock free."""
        self.pace.watched = yes
        for one in self.serving.values():
            one.pace.watched = yes

    def report(self, what: Message) -> None:
        """Tell the others, from any thread."""
        if isinstance(what, AccountStanding):
            lost = what.standing in (Standing.OFFLINE, Standing.REFUSED)
            (self.unreached.add if lost else self.unreached.discard)((what.account, what.service))
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._tell, what)

    def _tell(self, what: Message) -> None:
        if self.hub is not None:
            self.hub.tell(what)


async def run(
    store: Store,
    kept: Callable[[Account], str | None],
    lines: asyncio.StreamReader | None,
    sources: Mapping[str, Source] = SOURCES,
    keep: Callable[[Account, str], None] | None = None,
    drop: Callable[[Account], None] | None = None,
) -> None:
    """Run until asked to stop: by a signal, by a poke, by the store being wanted alone, or when ``lines`` end."""
    engine = Engine(store, kept, keep=keep, drop=drop, sources=sources)
    engine.pace.hand = Mark(store.folder).since
    engine.loop = asyncio.get_running_loop()

    engine.hub = wakeups.Hub(store.folder, engine.heard, engine.watched)
    if sys.platform != "win32":
        # A terminal, and a session that ends, tell the shell and its child at once: the child goes as with the shell.
        ends = engine.stopping.set if lines is None else partial(_left, engine)
        for number in (signal.SIGTERM, signal.SIGINT):
            engine.loop.add_signal_handler(number, ends)
    async with engine.hub.open():
        try:
            await asyncio.to_thread(recovery.begin, store, engine.report)
        except apsw.CorruptError as error:
            raise (await asyncio.to_thread(damage.met, store.folder, store.key, error)) from error
        _start(engine, "index", indexing.index_all, store, engine.pace, engine.report)
        _start(engine, "errands", jobs.run_all, store, engine.pace, engine.report, engine.job, engine.serving, engine)
        _start(engine, "house", indexing.keep_house, store, engine.pace.stop)
        tasks = [asyncio.create_task(_watch(engine))]
        if lines is not None:
            tasks.append(asyncio.create_task(_obey(engine, lines)))
        await engine.stopping.wait()
        if engine.left:
            await _see_off(engine)
        for task in tasks:
            task.cancel()
        engine.pace.stop.set()
        engine.job.set()
        for one in engine.serving.values():
            one.stop()
        threads = [*engine.threads, *(t for one in engine.serving.values() for t in one.threads)]
        if await asyncio.to_thread(_join, threads):
            recovery.end(store)


def _start(engine: Engine, name: str, work: Callable[..., object], *arguments: object) -> None:
    def go() -> None:
        wait = jobs.TROUBLE_S
        while _short_of_room(engine, name, work, *arguments):
            # The others do what needs less, or makes room.
            engine.report(Progress(Work.ROOM, 0, -1))
            if engine.pace.stop.wait(wait):
                return
            engine.report(Progress(Work.ROOM, 0, 0))
            wait = min(2 * wait, jobs.LONGEST_S)

    thread = threading.Thread(target=go, name=name, daemon=True)
    thread.start()
    engine.threads.append(thread)


def _short_of_room(engine: Engine, name: str, work: Callable[..., object], *arguments: object) -> bool:
    """Work until it is over; True where the disk has no room, so that it is to be begun again later."""
    try:
        work(*arguments)
    except Exception as error:
        if troubles.is_full(error, engine.store.folder):
            LOG.warning("the engine's %s waits for room: %s", name, error)
            return True
        # A worker that fails must not fail in silence: the engine goes, and the shell starts it again.
        LOG.exception("the engine's %s stopped", name)
        if isinstance(error, apsw.CorruptError):
            damage.look(engine.store.folder, engine.store.key)
        if engine.loop is not None and not engine.loop.is_closed():
            engine.loop.call_soon_threadsafe(engine.stopping.set)
    return False


def _join(threads: list[threading.Thread]) -> bool:
    """Wait for the workers for less than a second; what waits on the network is left to die with the process.

    True where all of them have ended.
    """
    until = time.monotonic() + GOODBYE_S
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


async def _watch(engine: Engine) -> None:
    """Look at store and alarm ten times a second; start workers for new accounts; tell the others what moved."""
    core = engine.store.writer("core")
    version, told, alarm = -1, feed.last(core), Alarm(core)
    try:
        while True:
            now, rang = feed.data_version(core), alarm.rings()
            if now != version or rang:
                version = now
                alarm.look()
                _welcome(engine, accounts.every(core))
                engine.welcomed = True
                engine.look()
                last = feed.last(core)
                if last != told and engine.hub is not None:
                    told = last
                    engine.hub.tell(messages.WakeUp(last))
            if leaving.asked(engine.store.folder):
                engine.stopping.set()
            await asyncio.sleep(LOOK_S)
    except apsw.Error:
        LOG.exception("the store could not be looked at")
        engine.stopping.set()
    finally:
        core.close()


def _welcome(engine: Engine, known: list[Account]) -> None:
    """Serve what is new of accounts, and again what is reached otherwise than before."""
    served = {
        (account.id, service): (account, engine.sources[kind_of(settings)])
        for account in known
        for service, settings in services_of(account).items()
        if kind_of(settings) in engine.sources
    }
    for key, one in list(engine.serving.items()):
        if key not in served or not served[key][0].reached_as(one.account):
            one.stop()
            engine.former = [former for former in engine.former if any(t.is_alive() for t in former.threads)] + [one]
            del engine.serving[key]
            engine.report(AccountStanding(key[0], Standing.GONE, service=key[1].value))
    for key, (account, source) in served.items():
        if key not in engine.serving:
            pace = Pace(watched=engine.pace.watched, hand=engine.pace.hand)
            engine.serving[key] = Serving(engine.store, account, source, engine.secret, pace, engine.report, key[1])
            engine.serving[key].start()


async def _obey(engine: Engine, lines: asyncio.StreamReader) -> None:
    """What the shell says on standard input; its end means the shell is gone."""
    while line := await lines.readline():
        said = messages.decode(line)
        if said is not None:
            engine.heard(said)
    _left(engine)


def _left(engine: Engine) -> None:
    """The shell is gone, or goes with us."""
    engine.left = True
    engine.stopping.set()


async def _see_off(engine: Engine) -> None:
    """Let what the person sent leave, as far as its servers can be reached: nobody can take it back any more.

    Not where the store is wanted alone: then it leaves once somebody is back.
    """
    folder, began = engine.store.folder, time.monotonic()
    core = engine.store.writer("core")
    tried: set[tuple[int, Service]] = set()
    try:
        if not leaving.asked(folder):
            with transaction(core, durable=True) as tx:
                sending.let_go(tx, int(time.time()))
        while not leaving.asked(folder) and (spent := time.monotonic() - began) < HANDING_S:
            acts = sending.leaving(core, int(time.time()))
            lines = {(act.account, SERVICE_OF[act.kind]) for act in acts}
            for fresh in (lines - tried) & engine.serving.keys():
                # One that could not be reached is tried once more, now.
                tried.add(fresh)
                engine.unreached.discard((fresh[0], fresh[1].value))
                engine.serving[fresh].again()
            reached = {
                line
                for line in lines
                if (line[0], line[1].value) not in engine.unreached and (line in engine.serving or not engine.welcomed)
            }
            handing = any(act.state == "leaving" for act in acts)
            if not handing and (not reached or spent > SENDING_S):
                return
            await asyncio.sleep(LOOK_S)
    except apsw.Error:
        LOG.exception("what was sent waits for the next start")
    finally:
        core.close()
