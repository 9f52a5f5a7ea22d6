"""One source of one account at work: a thread and a line a lane, opened again when they fall, and how it stands."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import apsw

from osone.host.patience import Patience
from osone.model.accounts import Account, AccountState, Service
from osone.model.errors import AccountError, NetworkError, OsOneError, SecretError
from osone.store import accounts, outbox
from osone.store.files import Store
from osone.store.troubles import is_full
from osone.store.writing import transaction
from osone.sync import acting
from osone.sync.messages import AccountStanding, Report, Standing, WakeUp
from osone.sync.source import (
    PREFERRED,
    Crowd,
    Ground,
    Lane,
    LentError,
    Line,
    Opening,
    RefusedError,
    Secret,
    Sharing,
    SlowSignIn,
    Source,
    StillRefusedError,
    enter,
    fell_with,
    not_now,
)
from osone.sync.working import Files, Pace, StoppedError, open_files
from osone.text.catalogue import _

LOG = logging.getLogger(__name__)
FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 60.0
REFUSED_WAIT_S = 900.0
ROOM_WAIT_S = 10.0
"""Room on a full disk is looked for at least this often."""
STAY_S = 50.0
"""A line on which nothing was said for so long is kept open with a word."""
GLANCE_S = 2.0
"""The outbox is glanced at this often, should nobody say that something is due."""
LINGER_S = 10.0
"""A line for sending is kept so long for what may follow."""
LOOK_S = 300.0
"""Everything is looked at this often, for who listens hears of some of it only."""
IN_VAIN = 4
"""So often one looks at once when a server calls; where nothing ever was different, one takes more and more time."""
CALLS = 12
"""So many calls of a server in a row, each less than ``CALLING_S`` after it was listened to, are heard at once."""
CALLING_S = 1.0


@dataclass(slots=True)
class Serving:
    """What the threads of one source share."""

    store: Store
    account: Account
    source: Source
    secret: Secret
    pace: Pace
    report: Report
    service: Service = Service.INCOMING
    kick_receive: threading.Event = field(default_factory=threading.Event)
    kick_act: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    lines: set[Line] = field(default_factory=set)
    opening: Opening = field(default_factory=Opening)
    asked: int = 0
    """Counts up when somebody asks to try again now: a person, or a new password."""
    refused_at: int = -1
    """What ``asked`` was when the server last refused us: until it moves, no thread tries that again."""
    door: threading.Lock = field(default_factory=threading.Lock)
    """One sign-in at a time: a wrong password is said once, not three times."""
    own: dict[Lane, Line] = field(default_factory=dict)
    """The lines with connections of their own."""
    lenders: dict[Line, Line] = field(default_factory=dict)
    """Whose connection a line has that has none of its own."""
    crowd: Crowd = field(default_factory=Crowd)

    def start(self) -> None:
        """Start a thread for each lane."""
        for lane in self.source.lanes:
            thread = threading.Thread(target=_always, args=(self, lane), name=f"{lane}-{self.account.id}")
            thread.daemon = True
            thread.start()
            self.threads.append(thread)

    def look(self) -> None:
        """Look at the store: something was wished or asked for."""
        self.kick_act.set()

    def again(self) -> None:
        """Look at the server now, and if it cannot be reached or refused us, try again now."""
        self.asked += 1
        self.kick_receive.set()
        self.kick_act.set()

    def stop(self) -> None:
        """Let the threads go; what waits for an answer of the server waits no longer."""
        self.pace.stop.set()
        self.kick_receive.set()
        self.kick_act.set()
        self.opening.end()
        for line in list(self.lines):
            line.hang_up()

    def stands(self, standing: Standing, error: OsOneError | None = None) -> None:
        """Report how this account stands, and why."""
        why = (str(error), error.remedy, error.command) if error is not None else ("", "", "")
        self.report(AccountStanding(self.account.id, standing, *why, self.service.value))


def _always(serving: Serving, lane: Lane) -> None:
    """Work on a lane until the engine closes. Whatever ends that unasked is told, and it begins again."""
    stop, fallen = serving.pace.stop, Patience(FIRST_WAIT_S, LONGEST_WAIT_S)
    while not stop.is_set():
        try:
            return _keep_going(serving, lane)
        except Exception as error:
            # A thread that ends in silence would leave the account standing still for ever.
            LOG.exception("%s ended", threading.current_thread().name)
            serving.stands(Standing.OFFLINE, fell_with(error, serving.store.folder))
        stop.wait(fallen.next())


def _keep_going(serving: Serving, lane: Lane) -> None:
    """Work on a lane: a lost line is opened again, ever more patiently; each kind of trouble has its own patience."""
    stop = serving.pace.stop
    unreached = Patience(FIRST_WAIT_S, LONGEST_WAIT_S)
    refused = Patience(FIRST_WAIT_S, LONGEST_WAIT_S)
    fallen = Patience(FIRST_WAIT_S, REFUSED_WAIT_S)
    full = Patience(FIRST_WAIT_S, ROOM_WAIT_S)
    files = open_files(serving.store)
    try:
        while not stop.is_set():
            line: Line | None = None
            wait, asked, began = 0.0, serving.asked, time.monotonic()
            try:
                if lane is Lane.SEND:
                    _until_there_is_something(serving, files)
                line = _let_in(serving, lane, files)
                WORK[lane](serving, line, files)
            except StoppedError:
                return
            except LentError:
                continue
            except NetworkError as error:
                held = time.monotonic() - began > LONGEST_WAIT_S
                wait = _again(unreached, began)
                lender = serving.lenders.get(line) if line is not None else None
                for other, theirs in list(serving.own.items()):
                    if theirs is lender:
                        serving.own.pop(other, None)  # whoever lent it may not have noticed yet
                if _others(serving, lane):
                    # Mail comes all the same. Some servers end one connection when there is another.
                    if not held:
                        serving.crowd.refused(lane)
                    serving.kick_receive.set()
                elif not stop.is_set():
                    serving.crowd = Crowd()
                    _lost(serving, files, error)
            except RefusedError as error:
                # Only a sign-in that was refused is for the person to mend; any other no is of the moment.
                wait = _again(refused, began)
                if not stop.is_set() and not (lane is Lane.LISTEN and _others(serving, lane)):
                    _lost(serving, files, not_now(error))
            except StillRefusedError:
                wait = REFUSED_WAIT_S
            except OsOneError as error:
                wait = REFUSED_WAIT_S
                if isinstance(error, SecretError):
                    _lost(serving, files, error, Standing.REFUSED)
                else:
                    serving.stands(Standing.REFUSED, error)
            except Exception as error:
                LOG.exception("%s fell", threading.current_thread().name)
                wait = _again(full if is_full(error, serving.store.folder) else fallen, began)
                _lost(serving, files, fell_with(error, serving.store.folder))
            finally:
                if line is not None:
                    if serving.own.get(lane) is line:
                        serving.own.pop(lane, None)
                    serving.lines.discard(line)
                    serving.lenders.pop(line, None)
                    line.close()
            until = time.monotonic() + wait
            while time.monotonic() < until and serving.asked == asked and not stop.is_set():
                stop.wait(0.05)
    finally:
        files.close()


def _again(patience: Patience, began: float) -> float:
    """Seconds until the next try; a line that held for a while shows that the trouble before it was over."""
    if time.monotonic() - began > LONGEST_WAIT_S:
        patience.well()
    return patience.next()


def _let_in(serving: Serving, lane: Lane, files: Files) -> Line:
    """Connect and sign in, one thread after the other; what was refused is not tried again unasked."""
    with serving.door:
        ground = Ground(serving.account, files, serving.pace, serving.report, serving.opening)
        asked, others = serving.asked, _others(serving, lane)
        if not others or serving.crowd.left(lane) <= 0:
            if serving.refused_at == asked and not others:
                serving.pace.gap()
                raise StillRefusedError(_("The account waits for another password."))
            try:
                slow = None if others else SlowSignIn(serving.stands)
                serving.own[lane] = enter(serving.source, lane, ground, serving.secret, serving.service, slow)
            except SecretError:
                # The keyring gives nothing: it is asked again when somebody asks for mail, not by every lane.
                serving.refused_at = asked
                raise
            except (AccountError, NetworkError) as error:
                if not others:
                    # A server that let us in and then would not do something has not refused us.
                    if isinstance(error, AccountError) and not isinstance(error, RefusedError):
                        serving.refused_at = asked
                        _remember(files.core, serving.account, AccountState.SIGN_IN)
                    raise
                serving.crowd.refused(lane)
            else:
                serving.crowd.allowed(lane)
                _remember(files.core, serving.account, AccountState.WELL, AccountState.SIGN_IN)
        line = serving.own.get(lane) or _lent(serving, lane, ground, others[0])
    serving.lines.add(line)
    if serving.pace.stop.is_set():
        # ``stop`` may have looked through the lines before this one was among them.
        line.hang_up()
    return line


def _others(serving: Serving, lane: Lane) -> list[Line]:
    """The open connections that this lane could share, the best first."""
    if not isinstance(serving.source, Sharing):
        return []
    return [line for other in PREFERRED[lane] if (line := serving.own.get(other)) is not None]


def _lent(serving: Serving, lane: Lane, ground: Ground, line: Line) -> Line:
    """Share a connection until it is time to try for another."""
    assert isinstance(serving.source, Sharing)
    lent = serving.source.share(line, lane, ground, max(0.0, serving.crowd.left(lane)))
    serving.lenders[lent] = line
    return lent


def _lost(serving: Serving, files: Files, error: OsOneError, standing: Standing = Standing.OFFLINE) -> None:
    """The server cannot be reached or used: remember that there may be mail which did not come, and report it."""
    with contextlib.suppress(apsw.Error):  # on a full disk the trouble is told all the same
        _remember(files.core, serving.account, AccountState.OFFLINE, AccountState.WELL)
    serving.stands(standing, error)


def _remember(
    core: apsw.Connection, account: Account, state: AccountState, instead_of: AccountState | None = None
) -> None:
    """Keep how it stands with an account, where it stood otherwise; ``instead_of`` names the one way it must stand."""
    kept = accounts.one(core, account.id)
    if kept is not None and kept.state is not state and instead_of in (None, kept.state):
        with transaction(core) as tx:
            accounts.put_state(tx, account.id, state)


def _receive(serving: Serving, line: Line, files: Files) -> None:
    """Bring in what is new; then again whenever something moves."""
    in_vain = Patience(FIRST_WAIT_S, LONGEST_WAIT_S, free=IN_VAIN)
    while True:
        serving.kick_receive.clear()
        serving.stands(Standing.SYNCING)
        if line.receive(serving.kick_receive.is_set):
            in_vain.well()
        if line.moved():
            serving.kick_receive.set()
        if not serving.kick_receive.is_set():
            serving.stands(Standing.QUIET)
            _remember(files.core, serving.account, AccountState.WELL)
            began = time.monotonic()
            _rest(serving, line)
            if time.monotonic() - began > LONGEST_WAIT_S:
                in_vain.well()
        _pause(serving, in_vain.next())


def _pause(serving: Serving, seconds: float) -> None:
    """Wait, unless a person asks or the engine closes."""
    until, asked = time.monotonic() + seconds, serving.asked
    while time.monotonic() < until and serving.asked == asked:
        if serving.pace.stop.wait(min(0.25, max(0.0, until - time.monotonic()))):
            raise StoppedError(_("The engine is closing."))


def _rest(serving: Serving, line: Line) -> None:
    """Wait for something to do; now and then a word keeps the line open."""
    until = time.monotonic() + LOOK_S
    said = time.monotonic()
    while time.monotonic() < until and not serving.kick_receive.wait(0.25):
        if serving.pace.stop.is_set():
            raise StoppedError(_("The engine is closing."))
        if time.monotonic() - said > STAY_S:
            line.stay()
            said = time.monotonic()


def _act(serving: Serving, line: Line, files: Files) -> None:
    """What the person waits for: what was opened, then what was wished."""
    del files
    acting.settle(line)
    last = time.monotonic()
    while True:
        serving.kick_act.clear()
        came = line.wanted()
        left = acting.let_leave(line)
        if came or left:
            serving.report(WakeUp())
            last = time.monotonic()
        if line.moved():
            serving.kick_receive.set()
        if left or came:
            continue
        if serving.pace.stop.is_set():
            raise StoppedError(_("The engine is closing."))
        serving.kick_act.wait(0.25)
        if time.monotonic() - last > STAY_S:
            line.stay()
            last = time.monotonic()


def _until_there_is_something(serving: Serving, files: Files) -> None:
    """Wait until an act may leave, or one that was leaving must be found out about. Raises StoppedError."""
    account, service = serving.account.id, serving.service
    while True:
        serving.kick_act.clear()
        if outbox.of_account(files.core, account, "leaving", service=service, limit=1) or outbox.ready(
            files.core, account, int(time.time()), service=service, limit=1
        ):
            return
        serving.kick_act.wait(GLANCE_S)
        if serving.pace.stop.is_set():
            raise StoppedError(_("The engine is closing."))


def _send(serving: Serving, line: Line, files: Files) -> None:
    """Let what may leave leave; the line is let go when nothing follows."""
    del files
    acting.settle(line)
    last = time.monotonic()
    while time.monotonic() - last < LINGER_S:
        serving.kick_act.clear()
        if acting.let_leave(line):
            serving.stands(Standing.QUIET)
            serving.report(WakeUp())
            last = time.monotonic()
        elif serving.pace.stop.is_set():
            raise StoppedError(_("The engine is closing."))
        else:
            serving.kick_act.wait(0.25)


def _listen(serving: Serving, line: Line, files: Files) -> None:
    """Wait for news of the server's. One that calls again the moment it is listened to is heard ever less often."""
    del files
    # What came between the last look and now will not be told.
    serving.kick_receive.set()
    calls = Patience(FIRST_WAIT_S, LONGEST_WAIT_S, free=CALLS)
    while True:
        began = time.monotonic()
        news = line.listen()
        if serving.pace.stop.is_set():
            raise StoppedError(_("The engine is closing."))
        if news:
            serving.kick_receive.set()
        if time.monotonic() - began > CALLING_S:
            calls.well()
        else:
            _pause(serving, calls.next())


WORK: dict[Lane, Callable[[Serving, Line, Files], None]] = {
    Lane.RECEIVE: _receive,
    Lane.ACT: _act,
    Lane.LISTEN: _listen,
    Lane.SEND: _send,
}
