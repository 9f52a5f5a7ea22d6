"""Each account's token, had anew in time by the one process that does it, and by one of its threads at a time."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from osone.accounts.oauth import tokens
from osone.accounts.oauth.tokens import Grant, Issued
from osone.model.accounts import Account
from osone.model.errors import AccountError, SecretError
from osone.model.services import Unread, services_of
from osone.text.catalogue import _

LOG = logging.getLogger(__name__)
EARLY_S = 300.0
"""So long before its end a token is not used any more; of a short life half."""


@dataclass(slots=True)
class Holding:
    """What is held of one account."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    issued: Issued | None = None
    at: float = 0.0
    """When that was, in Unix seconds: a computer that slept has not stopped the provider's clock."""
    kept: str = field(default="", repr=False)
    """What the keyring had when it was last asked."""
    unkept: Grant | None = None
    """What replaced that, where the keyring would not take it."""

    def serves(self, now: float) -> bool:
        """Whether the token that is held can still be used."""
        if self.issued is None:
            return False
        left = self.at + self.issued.lasts - now
        return self.at <= now and left > min(EARLY_S, self.issued.lasts / 2)


class Renewing:
    """The tokens of all accounts. Only the engine has one: of two who renew, the second may be refused for ever."""

    def __init__(self, kept: Callable[[Account], str | None], keep: Callable[[Account, str], None]) -> None:
        self._kept, self._keep = kept, keep
        self._guard = threading.Lock()
        self._held: dict[str, Holding] = {}

    def token(self, account: Account, refused: str = "") -> str:
        """The token of an account; another than one that a server ``refused``. Blocks while it is had.

        AccountError where the person has to sign in again; NetworkError; SecretError.
        """
        with self._guard:
            held = self._held.setdefault(account.uid, Holding())
        with held.lock:
            if held.issued is not None and held.serves(time.time()) and held.issued.access != refused:
                self._keep_late(account, held)
                return held.issued.access
            grant = self._grant(account, held)
            held.issued = None
            issued = asyncio.run(tokens.renew(grant, ca=authority_of(account)))
            held.issued, held.at = issued, time.time()
            if issued.grant != grant:
                # The former may be of no use from now on: this one is kept before it is used.
                held.unkept = issued.grant
                self._keep_late(account, held)
            return issued.access

    def _grant(self, account: Account, held: Holding) -> Grant:
        kept = self._kept(account) or ""
        if kept != held.kept:
            # The person has signed in anew meanwhile.
            held.kept, held.unkept = kept, None
        grant = held.unkept or tokens.decode(kept)
        if grant is None:
            raise AccountError(
                _("There is no sign-in for {address} in the keyring.", address=account.address),
                remedy=_("Sign in with your browser again."),
                command="account.sign_in",
            )
        return grant

    def _keep_late(self, account: Account, held: Holding) -> None:
        if held.unkept is None:
            return
        words = held.unkept.encode()
        try:
            self._keep(account, words)
        except SecretError as error:
            # It serves for as long as this process lives, and is offered again with the next line.
            LOG.warning("a renewed sign-in could not be kept yet: %s", error)
        else:
            held.kept, held.unkept = words, None

    def __repr__(self) -> str:
        return f"<Renewing: {len(self._held)} accounts>"


def authority_of(account: Account) -> Path | None:
    """The certificate authority of one's own that an account's servers are known by; None for the system's."""
    named = [one.ca for one in services_of(account).values() if not isinstance(one, Unread) and one.ca]
    return Path(named[0]) if named else None
