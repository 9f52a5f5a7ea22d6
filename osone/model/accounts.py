"""Who the person is elsewhere: an account, what it signs in with, and how it stands with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from osone.model.ids import AccountId


class Way(StrEnum):
    """How a server is told who one is."""

    PASSWORD = "password"
    TOKEN = "oauth2"
    """A bearer token that is refreshed (RFC 6749); only the engine refreshes it."""


class Service(StrEnum):
    """What an account is used for."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    CALENDAR = "calendar"


class AccountState(StrEnum):
    """How it stands with an account, remembered from one run to the next."""

    WELL = ""
    SIGN_IN = "sign in"
    """The server no longer takes what the account signs in with: the person has to sign in again."""
    OFFLINE = "offline"
    """It could not be reached, and has not been looked through since."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who the person is at one place. It has one credential for all its services; the secret is in the keyring."""

    id: AccountId
    uid: str
    """Random, and the account's for ever: its secrets are kept under it. Two accounts may share an address."""
    kind: str
    """``local`` where there is no server (imported or sample mail); else the kind of account, as ``imap``."""
    address: str
    name: str
    settings: Mapping[str, object]
    """Its services as they are kept: ``osone.model.services`` reads them."""
    way: Way = Way.PASSWORD
    """What it signs in with."""
    former: str = ""
    """The entry of the keyring where a version before left the secret, until it was put under its own name."""
    state: AccountState = AccountState.WELL
    place: int = 0
    """Accounts stand in this order."""
    label: str = ""
    """What the person calls it; empty for its address."""
    signature: str = ""
    """What stands beneath what is written from it, in lines; empty for none."""

    @property
    def called(self) -> str:
        """What it is called where a person reads it."""
        return self.label or self.address or self.name

    def reached_as(self, other: "Account") -> bool:
        """Whether both are reached and signed in to alike, so that a line to the one serves the other."""
        return (self.uid, self.kind, self.address, self.settings, self.way) == (
            other.uid, other.kind, other.address, other.settings, other.way,
        )  # fmt: skip
