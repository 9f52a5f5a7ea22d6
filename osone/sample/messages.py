"""The letters of the sample world as they were written: people and what they say to each other."""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from osone.model.mail import Address, Flag, Role
from osone.sample import clock

_LANGUAGES = {"mum": "sv", "gisela": "de", "kerstin": "sv", "feld": "sv", "power": "sv", "kvarter": "sv"}
_FLAGS = {"star": Flag.FLAGGED, "answered": Flag.ANSWERED}


@dataclass(frozen=True, slots=True)
class SampleMessage:
    """One mail before it is put into RFC 5322."""

    id: str
    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    at: datetime
    role: Role
    flags: Flag
    thread: str
    """The id of the thread's first letter."""
    html: str = ""
    attachments: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    invite: str = ""
    """An event's name, where the letter invites to it."""


def folder() -> Path:
    """Where the written world lies: inside an installed package, or beside it."""
    here = Path(__file__).resolve().parents[1]
    inside = here / "_data" / "resources" / "sample"
    return inside if inside.exists() else here.parent / "resources" / "sample"


@cache
def people() -> dict[str, Address]:
    """Everybody by a short name; ``me`` is the person whose mail this is."""
    data = tomllib.loads((folder() / "people.toml").read_text(encoding="utf-8"))
    found = {key: Address(one["name"], one["email"]) for key, one in data["people"].items()}
    return {"me": Address(data["me"]["name"], data["me"]["email"]), **found}


def written(now: datetime) -> list[SampleMessage]:
    """Every letter written by hand, the list's talk included, without an order."""
    texts = [(folder() / f"letters-{name}.txt").read_text(encoding="utf-8") for name in ("books", "flat", "people")]
    return _letters("\n".join(texts), now) + _talk((folder() / "choir.txt").read_text(encoding="utf-8"), now)


def _letters(text: str, now: datetime) -> list[SampleMessage]:
    found: dict[str, tuple[dict[str, str], str]] = {}
    for block in text.split("=== ")[1:]:
        head, _, body = block.partition("\n\n")
        name, *lines = head.splitlines()
        fields = dict(line.split(": ", 1) for line in lines)
        found[name.strip()] = (fields, body.strip() + "\n")
    out = []
    everybody = people()
    for name, (fields, body) in found.items():
        root, subject, first = name, fields.get("subject", ""), fields
        while "re" in first:
            root = first["re"]
            first = found[root][0]
            subject = first.get("subject", "")
        sender = fields["from"]
        others = first["from"] if sender == "me" and first["from"] != "me" else "me"
        to = [one.strip() for one in fields.get("to", others).split(",")]
        marks = {one.strip() for one in fields.get("flags", "").split(",") if one.strip()}
        role = Role(fields["box"]) if "box" in fields else Role.SENT if sender == "me" else Role.INBOX
        flags = Flag(0) if "unread" in marks else Flag.SEEN
        for mark in marks & _FLAGS.keys():
            flags |= _FLAGS[mark]
        if role is Role.DRAFTS:
            flags |= Flag.DRAFT
        headers = _passed(everybody[sender].email)
        if "phish" in marks:
            headers = _failed(everybody[sender].email)
        if "auto" in marks:
            headers["Auto-Submitted"] = "auto-generated"
        if fields.get("list") == "choir":
            headers |= list_headers()
        plain = clock.filled(body, now, _LANGUAGES.get(sender, "en"))
        told = clock.filled(subject, now, _LANGUAGES.get(first["from"], "en"))
        out.append(
            SampleMessage(
                id=name,
                sender=everybody[sender],
                to=tuple(everybody[one] for one in to),
                subject=told if name == root or told.startswith("Re: ") else f"Re: {told}",
                text=plain,
                at=clock.moment(fields["at"], now),
                role=role,
                flags=flags,
                thread=root,
                html=_lure(plain) if "phish" in marks else "",
                attachments=tuple(one.strip() for one in fields.get("attach", "").split(",") if one.strip()),
                headers=headers,
                invite=fields.get("invite", ""),
            )
        )
    return out


def _talk(text: str, now: datetime) -> list[SampleMessage]:
    """The choir's list: everybody writes to the list, and the person's own words are in Sent."""
    out: list[SampleMessage] = []
    everybody = people()
    root, subject, begun, turn = "", "", now, 0
    for line in text.splitlines():
        if line.startswith("*"):
            days, _, subject = line[1:].partition("|")
            root, turn, subject = f"choir-{days.strip()}", 0, subject.strip()
            begun = clock.moment(f"d-{days.strip()} 08:20", now)
        elif "|" in line and not line.startswith("#"):
            who, _, said = (part.strip() for part in line.partition("|"))
            at = begun + timedelta(minutes=97 * turn + (turn * turn) % 11)
            recent = now - at < timedelta(days=6)
            role = Role.SENT if who == "me" else Role.INBOX if recent else Role.ARCHIVE
            out.append(
                SampleMessage(
                    id=root if turn == 0 else f"{root}-{turn}",
                    sender=everybody[who],
                    to=(everybody["choir"],),
                    subject=f"{'Re: ' if turn else ''}[tongues] {subject}",
                    text=f"{said}\n",
                    at=at,
                    role=role,
                    flags=Flag.SEEN,
                    thread=root,
                    headers=_passed(everybody[who].email) | list_headers(),
                )
            )
            turn += 1
    return out


def list_headers() -> dict[str, str]:
    """What the choir's list puts at the head of a mail (RFC 2369, RFC 2919)."""
    return {
        "List-Id": "One Thousand Tongues <choir.onethousandtongues.example>",
        "List-Post": "<mailto:choir@onethousandtongues.example>",
        "List-Unsubscribe": "<mailto:choir-leave@onethousandtongues.example>",
        "Precedence": "list",
    }


def _passed(email: str) -> dict[str, str]:
    domain = email.partition("@")[2]
    return {"Authentication-Results": f"mx.lindqvist.example; spf=pass; dkim=pass; dmarc=pass header.from={domain}"}


def _failed(email: str) -> dict[str, str]:
    domain = email.partition("@")[2]
    return {
        "Authentication-Results": f"mx.lindqvist.example; spf=softfail; dkim=none; dmarc=fail header.from={domain}",
        "Reply-To": "Mail Support <help-desk@freepost-collect.example>",
    }


def _lure(text: str) -> str:
    """The phish in HTML: the link says one place and leads to another."""
    shown = "https://mail.lindqvist.example/storage"
    link = "https://lindqvist-mailbox-secure.example/confirm?u=mara"
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n") if "Confirm my mailbox" not in part)
    return f'<html><body>{paragraphs}<p><a href="{link}">{shown}</a></p></body></html>'
