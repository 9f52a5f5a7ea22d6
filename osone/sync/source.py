"""What the engine asks of a source: one service of one account, be it mail, a calendar, or a server that sends."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from osone.accounts.secrets import KeyringTroubleError, Trouble
from osone.model.accounts import Account, Service, Way
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.services import Imap, Smtp, services_of
from osone.store.outbox import Wish
from osone.store.troubles import is_full
from osone.sync.messages import Report, Standing
from osone.sync.working import Files, Pace
from osone.text.catalogue import _

KEYRING_S, SERVER_S = 1.5, 5.0
"""A keyring, and a server, that took so long is said to be waited for."""
CROWDED_S = 60.0
CROWDED_LONGEST_S = 900.0
"""An extra connection that was refused is tried again between so many seconds later."""


class RefusedError(AccountError):
    """A server understood what was asked and would not do it."""

    @property
    def code(self) -> str:
        """Why, in the server's own code; empty where it has none."""
        return ""

    @property
    def words(self) -> str:
        """What the server said for people."""
        return str(self)

    @property
    def lasting(self) -> bool:
        """Whether asking again would not mend it."""
        return True


class StillRefusedError(AccountError):
    """The server refused this sign-in before, and nothing has changed since."""


class NotYetError(NetworkError):
    """Nothing was done, and nothing can be until what the server holds has been looked at anew."""


class LentError(OsOneError):
    """A connection was lent for so long: it is time to see whether there may be one of one's own."""


S = TypeVar("S", Imap, Smtp)


def signing_in(account: Account, service: Service, kind: type[S], secret: str | None) -> tuple[S, str]:
    """An account's settings for a service and what it signs in with. AccountError where either is not to be had."""
    found = services_of(account).get(service)
    if not isinstance(found, kind):
        raise AccountError(
            _("The server settings of {address} can't be read.", address=account.address),
            remedy=_("Set up the account again."),
            command="account.change",
        )
    if secret is None:
        raise AccountError(
            _("There is no password for {address} in the keyring.", address=account.address),
            remedy=_("Type it again."),
            command="account.change",
        )
    return found, secret


def not_now(error: RefusedError) -> OsOneError:
    """What is told of a no of the moment: it is not for the person to mend."""
    words = error.words.rstrip(".")
    sentence = _("The mail server can't be used right now: {answer}.", answer=words)
    return OsOneError(
        sentence if words else _("The mail server can't be used right now."), remedy=_("OS One will try again soon.")
    )


def fell_with(error: Exception, folder: Path) -> OsOneError:
    """What is told where the fault is on this side; ``folder`` is the profile's."""
    if is_full(error, folder):
        return OsOneError(_("The disk is full, so nothing new can come in."), remedy=_("Free some space on it."))
    return OsOneError(_("Something went wrong with this account. OS One will try again."))


class Secret(Protocol):
    """Gives what an account signs in with, or None; another token than one that a server ``refused``."""

    def __call__(self, account: Account, refused: str = "", /) -> str | None:
        """Blocks. AccountError where the person has to sign in again, NetworkError, SecretError."""


class Lane(StrEnum):
    """What a line is opened for. Each lane of a source has a thread, and a connection where the server allows it."""

    RECEIVE = "receive"
    ACT = "act"
    """What a person waits for: acts of the outbox, and what was opened before it was here."""
    LISTEN = "listen"
    SEND = "send"
    """Acts of the outbox too, by a line that is there only while there are any."""


PREFERRED: Mapping[Lane, Sequence[Lane]] = {
    Lane.ACT: (Lane.LISTEN, Lane.RECEIVE),
    Lane.RECEIVE: (Lane.LISTEN, Lane.ACT),
    Lane.LISTEN: (Lane.RECEIVE, Lane.ACT),
    Lane.SEND: (),
}
"""Whose connection a lane shares that is allowed none of its own: who listens is disturbed most easily."""


