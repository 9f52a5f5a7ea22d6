"""What speaks for and against a mail, read from its own words: the facts of triage and the chips that show them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from functools import lru_cache

from osone.mail.file_warnings import warning
from osone.mail.people import is_me
from osone.mail.spoken import ANSWERS_OF, FIRST_MAIL, INVITATION
from osone.mail.writing.answering import ANSWER
from osone.model.mail import Address, Header
from osone.text.catalogue import _, plural
from osone.text.dates import date_short

_ROBOT = re.compile(
    r"(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|donotreply|noreply\w*|mailer-daemon|postmaster"
    r"|bounces?|notifications?"
    r"|notify|alerts?|automated|automailer|robot|bot|system|daemon|root|cron|updates?|news|newsletters?"
    r"|marketing|promo\w*"
    r"|digest|info-?mail|mailing|orders?|billing|receipts?|invoices?|payments?|service|confirm\w*"
    r"|auto-?confirm|shipping"
    r"|statements?|account-?update|security-?noreply|reminders?|surveys?)(?:$|[._+-])",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[\w)\]\"'”’][ ]?\?(?=\s|$|[\"')”’])"
    r"|\b(?:could|can|would|will) you\b|\bdo you (?:have|think|know|want|mind)\b"
    r"|\blet me know\b(?! if you (?:have|need|want|would))|\bplease (?:confirm|advise|reply|respond|let"
    r"|send|review|check|tell|sign|approve|call|share|provide)\b"
    r"|\b(?:i|we)(?:'d| would) (?:need|like|love) you to\b|\bwhat do you think\b|\bneed your\b"
    r"|\byour (?:thoughts|input|approval|feedback)\b"
    r"|\b(?:könnten|können|kannst|könntest) (?:Sie|du)\b|\bpouvez-vous\b|\bpodr[ií]as\b",
    re.IGNORECASE,
)
_DAY_SAID = r"(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_ON_DAY = rf"(?:,?\s+(?:on\s+)?(?:this\s+|next\s+)?{_DAY_SAID})"
_WHEN = (
    rf"({_DAY_SAID}|(?:noon|midnight|end of (?:the )?day|eod|cob){_ON_DAY}?"
    rf"|\d{{1,2}}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?{_ON_DAY}"
    r"|end of (?:the )?(?:week|month)|eow|this (?:week|afternoon|morning|evening)|next week)"
)
"""An hour takes its day along: "noon on Tuesday" is not due at noon of whatever day it is read on."""
_DEADLINE = re.compile(
    rf"\b(?:by|before|until|due|no later than|not later than)\s+(?:on\s+|the\s+|this\s+|next\s+)?{_WHEN}\b",
    re.IGNORECASE,
)
_PRESSING = re.compile(
    r"\b(?:urgent(?:ly)?|asap|as soon as possible|deadline|overdue|final (?:notice|reminder)"
    r"|time[- ]sensitive|blocker)\b",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\s*(?:(?:updated )?invitation|invite|einladung|invitación|invito|convite)\s*:"
    r"|.{0,80}\binvites? you to\b.{0,20}(?:meet|call|event|calendar)",
    re.IGNORECASE,
)
_ANSWERED_INVITATION = re.compile(
    r"\s*(?:accepted|declined|tentative(?:ly accepted)?|cancell?ed(?: event)?|zugesagt|abgelehnt|abgesagt)\s*:",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"\b(?:receipt|invoice|your order|order (?:confirmation|#|no|number|[A-Z0-9-]*\d)|payment (?:received"
    r"|confirmation)|you paid|purchase"
    r"|has (?:been )?shipped|shipment|out for delivery|delivered|dispatched|booking confirm\w*"
    r"|reservation confirm\w*|your (?:ticket|booking|trip|reservation)"
    r"|statement is ready|refund|rechnung|quittung|bestellung|facture|commande|factura|pedido)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?:^|[._+-])(?:news\w*|announc\w*|digests?|bulletins?|mailings?|marketing|promo\w*|campaigns?|updates?|alerts?"
    r"|noti\w+|commits?|cvs|builds?|ci|bugs)(?:$|[._+-])",
    re.IGNORECASE,
)
"""In the name of a list on which an owner or a program writes and nobody answers."""
_NAMES_OF_LISTS = re.compile(r"(?:\s*\[[^\]\n]{0,60}\])*")
"""What lists put before a subject."""
_OTHER_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


NAME_LIMIT = 200
"""Letters of a list's name that are read."""


