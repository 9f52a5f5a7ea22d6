"""Whom an answer goes to, what it is called, and as whom it is written (RFC 5322, sections 3.6.2 and 3.6.3)."""

import re
from collections.abc import Iterable, Sequence

from osone.mail.people import is_me
from osone.model.drafts import Recipients, Relation
from osone.model.mail import Address, Header

ANSWER = re.compile(
    r"\s*(?:re|aw|antw|sv|vs|odp|ynt|r|ref|rif|res|回复|答复|回覆|답장|ответ|отв)"
    r"(?:\[\d{1,3}\]|\^\d{1,3})?\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
"""How mailers in many languages mark an answer; once is enough (RFC 5322, section 3.6.5)."""
PASSED_ON = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|doorst|vl|vb|i|pd|转发|轉寄|전달|пересл)(?:\[\d{1,3}\])?\s*[:\uff1a]\s*", re.IGNORECASE
)


def recipients(header: Header, relation: Relation, me: frozenset[str], follow_up: Sequence[Address] = ()) -> Recipients:
    """Whom it goes to: whoever wants the answers, and for all, everybody else who had it. Never oneself.

    ``follow_up`` is Mail-Followup-To, by which the writers of lists say who wants the answers to all.
    """
    if relation in (Relation.NEW, Relation.FORWARD):
        return Recipients()
    own = is_me(header.sender, me)
    wanted = header.to if own else header.reply_to or (header.sender,)
    if relation is Relation.REPLY:
        return Recipients(_others(wanted, me) or tuple(wanted[:1]))
    if follow_up and not own:
        return Recipients(_others(follow_up, me) or _others(wanted, me) or tuple(wanted[:1]))
    to = _others(wanted, me)
    others = header.cc if own else (*header.to, *header.cc)
    if not to:
        to, others = _others(others, me), ()
    taken = {one.email.lower() for one in to}
    return Recipients(to or tuple(wanted[:1]), tuple(p for p in _others(others, me) if p.email.lower() not in taken))


def subject(original: str, relation: Relation) -> str:
    """``Re: …`` or ``Fwd: …``, once."""
    rest, before = original.strip(), None
    while rest != before:
        before = rest
        rest = ANSWER.sub("", rest, count=1) if ANSWER.match(rest) else rest
        if relation is Relation.FORWARD and PASSED_ON.match(rest):
            rest = PASSED_ON.sub("", rest, count=1)
    if relation is Relation.NEW:
        return original.strip()
    return f"{'Fwd' if relation is Relation.FORWARD else 'Re'}: {rest}".strip()


def identity(header: Header, address: Address, me: frozenset[str]) -> Address:
    """As whom one answers: the address of one's own that it was sent to, tag and all; else the account's."""
    if is_me(header.sender, me) and header.sender.email:
        return Address(address.name, header.sender.email)
    for one in (*header.to, *header.cc):
        if is_me(one, frozenset({address.email.lower()})):
            return Address(address.name, one.email)
    return address


def _others(people: Iterable[Address], me: frozenset[str]) -> tuple[Address, ...]:
    """Those who can be written to and are not oneself, each once."""
    found = {one.email.lower(): one for one in people if "@" in one.email and not is_me(one, me)}
    return tuple(found.values())
