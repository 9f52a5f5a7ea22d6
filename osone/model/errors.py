"""Errors that a person may meet: each says what happened, and what to do about it."""

import errno
from collections.abc import Mapping

from osone.text.catalogue import N_, _

REASONS: Mapping[int, str] = {
    errno.ENOENT: N_("it isn't there"), errno.ENOTDIR: N_("it isn't there"), errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("you aren't allowed to"), errno.EPERM: N_("you aren't allowed to"),
    errno.ENOSPC: N_("the disk is full"), errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk can't be written to"), errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk has a fault"), errno.ELOOP: N_("its links lead nowhere"),
}  # fmt: skip
"""Why the system refuses a file, in words that go on after "can't be read: "."""


def reason(error: OSError) -> str:
    """Why a file can't be read or written, in words of ours that end a sentence."""
    return _(REASONS.get(error.errno or 0, N_("the system refuses it")))


def whole(sentence: str, remedy: str) -> str:
    """A sentence and, where there is one, what to do about it."""
    return _("{sentence} {remedy}", sentence=sentence, remedy=remedy) if sentence and remedy else sentence or remedy


class OsOneError(Exception):
    """Something went wrong that a person can be told about.

    ``str(error)`` is one whole sentence; ``remedy`` is the sentence that says what to do, and ``command`` the id
    of the command that does it, where there is one: a verb of the registry.
    """

    title = N_("Something went wrong")

    def __init__(self, message: str, *, remedy: str = "", command: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy
        self.command = command

    @property
    def whole(self) -> str:
        """The sentence and, where there is one, what to do about it."""
        return whole(str(self), self.remedy)


class StoreError(OsOneError):
    """The store cannot be opened, read or written."""

    title = N_("Your data")


class UpdatedError(StoreError):
    """A newer OS One has taken over what this process works at."""

    title = "OS One"

    def __init__(self) -> None:
        super().__init__(_("OS One was updated."), remedy=_("Quit and open it again."))


class SecretError(OsOneError):
    """The system keyring is missing, locked or refused."""

    title = N_("Keyring")


class PassphraseError(SecretError):
    """The secrets are in a file that a passphrase opens, and none was given, or another."""


class KeyGoneError(SecretError):
    """A store is here, but not the key that opens it."""


class NetworkError(OsOneError):
    """A server could not be reached or broke off. Trying again may help."""

    title = N_("Network")


class AccountError(OsOneError):
    """A server was reached and refused: a wrong password, a closed service. Trying again will not help."""

    title = N_("Account")


class RejectedError(AccountError):
    """A server did not take this password for this user name, and said no more."""


class MindError(OsOneError):
    """The model cannot answer."""

    title = N_("Model")


class VoiceError(OsOneError):
    """The voice cannot speak or the ears cannot hear."""

    title = N_("Voice")


class CommandError(OsOneError):
    """A command cannot be carried out as asked."""

    title = N_("Not done")
