"""Logging in once, to know that an account works before going on. Nothing is changed and no mail is sent."""

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from osone.accounts import connect, submission
from osone.accounts.connect import TIMEOUT
from osone.accounts.line import told
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError, OsOneError
from osone.model.services import Server
from osone.text.catalogue import _

EXISTS = re.compile(rb"\* (\d{1,10}) EXISTS\s*", re.I)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a login showed."""

    capabilities: frozenset[str]
    """Of the IMAP server, once logged in, in capitals."""
    messages: int
    """In the inbox."""
    smtp_error: OsOneError | None
    """None where sending works too; reading does in any case."""


def check(
    imap: Server,
    smtp: Server | None,
    username: str,
    secret: str,
    *,
    way: Way = Way.PASSWORD,
    smtp_username: str | None = None,
    ca: Path | None = None,
    timeout: float = TIMEOUT,
) -> Checked:
    """Log in to both servers and leave again. Blocks, never on the GUI thread; each server has ``timeout`` seconds.

    They are for the whole of it, whatever the server does. ``NetworkError`` or ``AccountError`` where mail cannot be
    read. Trouble with sending comes back in ``smtp_error``, since one can go on without.
    """
    capabilities, messages = check_imap(imap, username, secret, way=way, ca=ca, timeout=timeout)
    trouble: OsOneError | None = None
    if smtp is not None:
        try:
            check_smtp(smtp, smtp_username or username, secret, way=way, ca=ca, timeout=timeout)
        except OsOneError as error:
            trouble = error
    return Checked(capabilities, messages, trouble)


def check_imap(
    server: Server,
    username: str,
    secret: str,
    *,
    way: Way = Way.PASSWORD,
    ca: Path | None = None,
    timeout: float = TIMEOUT,
) -> tuple[frozenset[str], int]:
    """Log in to an IMAP server: what it can do, and how many messages the inbox holds. It changes nothing."""
    connection = connect.connect(server, timeout=timeout, ca=ca)
    try:
        connect.login(connection, username, secret, way)
        connection.learn()
        with suppress(connect.AnswerError):
            connect.introduce(connection)
        there = (EXISTS.fullmatch(line) for line in connection.ask(b"EXAMINE INBOX"))
        return connection.capabilities, max((int(one[1]) for one in there if one), default=0)
    except connect.AnswerError:
        raise AccountError(
            _("{host} signed {username} in but didn't open the inbox.", host=server.host, username=username),
            remedy=_("Ask the server's administrator."),
        ) from None
    except (OSError, ValueError) as error:
        raise told(error, server) from None
    finally:
        connection.logout()


def check_smtp(
    server: Server,
    username: str,
    secret: str,
    *,
    way: Way = Way.PASSWORD,
    ca: Path | None = None,
    timeout: float = TIMEOUT,
) -> None:
    """Log in to the server that takes mail, and leave without sending any."""
    line = submission.connect(server, timeout=timeout, ca=ca)
    try:
        submission.login(line, username, secret, way)
    finally:
        with suppress(OSError, smtplib.SMTPException, NetworkError):
            line.quit()
        line.close()
