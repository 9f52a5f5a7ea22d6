"""A real SMTP server (aiosmtpd) that asks for a password, over TLS, STARTTLS or neither, and keeps the mail."""

import asyncio
import re
import ssl
import warnings
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.parts.dovecot import free_port


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that was taken."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass
class Behaviour:
    """How a server behaves from here on."""

    cut: str = ""
    """Where the line is cut, each time: ``mail``, ``rcpt``, ``data``, ``body``, ``dot`` (taken, and not answered) or
    ``quit``."""
    refuses: Mapping[str, str] = field(default_factory=dict)
    """What is answered to recipients by their address."""
    answer: str = ""
    """What is answered to the end of a message in place of yes."""


MOST = 32 * 1024 * 1024
BEARERS = ("XOAUTH2", "OAUTHBEARER")
TOKEN = re.compile(rb"(?:user=|n,a=)([^\x01,]*),?\x01.*auth=Bearer ([^\x01]+)\x01\x01", re.S)


class _Mailbox:
    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.behaviour = Behaviour()
        self.whose: Callable[[str], str] = lambda _token: ""
        self.bearers: list[tuple[str, bytes]] = []

    async def auth_XOAUTH2(self, server: SMTP, args: Sequence[str]) -> AuthResult:
        return await self._bearer("XOAUTH2", server, args)

    async def auth_OAUTHBEARER(self, server: SMTP, args: Sequence[str]) -> AuthResult:
        return await self._bearer("OAUTHBEARER", server, args)

    async def _bearer(self, how: str, server: SMTP, args: Sequence[str]) -> AuthResult:
        said = b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
        found = TOKEN.fullmatch(said) if isinstance(said, bytes) else None
        good = found is not None and self.whose(found[2].decode()) == found[1].decode()
        answer = b"" if good else await server.challenge_auth('{"status":"invalid_token"}')
        self.bearers.append((how, answer if isinstance(answer, bytes) else b"*"))
        return AuthResult(success=good, handled=False)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.behaviour.refuses:
            return self.behaviour.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.behaviour.answer:
            return self.behaviour.answer
        self.sent.append(Sent(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        if self.behaviour.cut == "dot":
            _abort(server)
        return "250 OK"


def _abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Cutting(SMTP):
    """A server that cuts the line where it is told to."""

    @property
    def _cut(self) -> str:
        return str(self.event_handler.behaviour.cut)

    async def _at(self, stage: str) -> bool:
        if self._cut != stage:
            return False
        _abort(self)
        await asyncio.sleep(0.02)
        return True

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._at("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._at("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:
        if self._cut == "body":
            await self.push("354 go on")
            await self._reader.read(1000)
            await self._at("body")
        elif not await self._at("data"):
            await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str | None) -> None:
        if not await self._at("quit"):
            await super().smtp_QUIT(arg)


class _Served(Controller):
    def __init__(self, mailbox: _Mailbox, options: dict[str, Any], **kept: Any) -> None:
        self._options = options
        super().__init__(mailbox, **kept)

    def factory(self) -> SMTP:
        with warnings.catch_warnings():
            # With TLS from the first byte there is none left to require before AUTH, which aiosmtpd warns of.
            warnings.simplefilter("ignore", UserWarning)
            return _Cutting(self.handler, **self._options)


class Submission:
    """A running server. ``tls`` is "tls", "starttls" or "none"; ``sent`` holds the messages that it took.

    With ``whose``, which says whose a token is, it takes tokens by ``bearers`` too; ``heard`` says how each was
    offered, and what was answered to a refusal. It takes messages of ``most`` bytes.
    """

    def __init__(
        self, folder: Path, users: Mapping[str, str], *, tls: str = "tls", authority: trustme.CA | None = None,
        whose: Callable[[str], str] | None = None, bearers: Sequence[str] = BEARERS, most: int = MOST,
    ) -> None:  # fmt: skip
        authority = authority or trustme.CA()
        self.ca = folder / f"smtp-ca-{tls}.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        self.host, self.port = "127.0.0.1", free_port()
        self._mailbox = _Mailbox()
        self.attempts = 0
        offered = bearers if whose is not None else ()
        self._mailbox.whose = whose or self._mailbox.whose

        def known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            self.attempts += 1
            assert isinstance(data, LoginPassword)
            good = users.get(data.login.decode()) == data.password.decode()
            return AuthResult(success=good, handled=good)

        options: dict[str, Any] = {
            "authenticator": known,
            "auth_required": True,
            "auth_require_tls": tls == "starttls",
            "tls_context": context if tls == "starttls" else None,
            "require_starttls": tls == "starttls",
            "enable_SMTPUTF8": True,
            "data_size_limit": most,
            "auth_exclude_mechanism": [one for one in BEARERS if one not in offered],
        }
        self._controller = _Served(
            self._mailbox, options, hostname=self.host, port=self.port, ssl_context=context if tls == "tls" else None
        )

    def behave(self, behaviour: Behaviour) -> None:
        """Behave so from here on."""
        self._mailbox.behaviour = behaviour

    @property
    def heard(self) -> list[tuple[str, bytes]]:
        """How tokens were offered, and what was answered when one was refused."""
        return self._mailbox.bearers

    @property
    def sent(self) -> list[Sent]:
        """The messages that were taken, in order."""
        return self._mailbox.sent

    def __enter__(self) -> "Submission":
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()