@dataclass(slots=True)
class Opening:
    """A line on its way to be one: whoever stops breaks it, and waits for no server's answer."""

    breaks: Callable[[], None] | None = None
    over: bool = False

    def begun(self, breaks: Callable[[], None]) -> None:
        """There is something to wait for from here on; ``breaks`` ends that from another thread."""
        self.breaks = breaks
        if self.over:
            breaks()

    def end(self) -> None:
        """Break what is being opened, and whatever would be from now on."""
        self.over = True
        if self.breaks is not None:
            self.breaks()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a line of a source works on."""

    account: Account
    files: Files
    pace: Pace
    report: Report
    opening: Opening = field(default_factory=Opening)


class Acting(Protocol):
    """How acts of the outbox leave by a line."""

    service: Service
    """Chooses the kinds of acts."""
    ground: Ground

    def together(self, ready: Sequence[Wish]) -> Iterable[Sequence[Wish]]:
        """Those that leave with one request each, in the order in which they may; what must wait is left out."""

    def send(self, acts: Sequence[Wish]) -> int:
        """Carry out acts that leave together; how many left.

        They are marked as leaving, durably and with their evidence, before the first byte; what came of them is written
        with their end. RefusedError where the server would not; NotYetError where nothing could be done; any other
        error leaves them leaving, which is in doubt.
        """

    def settle(self, act: Wish) -> None:
        """Find out about an act whose answer was lost: fulfil it, put it back, or leave it in doubt."""

    def unsettled(self) -> Sequence[Wish]:
        """Acts that were left in doubt, and about which something may be found out now."""


class Line(Acting, Protocol):
    """A line of a source, connected and signed in. It belongs to one thread, but for ``hang_up``.

    Every call may raise NetworkError, and the engine opens another; StoppedError where the engine closes.
    """

    def receive(self, newer: Callable[[], bool]) -> bool:
        """Bring in what is new, the most wanted first. What can wait is left once there is something ``newer``.

        Whether anything was different: a server that calls for nothing is looked at less often.
        """

    def wanted(self) -> int:
        """Bring in what somebody opened before it was here; how much came."""

    def moved(self) -> bool:
        """Whether what was acted makes it worth receiving again; asked once."""

    def listen(self) -> bool:
        """Wait for news, a minute at most; whether there is any. Only on the lane that listens."""

    def stay(self) -> None:
        """Say a word, so that the line stays open."""

    def hang_up(self) -> None:
        """Break the line from another thread: whoever waits for it waits no longer."""

    def close(self) -> None:
        """Leave."""


class Source(Protocol):
    """One kind of service, as the engine knows it."""

    @property
    def lanes(self) -> Sequence[Lane]:
        """The lanes that it has."""

    def open(self, lane: Lane, ground: Ground, secret: str | None) -> Line:
        """Connect and sign in. Raises NetworkError, or AccountError where the person has to sign in again.

        What is waited for once there is a connection can be broken by ``ground.opening``.
        """


@dataclass(slots=True)
class SlowSignIn:
    """Says what a sign-in waits for where that takes longer than moments: a keyring that is silent, or a server."""

    stands: Callable[[Standing, OsOneError | None], None]
    waits: threading.Timer | None = None
    said: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def waits_for(self, standing: Standing, why: OsOneError, seconds: float) -> None:
        """It waits for this from here on, and that is said in so many seconds."""
        with self.lock:
            self._stop()
            self.waits = threading.Timer(seconds, lambda: self._say(standing, why))
            self.waits.daemon = True
            self.waits.start()

    def _say(self, standing: Standing, why: OsOneError) -> None:
        with self.lock:
            if threading.current_thread() is self.waits:
                self.said = True
                self.stands(standing, why)

    def _stop(self) -> None:
        if self.waits is not None:
            self.waits.cancel()
            self.waits = None

    def over(self, standing: Standing | None = None) -> None:
        """It waits no more. Where one is in, what was said is so no longer: it stands like this."""
        with self.lock:
            self._stop()
            if self.said and standing is not None:
                self.stands(standing, None)


def silent(account: Account, service: Service) -> NetworkError:
    """What is said of a server that takes long to answer, before it is given up."""
    settings = services_of(account).get(service)
    host = settings.server.host if isinstance(settings, Imap | Smtp) else account.called
    return NetworkError(_("{host} doesn't answer so far.", host=host), remedy=_("OS One keeps trying."))


def enter(
    source: "Source", lane: Lane, ground: Ground, secret: Secret, service: Service, slow: SlowSignIn | None = None
) -> Line:
    """Open a line; what takes long meanwhile is told by ``slow``."""
    if slow is None:
        return _enter(source, lane, ground, secret)

    def told(account: Account, refused: str = "", /) -> str | None:
        if account.way is not Way.TOKEN:
            slow.waits_for(Standing.REFUSED, KeyringTroubleError(Trouble.SILENT), KEYRING_S)
        word = secret(account, refused)
        slow.waits_for(Standing.OFFLINE, silent(account, service), SERVER_S)
        return word

    try:
        line = _enter(source, lane, ground, told)
    except BaseException:
        slow.over()
        raise
    slow.over(Standing.SYNCING if Lane.RECEIVE in source.lanes else Standing.QUIET)
    return line


def _enter(source: "Source", lane: Lane, ground: Ground, secret: Secret) -> Line:
    """Open a line. A token that the server would not take, though it should serve, is had anew and tried once more."""
    account = ground.account
    word = secret(account)
    try:
        return source.open(lane, ground, word)
    except RefusedError:
        raise
    except AccountError:
        if account.way is not Way.TOKEN or word is None:
            raise
        newer = secret(account, word)
        if newer in (None, word):
            raise
        return source.open(lane, ground, newer)


@runtime_checkable
class Sharing(Protocol):
    """A source whose lanes can have one connection in turns, where a server allows too few."""

    def share(self, line: Line, lane: Lane, ground: Ground, seconds: float) -> Line:
        """Another line over the connection of one that is open; after so many seconds its calls raise LentError."""


@dataclass(slots=True)
class Crowd:
    """Lanes for which a server allows no connection beside those that there are, and until when that is believed."""

    times: dict[Lane, int] = field(default_factory=dict)
    until: dict[Lane, float] = field(default_factory=dict)

    def refused(self, lane: Lane) -> None:
        """Another connection was refused, or did not last: it is tried again later, ever more patiently."""
        before = self.times.get(lane, 0)
        self.times[lane] = before + 1
        self.until[lane] = time.monotonic() + min(CROWDED_LONGEST_S, CROWDED_S * 2 ** min(before, 10))

    def allowed(self, lane: Lane) -> None:
        """There is room after all."""
        self.times.pop(lane, None)
        self.until.pop(lane, None)

    def left(self, lane: Lane) -> float:
        """Seconds for which no other connection is tried."""
        return self.until.get(lane, 0.0) - time.monotonic()
