"""An account's server that takes mail as a source: a line is opened when there is something to send, and let go."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from osone.accounts import submission
from osone.accounts.submission import Submission
from osone.host.patience import grown
from osone.model.accounts import Service
from osone.model.errors import CommandError, NetworkError
from osone.model.mail import Role
from osone.model.services import Smtp, services_of
from osone.store import accounts, drafts, due, outbox, placements, sending
from osone.store.outbox import Wish
from osone.store.writing import Tx, transaction
from osone.sync.smtp import composing, walk
from osone.sync.smtp.walk import Fate, HandedOver, ServerAnswer
from osone.sync.source import Ground, Lane, signing_in
from osone.text import numbers
from osone.text.catalogue import _, plural

TIMEOUT_S = 60.0
FIRST_WAIT_S = 30
GIVE_UP_S = 5 * 86_400
"""A server that says "later" is asked again for so long (RFC 5321, section 4.5.4.1)."""
SAID = 200
"""Letters of what a server said that are shown."""


class SmtpSource:
    """A server that takes mail (``osone.sync.source.Source``)."""

    lanes = (Lane.SEND,)

    def open(self, lane: Lane, ground: Ground, secret: str | None) -> "SmtpLine":
        """Connect and sign in."""
        del lane
        account = ground.account
        outgoing, word = signing_in(account, Service.OUTGOING, Smtp, secret)
        ca = Path(outgoing.ca) if outgoing.ca else None
        smtp = submission.connect(outgoing.server, timeout=TIMEOUT_S, ca=ca)
        ground.opening.begun(smtp.hang_up)
        try:
            submission.login(smtp, outgoing.username, word, account.way)
        except BaseException:
            smtp.close()
            raise
        return SmtpLine(smtp, ground)


@dataclass(slots=True, eq=False)
class SmtpLine:
    """A line that is signed in (``osone.sync.source.Line``)."""

    smtp: Submission
    ground: Ground
    service: Service = Service.OUTGOING

    def together(self, ready: Sequence[Wish]) -> Iterable[Sequence[Wish]]:
        """Each by itself, in the order they were sent."""
        return [[act] for act in ready]

    def send(self, acts: Sequence[Wish]) -> int:
        """Hand over one message. Whatever becomes of it is written down before anything else leaves."""
        (act,) = acts
        core = self.ground.files.core
        draft = drafts.one(core, act.noun_id)
        if draft is None:
            with transaction(core) as tx:
                outbox.fulfil(tx, acts)
            return 0
        try:
            ready = composing.ready(self.ground.files, act, draft, utf8=self.smtp.has_extn("smtputf8"))
        except CommandError as error:
            with transaction(core, durable=True) as tx:
                outbox.refuse(tx, acts, error.whole)
            return 0
        known = sent_folder(self.ground)
        with transaction(core, durable=True) as tx:
            evidence = {
                "uidnext": known, "message_id": draft.message_id, "subject": draft.subject,
                "to": [one.shown for one in draft.recipients.everyone],
                "first": act.noted.get("first") or int(time.time()),
            }  # fmt: skip
            leaving = outbox.leave(tx, acts, evidence, {})
        if not leaving:
            return 0
        outcome = walk.hand_over(self.smtp, ready.sender, ready.recipients, ready.pieces, ready.size)
        return self._came(act, ready, outcome)

    def _came(self, act: Wish, ready: composing.Sealed, outcome: HandedOver) -> int:
        """Write down what became of a message; how many left."""
        core, now = self.ground.files.core, int(time.time())
        act = sending.one(core, act.id) or act
        missed = dict(act.noted.get("missed") or {})
        if outcome.fate is Fate.SENT:
            later = {one: said for one, said in outcome.refused.items() if not said.lasting}
            missed |= {one: said.words for one, said in outcome.refused.items() if said.lasting}
            with transaction(core, durable=True) as tx:
                if later and self._in_time(act, now):
                    # Those that were reached are not written to again.
                    sending.note(tx, act, {"recipients": list(later), "missed": missed})
                    outbox.put_back(tx, [act], self._next(act, now), _not_yet(next(iter(later.values()))))
                else:
                    missed |= {one: said.words for one, said in later.items()}
                    copy = Service.INCOMING in services_of(self.ground.account)
                    sending.sent(tx, act, copy=copy, missed=missed, error=_missed(missed) if missed else "")
            return 1
        with transaction(core, durable=True) as tx:
            if outcome.fate is Fate.DOUBTFUL:
                outbox.doubt(tx, act.account, self.service)
                sending.seek(tx, act)
            elif outcome.fate is Fate.NOT_SENT:
                outbox.put_back(tx, [act], now + FIRST_WAIT_S // 6, "")
            elif outcome.fate is Fate.LATER and self._in_time(act, now):
                outbox.put_back(tx, [act], self._next(act, now), _not_yet(outcome.answer))
            else:
                self._refused(tx, act, outcome, ready)
        if outcome.fate in (Fate.DOUBTFUL, Fate.NOT_SENT):
            raise NetworkError(_("The connection to the mail server was lost."))
        return 0

    def _refused(self, tx: Tx, act: Wish, outcome: HandedOver, ready: composing.Sealed) -> None:
        if act.noted.get("recipients"):
            # Some were reached before: it is sent, and never goes to them again.
            missed = dict(act.noted.get("missed") or {}) | dict.fromkeys(ready.recipients, outcome.answer.words)
            copy = Service.INCOMING in services_of(self.ground.account)
            sending.sent(tx, act, copy=copy, missed=missed, error=_missed(missed))
            return
        outbox.refuse(tx, [act], _why(outcome, ready.size))

    def _in_time(self, act: Wish, now: int) -> bool:
        first = act.noted.get("first") or now
        return now - int(first) < GIVE_UP_S

    def _next(self, act: Wish, now: int) -> int:
        return now + int(grown(FIRST_WAIT_S, due.LONGEST_WAIT_S, act.tries))

    def settle(self, act: Wish) -> None:
        """Have one whose answer was lost looked for where the account keeps what was sent."""
        with transaction(self.ground.files.core, durable=True) as tx:
            sending.seek(tx, act)

    def unsettled(self) -> Sequence[Wish]:
        """Whatever is in doubt is looked for elsewhere, or asked about."""
        return ()

    def receive(self, newer: Callable[[], bool]) -> bool:
        """Nothing comes from here."""
        del newer
        return False

    def wanted(self) -> int:
        """Nothing comes from here."""
        return 0

    def moved(self) -> bool:
        """Nothing comes from here."""
        return False

    def listen(self) -> bool:
        """Nothing comes from here."""
        return False

    def stay(self) -> None:
        """Lines are let go instead."""

    def hang_up(self) -> None:
        """Break the line from another thread."""
        self.smtp.hang_up()

    def close(self) -> None:
        """Leave."""
        walk.leave(self.smtp)


def sent_folder(ground: Ground) -> int:
    """The first UID that a copy of what leaves now can have among what was sent, as far as is known; 1 at the least."""
    folder = accounts.folder_for(ground.files.core, ground.account.id, Role.SENT)
    return max(1, placements.mark(ground.files.core, folder).uidnext) if folder else 1


def _said(answer: ServerAnswer) -> str:
    return answer.words[:SAID].rstrip(".")


def _not_yet(answer: ServerAnswer) -> str:
    return _("The mail server asks to try again later: {answer}.", answer=_said(answer) or str(answer.code))


def _why(outcome: HandedOver, size: int) -> str:
    """Why a message was not sent, and what to do about it."""
    if outcome.stage == "size" or outcome.answer.code == 552:
        return _(
            "The message is too large for the mail server ({size}). Take out a file, or send it in parts.",
            size=numbers.size(size),
        )
    if outcome.stage == "address":
        return _("The mail server can't write to an address with letters beyond a to z. Check the addresses.")
    if outcome.refused and outcome.stage == "rcpt":
        return _missed({address: answer.words for address, answer in outcome.refused.items()})
    return _("The mail server would not send it: {answer}.", answer=_said(outcome.answer) or str(outcome.answer.code))


def _missed(missed: Mapping[str, str]) -> str:
    """Whom a message did not reach, and why."""
    (address, words), *others = missed.items()
    answer = words[:SAID].rstrip(".") or _("no reason given")
    if not others:
        return _("{address} was not reached: {answer}.", address=address, answer=answer)
    return plural(
        "{address} and {count} more were not reached: {answer}.",
        "{address} and {count} more were not reached: {answer}.",
        len(others), address=address, answer=answer,
    )  # fmt: skip
