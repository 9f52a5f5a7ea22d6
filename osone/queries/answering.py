"""A draft begun: an answer to a message with whom it goes to and what it is called, or a message of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

import apsw

from osone.mail.addresses import addresses
from osone.mail.evidence import is_robot
from osone.mail.header import fields, head_of, parse_header
from osone.mail.people import is_me
from osone.mail.writing import answering, mailto, signing
from osone.model.accounts import Account, Service
from osone.model.drafts import Block, Draft, DraftId, Recipients, Relation
from osone.model.ids import AccountId, MessageId
from osone.model.mail import Address, Header, MessageRow
from osone.model.services import services_of
from osone.model.settings import text
from osone.queries.person import lately
from osone.store import accounts, drafts, messages, settings
from osone.store import people as correspondents

WRITTEN_TO, BESIDE = 4.0, 0.25
"""How much somebody counts to whom one wrote, and who stood beside one in a message, where who wrote counts 1."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft that nobody has written in yet."""

    draft: Draft
    senders: tuple[tuple[AccountId, Address], ...]
    """As whom it can be sent."""
    quoted: str = ""
    """Whose words would stand beneath it; empty where there are none."""
    missing: bool = False
    """Whether those words are not here yet."""
    signatures: Mapping[AccountId, str] = field(default_factory=dict)
    """What stands beneath what is written from each account."""

    @property
    def signature(self) -> str:
        """What stands beneath what is written from its account; empty for nothing."""
        return self.signatures.get(self.draft.account, "")

    @property
    def wordless(self) -> bool:
        """Whether nobody has written in it: its text has no word and no picture but those of its signature."""
        return signing.wordless(signing.unsigned(self.draft.blocks, self.signature))


def senders(connection: apsw.Connection) -> tuple[tuple[AccountId, Address], ...]:
    """As whom messages can be sent: the addresses of accounts that have a server for it, else of any.

    A person goes by the name that they gave; where they gave none, by the account's.
    """
    known = [account for account in accounts.every(connection) if account.address]
    sending = [account for account in known if Service.OUTGOING in services_of(account)]
    name = text(settings.every(connection), "person.name").strip()
    return tuple((one.id, Address(name or _named(one), one.address)) for one in sending or known)


def meant(some: Sequence[MessageRow], me: frozenset[str]) -> MessageRow:
    """Which message of a conversation is answered where none was chosen: what others wrote last, else the newest.

    What one wrote oneself is seldom what one answers or passes on.
    """
    return next((one for one in reversed(some) if not is_me(one.sender, me)), some[-1])


def begun(
    connection: apsw.Connection, relation: Relation, thread: int = 0, message: int = 0, at: int = 0, uri: str = ""
) -> Begun:
    """Begin a draft: an answer to a message of a conversation, or where there is none, a message of its own.

    That is blank, or what a ``mailto:`` address asks for: ``uri``.

    ``message`` is the one at hand; 0 leaves the choice to ``meant``. What answers nothing leaves from the account
    ``at`` hand, where that can send, else from the first. Needs a reader connection.
    """
    known = senders(connection)
    first = known[0] if known else (AccountId(0), Address("", ""))
    account, sender = next((one for one in known if one[0] == at), first)
    signatures = _signatures(connection)
    blank = Draft(DraftId(drafts.next_number(connection)), account, sender, Recipients(), "", (Block(),))
    about = messages.of_thread(connection, thread) if relation is not Relation.NEW and thread else []
    if not about:
        if (asked := mailto.asked(uri) if uri else None) is not None:
            blank = replace(blank, recipients=asked.to, subject=asked.subject, blocks=asked.blocks)
        return _signed(Begun(blank, known, signatures=signatures))
    me = accounts.mine(connection)
    answered = next((one for one in about if one.id == message), None) or meant(about, me)
    raw = messages.raw(connection, answered.id)
    header = parse_header(head_of(raw)) if raw is not None else _known(answered)
    named = fields(head_of(raw)) if raw is not None else []
    follow_up = addresses(next((value for name, value in named if name.lower() == "mail-followup-to"), ""))
    account, sender = next((one for one in known if one[0] == answered.account), (account, sender))
    draft = replace(
        blank,
        account=account,
        sender=answering.identity(header, sender, me),
        recipients=answering.recipients(header, relation, me, follow_up),
        subject=answering.subject(header.subject, relation),
        relation=relation,
        answers=MessageId(answered.id),
    )
    return _signed(Begun(draft, known, header.sender.shown, raw is None, signatures))


def opened(connection: apsw.Connection, number: int) -> Begun | None:
    """A draft that was written in before."""
    draft = drafts.one(connection, number)
    if draft is None:
        return None
    about = messages.some(connection, [draft.answers]) if draft.answers is not None else []
    shown = about[0].sender.shown if about else ""
    return Begun(draft, senders(connection), shown, signatures=_signatures(connection))


def _signatures(connection: apsw.Connection) -> dict[AccountId, str]:
    return {one.id: one.signature for one in accounts.every(connection)}


def _signed(begun: Begun) -> Begun:
    draft = begun.draft
    return replace(begun, draft=replace(draft, blocks=signing.signed(draft.blocks, begun.signature)))


def _named(account: Account) -> str:
    """The name of an account, where that is more than what one signs in with."""
    return account.name if account.name not in (account.address, account.address.partition("@")[0]) else ""


def _known(message: MessageRow) -> Header:
    """What the row of a message says, as long as the message itself is not here."""
    return Header(
        "", (), (), message.subject, message.sender, (), message.to, message.cc, message.date, "", "", False,
        "text/plain",
    )  # fmt: skip


def strangers(connection: apsw.Connection, emails: Collection[str]) -> frozenset[str]:
    """Those of these addresses, in lower case, that one never had mail with. One is no stranger to oneself."""
    return frozenset(emails) - correspondents.met(connection, emails) - accounts.mine(connection)


def people(connection: apsw.Connection) -> list[Address]:
    """Everybody whom one may write to, the likeliest first: with whom one had mail lately and often."""
    scores: dict[str, float] = {}
    names: dict[str, str] = {}
    me = accounts.mine(connection)
    heard = correspondents.heard(connection)
    newest = heard[0][0] if heard else 0
    known = ((WRITTEN_TO, at, one) for at, one in correspondents.sent_to(connection))
    others = ((1.0 if wrote else BESIDE, at, one) for at, wrote, one in heard if not is_robot(one))
    for weight, at, one in chain(known, others):
        low = one.email.lower()
        if "@" in low and low not in me:
            scores[low] = scores.get(low, 0.0) + weight * lately(at, newest)
            names[low] = names.get(low) or one.name
    likeliest = sorted(scores, key=lambda low: -scores[low])
    return [Address(names[low], low) for low in likeliest]