class Tone(StrEnum):
    """How a chip feels."""

    CALM = "calm"
    GOOD = "good"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Chip:
    """One piece of evidence, shown above a mail."""

    icon: str
    """The name of a Lucide icon."""
    text: str
    tone: Tone


def is_robot(sender: Address) -> bool:
    """Whether the address says that nobody reads the answers."""
    return _robot(sender.email.partition("@")[0])


@lru_cache(maxsize=4096)
def _robot(name: str) -> bool:
    return _ROBOT.search(name) is not None


def is_direct(header: Header, me: frozenset[str]) -> bool:
    """Whether it was written to the person, not to a crowd or a list."""
    if header.list_id or len(header.to) > 12:
        return False
    return any(is_me(address, me) for address in header.to)


def is_talk(header: Header) -> bool:
    """Whether a person wrote it to others over a mailing list (RFC 2919), where a newsletter goes to each by itself.

    An answer is talk, also one that only its subject says to be one: older mailers wrote no In-Reply-To. Else it is
    addressed to the list, on which others than its owner write, and neither a program's nor the list's own voice.
    """
    if not may_talk(header):
        return False
    if header.in_reply_to or header.references or _answers(header.subject):
        return True
    if header.list_closed:
        return False
    list_id = header.list_id.lower()
    posted = [a.email.lower() for a in (*header.to, *header.cc) if _posts(a.email.lower(), list_id)]
    posted += _answered_to(header, list_id)
    # A list that rewrites its senders for DMARC puts its own address in their place, and says for whom.
    own_voice = header.sender.email.lower() in posted and not re.search(r"\svia\s", header.sender.name)
    return bool(posted) and not own_voice


def may_talk(header: Header) -> bool:
    """Whether it came over a list that is not for announcements alone, and was written by no program."""
    if not header.list_id or header.auto_submitted or is_robot(header.sender):
        return False
    return not _announces(header.list_id.partition(".")[0][:NAME_LIMIT])


def _answered_to(header: Header, list_id: str) -> list[str]:
    """The addresses of the list that answers go to, where the list has put its name before the subject.

    Who writes to several groups at once, or by a hidden copy, names none. Without such a name it may be anything.
    """
    named = _NAMES_OF_LISTS.match(header.subject) if header.reply_to and "[" in header.subject else None
    if named is None or _letters(list_id.partition(".")[0]) not in map(_letters, named[0].lower().split("]")):
        return []
    return [a.email.lower() for a in header.reply_to if _posts(a.email.lower(), list_id, named=True)]


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def _answers(subject: str) -> bool:
    named = _NAMES_OF_LISTS.match(subject)
    return ANSWER.match(subject, named.end() if named else 0) is not None


@lru_cache(maxsize=1024)
def _announces(name: str) -> bool:
    return _ANNOUNCES.search(name) is not None


def _posts(email: str, list_id: str, *, named: bool = False) -> bool:
    """Whether what is sent to an address comes over a list: its id has the same name, at the same place.

    Unless it must be ``named``, any address at the very place that a list is called by will do.
    """
    name, _at, place = email.partition("@")
    if not name or not place:
        return False
    return (
        list_id == f"{name}.{place}"
        or (list_id == place and not named)
        or (list_id.startswith(f"{name}.") and registered(list_id) == registered(place))
    )


def is_invitation(header: Header, *, calendar: bool = False) -> bool:
    """Whether it asks to a meeting: a ``calendar`` file comes with it, or a person says so in its subject.

    What goes out to many, or is a program's, and brings no such file advertises.
    """
    subject, calendar = header.subject, calendar or header.media_type == "text/calendar"
    if not calendar and subject.isascii():
        lowered = subject.lower()
        if not ("invit" in lowered or "einladung" in lowered or "convite" in lowered):
            # One of them is in whatever the pattern finds, and to look for each is twice as fast as for all of them.
            return False
    if _ANSWERED_INVITATION.match(subject):
        return False
    return calendar or (_INVITATION.match(subject) is not None and not is_bulk(header))


def is_bulk(header: Header) -> bool:
    """Whether it goes out to many, or is a program's."""
    return bool(header.list_unsubscribe or header.list_id) or header.auto_submitted or is_robot(header.sender)


