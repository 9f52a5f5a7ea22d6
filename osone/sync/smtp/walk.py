"""One message handed to a server, stage by stage, so that it is known as exactly as SMTP allows what became of it.

``smtplib``'s own ``sendmail`` says the same of a line that was cut before the message and of one that was cut after it
had been taken. Here only the missing answer to the last dot is in doubt (RFC 5321, section 4.1.1.4, and 6.1).
"""

import smtplib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from osone.accounts.submission import Submission
from osone.model.errors import NetworkError

REPLY_S = 300.0
"""For any answer (RFC 5321, section 4.5.3.2)."""
DOT_S = 600.0
"""For the answer to the end of a message: servers look through it first."""
GOODBYE_S = 2.0
GOOD = (250, 251, 252)
CLOSING = 421


class Fate(StrEnum):
    """What became of a message."""

    NOT_SENT = "not sent"
    """The line was lost before the server could have taken it."""
    LATER = "later"
    """The server said not now."""
    REFUSED = "refused"
    """The server said never."""
    DOUBTFUL = "doubtful"
    """The line was lost when it may have been taken."""
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What a server said."""

    code: int = 0
    words: str = ""

    @property
    def lasting(self) -> bool:
        """Whether it means never (RFC 5321, section 4.2.1)."""
        return self.code // 100 == 5


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of a message, and what was said of it."""

    fate: Fate
    stage: str
    """How far it came: ``size``, ``address``, ``mail``, ``rcpt``, ``data``, ``body`` or ``dot``."""
    answer: ServerAnswer = field(default_factory=ServerAnswer)
    refused: Mapping[str, ServerAnswer] = field(default_factory=dict)
    """The addresses that it does not reach."""


def hand_over(
    smtp: Submission, sender: str, recipients: Sequence[str], message: Iterable[bytes], size: int
) -> HandedOver:
    """Hand over one message, its lines ended by CRLF. The line is as good as before where it was not lost.

    Addresses beyond ASCII need a server that takes them (RFC 6531); a name of a domain is ASCII by now.
    """
    refused: dict[str, ServerAnswer] = {}
    stage = "mail"
    try:
        smtp.allow(REPLY_S)
        options = []
        if smtp.has_extn("size"):
            limit = smtp.esmtp_features["size"].strip()
            if limit.isdigit() and 0 < int(limit) < size:
                return HandedOver(Fate.REFUSED, "size", ServerAnswer(552, limit))
            options.append(f" SIZE={size}")
        if not all(one.isascii() for one in (sender, *recipients)):
            if not smtp.has_extn("smtputf8"):
                return HandedOver(Fate.REFUSED, "address", ServerAnswer(553))
            options.append(" SMTPUTF8")
            smtp.command_encoding = "utf-8"
        answer = _said(smtp.docmd(f"MAIL FROM:<{sender}>{''.join(options)}"))
        if answer.code != 250:
            return _over(smtp, stage, answer)
        stage = "rcpt"
        for one in recipients:
            smtp.allow(REPLY_S)
            answer = _said(smtp.docmd(f"RCPT TO:<{one}>"))
            if answer.code == CLOSING:
                smtp.close()
                return HandedOver(Fate.LATER, stage, answer)
            if answer.code not in GOOD:
                refused[one] = answer
        if len(refused) == len(recipients):
            return _over(smtp, stage, min(refused.values(), key=lambda one: one.lasting), refused)
        stage = "data"
        answer = _said(smtp.docmd("DATA"))
        if answer.code != 354:
            return _over(smtp, stage, answer, refused)
        stage = "body"
        for piece in _stuffed(message):
            smtp.allow(REPLY_S)
            smtp.put(piece)
        stage = "dot"
        smtp.allow(DOT_S)
        smtp.put(b".\r\n")
        answer = _said(smtp.getreply())
        fates = {2: Fate.SENT, 4: Fate.LATER, 5: Fate.REFUSED}
        return HandedOver(fates.get(answer.code // 100, Fate.DOUBTFUL), stage, answer, refused)
    except (OSError, NetworkError, smtplib.SMTPException) as error:
        smtp.close()
        return HandedOver(
            Fate.DOUBTFUL if stage == "dot" else Fate.NOT_SENT, stage, ServerAnswer(0, str(error)), refused
        )


def leave(smtp: Submission) -> None:
    """Say goodbye. Whatever is said to that is nobody's business: what was taken is taken."""
    try:
        smtp.allow(GOODBYE_S)
        smtp.docmd("QUIT")
    except (OSError, NetworkError, smtplib.SMTPException, AttributeError):
        pass
    smtp.close()


def _over(
    smtp: Submission, stage: str, answer: ServerAnswer, refused: Mapping[str, ServerAnswer] | None = None
) -> HandedOver:
    """The server would not have it: the next message begins anew."""
    if answer.code == CLOSING:
        smtp.close()
    else:
        smtp.rset()
    return HandedOver(Fate.REFUSED if answer.lasting else Fate.LATER, stage, answer, refused or {})


def _said(reply: tuple[int, bytes]) -> ServerAnswer:
    code, words = reply
    return ServerAnswer(code, " ".join(words.decode("utf-8", "replace").split()))


def _stuffed(message: Iterable[bytes]) -> Iterator[bytes]:
    """Lines that begin with a dot get another (RFC 5321, section 4.5.2); cut anywhere, it ends with CRLF."""
    last = b"\n"
    for piece in message:
        if piece:
            doubled = piece.replace(b"\n.", b"\n..")
            yield b"." + doubled if last == b"\n" and piece[:1] == b"." else doubled
            last = piece[-1:]
    if last != b"\n":
        yield b"\r\n"
