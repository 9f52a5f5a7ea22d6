"""The sample world: the mail, calendar and tasks of Mara Lindqvist, who designs and translates books.

Written for this project; everybody in it is invented and every address ends in ``.example``. The same ``now`` gives the
same bytes, and whatever ``now`` is, it looks like today.
"""

from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Iterator
from datetime import datetime
from email.header import Header as EncodedHeader
from email.message import Message
from email.policy import Compat32
from email.utils import format_datetime, formataddr

from osone.model.mail import Address, Flag, Role
from osone.model.tasks import Task
from osone.sample import attachments, calendar
from osone.sample.messages import SampleMessage, folder, people, written
from osone.sample.series import series

ME: Address = people()["me"]
"""Whose world it is."""


class _AsWritten(Compat32):
    """Writes the head as it stands: every line is ASCII and short already, and folding takes most of the time."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}: {value}\r\n".encode("ascii")


_POLICY = _AsWritten(linesep="\r\n")


def letters(now: datetime) -> list[SampleMessage]:
    """Every mail of the world before it is made, the oldest first."""
    found = [one for one in (*written(now), *series(now)) if one.at <= now]
    return sorted(found, key=lambda one: (one.at, one.id))


def mails(now: datetime) -> Iterator[tuple[bytes, Flag, Role, int]]:
    """Every mail, the oldest first: raw RFC 5322, flags, which folder, and Unix seconds. ``now`` is aware."""
    threads: dict[str, list[str]] = {}
    for letter in letters(now):
        own = message_id(letter)
        before = threads.setdefault(letter.thread, [])
        yield _raw(letter, own, before, now), letter.flags, letter.role, int(letter.at.timestamp())
        if letter.role is not Role.DRAFTS:
            before.append(own)


def events(now: datetime) -> list[str]:
    """Every event as a VCALENDAR of its own (RFC 5545). ``now`` is aware."""
    return list(calendar.events(now).values())


def tasks(now: datetime) -> list[Task]:
    """Every task, with id 0, in the order of the list. ``now`` is aware."""
    return calendar.tasks(now)


def message_id(letter: SampleMessage) -> str:
    """The Message-ID of a letter, with its angle brackets."""
    return f"<{letter.id}@{letter.sender.email.partition('@')[2]}>"


def _raw(letter: SampleMessage, own: str, before: list[str], now: datetime) -> bytes:
    body = _text("plain", letter.text)
    if letter.html or letter.invite:
        body = _parts("alternative", f"{letter.id}-a", [body])
    if letter.html:
        body.attach(_text("html", letter.html))
    if letter.invite:
        sender = letter.sender
        invitation = calendar.invitation(letter.invite, now, sender.email, sender.name)
        body.attach(_text("calendar", invitation, "; method=REQUEST"))
    if letter.attachments:
        body = _parts("mixed", f"{letter.id}-m", [body, *(_file(name) for name in letter.attachments)])
    content = list(body.items())
    for name, _ in content:
        del body[name]
    head = {
        "Date": format_datetime(letter.at),
        "From": formataddr((letter.sender.name, letter.sender.email)),
        "To": ", ".join(formataddr((one.name, one.email)) for one in letter.to),
        "Subject": _header(letter.subject),
        "Message-ID": own,
        **({"In-Reply-To": before[-1], "References": "\r\n ".join(before)} if before else {}),
        **{name: _header(value) for name, value in letter.headers.items()},
        "MIME-Version": "1.0",
        **dict(content),
    }
    for name, value in head.items():
        body[name] = value
    return body.as_bytes(policy=_POLICY)


def _parts(kind: str, boundary: str, parts: list[Message]) -> Message:
    whole = Message()
    # The boundary would be another one each time if it were left to chance.
    whole["Content-Type"] = f'multipart/{kind}; boundary="=_{boundary}_="'
    for part in parts:
        whole.attach(part)
    return whole


def _text(kind: str, text: str, more: str = "") -> Message:
    part = Message()
    part["Content-Type"] = f'text/{kind}; charset="utf-8"{more}'
    lines = text.encode().replace(b"\r\n", b"\n").split(b"\n")
    plain = sum(byte < 128 for line in lines for byte in line)
    size = sum(map(len, lines))
    if plain == size and max(map(len, lines)) < 900:
        part["Content-Transfer-Encoding"] = "7bit"
        part.set_payload(text)
    elif plain * 2 > size:
        part["Content-Transfer-Encoding"] = "quoted-printable"
        part.set_payload("\n".join(b2a_qp(line, istext=True).decode() for line in lines))
    else:
        part["Content-Transfer-Encoding"] = "base64"
        part.set_payload(encodebytes(b"\n".join(lines)).decode())
    return part


def _file(name: str) -> Message:
    part = Message()
    main, sub = attachments.TYPES[f".{name.rpartition('.')[2]}"]
    part["Content-Type"] = f"{main}/{sub}" + ('; charset="utf-8"' if main == "text" else "")
    part["Content-Disposition"] = f'attachment; filename="{name}"'
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(attachments.content(name, folder() / "files")).decode())
    return part


def _header(text: str) -> str:
    return text if text.isascii() else EncodedHeader(text, "utf-8").encode(linesep="\r\n")
