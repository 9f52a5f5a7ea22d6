"""A connection to the server that takes mail to send (RFC 6409), safe to log in on, and the login itself."""

import smtplib
import socket
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

from osone.accounts import bearer
from osone.accounts.connect import TIMEOUT
from osone.accounts.line import ServerLine, dial, told
from osone.accounts.refusals import refused
from osone.accounts.server import loopback
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError
from osone.model.services import Security, Server
from osone.text.catalogue import _

GREETING_NAME = "[127.0.0.1]"
"""What we call ourselves in EHLO: the machine's name is nobody's business."""
LONGEST_FIRST = 480
"""What is longer does not go along with AUTH, whose line may have 512 bytes (RFC 4954, section 4)."""


class Submission(smtplib.SMTP):
    """An ``smtplib.SMTP`` on a line that was opened and secured before. It reads as that line does: within bounds."""

    def __init__(self, line: ServerLine, server: Server) -> None:
        self._line, self.server = line, server
        super().__init__(local_hostname=GREETING_NAME)
        self.sock, self.file = line.sock, None
        self._host = server.host

    def getreply(self) -> tuple[int, bytes]:
        """One reply, its lines together (RFC 5321, section 4.2). OSError or ``NetworkError`` where none comes."""
        return reply(self._line, self.server)

    def hang_up(self) -> None:
        """Break the line from another thread: whoever waits for it waits no longer."""
        with suppress(OSError):
            # An ``SSLSocket`` would forget its secret first, and what is just being said would go in the clear.
            socket.socket.shutdown(self._line.sock, socket.SHUT_RDWR)

    def allow(self, seconds: float) -> None:
        """What is said next, by either side, may take so many seconds (RFC 5321, section 4.5.3.2)."""
        self._line.allow(seconds)
        self._line.sock.settimeout(seconds)

    def put(self, data: bytes) -> None:
        """Bytes of a message, as they are. OSError where the line is lost."""
        self._line.sock.sendall(data)

    def __repr__(self) -> str:
        return f"<Submission to {self.server.host}:{self.server.port}>"


def reply(line: ServerLine, server: Server) -> tuple[int, bytes]:
    """The code of a reply, and its words."""
    words: list[bytes] = []
    while True:
        said = line.read()
        if not said[:3].isdigit() or said[3:4] not in (b"", b" ", b"-"):
            raise told(ValueError(), server)
        words.append(said[4:].strip())
        if said[3:4] != b"-":
            return int(said[:3]), b"\n".join(words)


def connect(
    server: Server,
    *,
    timeout: float = TIMEOUT,
    ca: Path | None = None,
    source_address: tuple[str, int] | None = None,
) -> Submission:
    """Connect, secure the line as ``accounts.connect`` does for IMAP, and say EHLO. No mail is sent.

    Blocks: ``timeout`` seconds are for this and for all that is said on the line afterwards.
    """
    line = None
    try:
        line = dial(server, timeout, source_address)
        if server.security is Security.TLS:
            line.secure(ca)
        try:
            code = reply(line, server)[0]
        except NetworkError:
            code = 0
        if code != 220:
            raise NetworkError(
                _("{host}, port {port} doesn't accept mail.", host=server.host, port=server.port),
                remedy=_("Check the port."),
            )
        if server.security is Security.STARTTLS:
            # RFC 3207: everything said before TLS is forgotten, so the answer to this first EHLO is not even read into
            # anything.
            for words in (b"EHLO " + GREETING_NAME.encode(), b"STARTTLS"):
                line.send(words)
                code = reply(line, server)[0]
            if code != 220:
                raise NetworkError(
                    _(
                        "{host} doesn't offer STARTTLS on port {port}.",
                        host=server.host,
                        port=server.port,
                    ),
                    remedy=_("Choose TLS, usually on port 465. Your password was not sent."),
                )
            line.secure(ca)
        submission = Submission(line, server)
        submission.ehlo()
        return submission
    except (OSError, ValueError, smtplib.SMTPException, NetworkError) as error:
        if line is not None:
            line.close()
        if isinstance(error, smtplib.SMTPException):
            error = ConnectionResetError()
        raise told(error, server) from None


def login(submission: Submission, username: str, secret: str, way: Way = Way.PASSWORD) -> None:
    """Log in with AUTH PLAIN or LOGIN (RFC 4954), any Unicode, or as ``bearer`` does where it is a token.

    ``AccountError`` where the server would not.
    """
    server = submission.server
    if server.security is Security.NONE and not loopback(server.host):
        raise NetworkError(
            _("The connection to {host} is not encrypted.", host=server.host), remedy=_("Choose TLS or STARTTLS.")
        )
    offered = set(submission.esmtp_features.get("auth", "").upper().split())
    try:
        if way is Way.TOKEN and (how := bearer.mechanism(offered)):
            said = _coded(bearer.first(how, username, secret, server))
            if len(said) <= LONGEST_FIRST:
                code, words = submission.docmd(f"AUTH {how}", said)
            else:
                code, words = submission.docmd(f"AUTH {how}")
                if code == 334:
                    code, words = submission.docmd(said)
            if code == 334:
                # Why it will not; it ends with a no once that was heard.
                code, words = submission.docmd(_coded(bearer.ENOUGH[how]))
        elif way is Way.PASSWORD and "PLAIN" in offered:
            code, words = submission.docmd("AUTH PLAIN", _coded(f"\0{username}\0{secret}".encode()))
        elif way is Way.PASSWORD and "LOGIN" in offered:
            code, words = submission.docmd("AUTH LOGIN", _coded(username.encode()))
            if code == 334:
                code, words = submission.docmd(_coded(secret.encode()))
        else:
            raise AccountError(
                _("{host} offers no supported sign-in on port {port}.", host=server.host, port=server.port),
                remedy=_("Check port and security: 465 with TLS, or 587 with STARTTLS."),
            )
    except smtplib.SMTPServerDisconnected:
        raise told(ConnectionResetError(), server) from None
    except (OSError, ValueError) as error:
        raise told(error, server) from None
    if code != 235:
        answer, encrypted = f"{code} {words.decode('utf-8', 'replace')}", server.security is not Security.NONE
        raise refused(answer.replace(secret or "\0", "…"), server.host, username, way, encrypted=encrypted)


def _coded(words: bytes) -> str:
    return b64encode(words).decode()
