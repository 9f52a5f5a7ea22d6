"""What sort of mail it is and whether it needs the person: few plain rules, each with its reason."""

from dataclasses import dataclass

from osone.mail import evidence
from osone.mail.people import is_me
from osone.mail.snippet import own_words
from osone.mail.spoken import ANSWERS, ASKS, BETWEEN, DUE, FIRST_MAIL, INVITATION, PRESSES
from osone.model.mail import Header, Kind


@dataclass(frozen=True, slots=True)
class TriageVerdict:
    """The outcome, and why."""

    kind: Kind
    needs: bool
    reason: str
    """A few lower-case words, as they are kept; empty where it does not need the person."""


def triage(
    header: Header, text_snippet: str, *, me: frozenset[str], known: bool, answered: bool, calendar: bool = False
) -> TriageVerdict:
    """Sort one mail. In doubt it does not need the person.

    ``me`` are the person's addresses in lower case; ``known``: the sender wrote before or was written to;
    ``answered``: it answers a mail of the person's; ``calendar``: it brings a calendar file. ``text_snippet`` is the
    beginning of the text; quotes do not count.
    """
    kind = kind_of(header, calendar=calendar)
    if is_me(header.sender, me):
        return TriageVerdict(kind, False, "")
    if kind is Kind.INVITATION:
        return TriageVerdict(kind, True, INVITATION if known else BETWEEN.join((INVITATION, FIRST_MAIL)))
    if kind is not Kind.PERSON or not evidence.is_direct(header, me):
        return TriageVerdict(kind, False, "")
    reasons = _reasons(header, text_snippet, known=known, answered=answered)
    return TriageVerdict(kind, bool(reasons), BETWEEN.join(reasons))


def kind_of(header: Header, *, calendar: bool = False) -> Kind:
    """The sort of mail by its header, and by whether a calendar file comes with it."""
    if evidence.is_invitation(header, calendar=calendar):
        return Kind.INVITATION
    robot = evidence.is_robot(header.sender)
    bulk = bool(header.list_unsubscribe) or header.auto_submitted or robot
    if bulk and not header.list_id and evidence.is_receipt(header):
        return Kind.RECEIPT
    if evidence.is_talk(header):
        return Kind.PERSON
    if header.list_id or header.list_unsubscribe:
        return Kind.LETTER
    if bulk:
        return Kind.NOTICE
    return Kind.PERSON


def _reasons(header: Header, text: str, *, known: bool, answered: bool) -> list[str]:
    whole = f"{header.subject}\n{own_words(text)}"
    asks = evidence.asks(whole)
    due = evidence.deadline(whole)
    if evidence.poses_as(header) or (evidence.replies_elsewhere(header) and not known):
        # Who hides their address is not helped to press.
        return []
    reasons: list[str] = []
    if answered and not known:
        return [FIRST_MAIL, ANSWERS]
    if asks:
        reasons.append(ASKS)
    if due:
        reasons.append(PRESSES if due == "soon" else f"{DUE}{due}")
    if not known and reasons:
        reasons.insert(0, FIRST_MAIL)
    return reasons[:2]