def is_receipt(header: Header) -> bool:
    """Whether its subject speaks of something bought, paid, booked or sent."""
    return _RECEIPT.search(header.subject) is not None


def asks(text: str) -> bool:
    """Whether the words hold a question or a request."""
    return _QUESTION.search(text) is not None


def deadline(text: str) -> str:
    """The day that something is due, in the mail's own words in lower case; ``soon`` where it only presses."""
    found = _DEADLINE.search(text)
    if found is not None:
        return " ".join(found[1].lower().split())
    return "soon" if _PRESSING.search(text) else ""


def domain(email: str) -> str:
    """The part after the ``@`` in lower case."""
    return email.rpartition("@")[2].lower().rstrip(".") if "@" in email else ""


def replies_elsewhere(header: Header) -> str:
    """The address that an answer would go to, where its domain is not the sender's and it is no list; else empty."""
    if header.list_id or not header.sender.email:
        return ""
    own = registered(domain(header.sender.email))
    for address in header.reply_to:
        if address.email and registered(domain(address.email)) != own:
            return address.email
    return ""


def poses_as(header: Header) -> str:
    """An address in the sender's name that is not the sender's own domain; else empty."""
    found = _OTHER_ADDRESS.search(header.sender.name)
    if found is None or registered(domain(found[0])) == registered(domain(header.sender.email)):
        return ""
    return found[0]


def chips(
    header: Header,
    *,
    me: frozenset[str],
    known: bool,
    answers_at: int | None = None,
    attachments: int = 0,
    zone: tzinfo | None = None,
    forged: bool = False,
    calendar: bool = False,
) -> list[Chip]:
    """The evidence for the reading view, what warns first.

    ``known``: they wrote before, or were written to. ``answers_at``: when the person sent the mail that this one
    answers (Unix seconds). Days are told in ``zone``, else in this machine's. ``forged``: it is in the person's own
    name, and neither they nor their server know of it. ``calendar``: it brings a calendar file.
    """
    if is_me(header.sender, me):
        posing = Chip("triangle-alert", _("in your name, but you didn't send it from here"), Tone.WARN)
        return [*([posing] if forged else []), *([_files(attachments)] if attachments else [])]
    found: list[Chip] = []
    elsewhere = replies_elsewhere(header)
    posed = poses_as(header)
    if posed:
        found.append(Chip("triangle-alert", _("name shows {address}, address is another", address=posed), Tone.WARN))
    if elsewhere:
        found.append(Chip("reply", _("answers go to {address}", address=elsewhere), Tone.WARN))
    sender_domain = domain(header.sender.email)
    if not sender_domain.isascii() or "xn--" in sender_domain:
        found.append(Chip("triangle-alert", _("unusual letters in the address"), Tone.WARN))
    if answers_at is not None:
        found.append(Chip("corner-up-left", _(ANSWERS_OF, day=_day(answers_at, zone)), Tone.GOOD))
    automatic = header.auto_submitted or is_robot(header.sender)
    if header.list_id:
        found.append(Chip("users", _("mailing list"), Tone.CALM))
    elif header.list_unsubscribe:
        found.append(Chip("newspaper", _("newsletter"), Tone.CALM))
    elif automatic:
        found.append(Chip("bot", _("sent by a program"), Tone.CALM))
    if not known and answers_at is None:
        bulk = bool(header.list_id or header.list_unsubscribe or automatic)
        found.append(Chip("user-plus", _(FIRST_MAIL), Tone.CALM if bulk else Tone.WARN))
    if is_invitation(header, calendar=calendar):
        found.append(Chip("calendar", _(INVITATION), Tone.GOOD))
    if attachments:
        found.append(_files(attachments))
    return found


def of_files(names: Sequence[str]) -> list[Chip]:
    """What warns of the files of a mail, each sentence once."""
    return [Chip("triangle-alert", words, Tone.WARN) for words in dict.fromkeys(map(warning, names)) if words]


def _files(count: int) -> Chip:
    return Chip("paperclip", plural("{count} attachment", "{count} attachments", count), Tone.CALM)


def _day(seconds: int, zone: tzinfo | None) -> str:
    try:
        moment = datetime.fromtimestamp(seconds, zone)
    except (OverflowError, ValueError, OSError):
        return _("another day")
    return date_short(moment.date())


def registered(name: str) -> str:
    """The domain that somebody registered, roughly: two labels, three where the second is short as in ``co.uk``."""
    labels = name.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])
