"""What the person does in a world, by the verbs of the program, and what was shown of it."""

from datetime import datetime
from typing import TYPE_CHECKING

import apsw

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.model.drafts import Block, Draft, DraftId, Recipients, Run, Stage
from osone.model.errors import CommandError
from osone.model.ids import AccountId
from osone.model.mail import Address
from osone.store import drafts, sending
from tests.sync.soak.noted import ME, Act, Said, id_of

if TYPE_CHECKING:
    from tests.sync.soak.world import World


def _verb(world: "World", verb: str, **arguments: object) -> running.Outcome | None:
    """Run a verb as the person does; None where it cannot be done."""
    now = datetime.fromtimestamp(world.clock).astimezone()
    try:
        return running.run(world.mine.core, verb, arguments, by="person", now=now)
    except (CommandError, apsw.FullError):
        return None


def acts(world: "World", act: Act) -> None:
    before = world.shown()
    _does(world, act)
    after = world.shown()
    for subject in before.keys() | after.keys():
        was, now = before.get(subject, {}), after.get(subject, {})
        if was == now:
            continue
        said = world.by_person.setdefault(subject, Said(copies=0))
        if was.keys() != now.keys():
            said.places, said.gone = set(now), not now
        for kind, of in ((0, "seen"), (1, "starred")):
            if now and {one[kind] for one in was.values()} != {one[kind] for one in now.values()}:
                setattr(said, of, {one[kind] for one in now.values()})


def _does(world: "World", act: Act) -> None:
    if act.what in ("write", "discard or not", "again", "leave it", "edit", "send what was taken back"):
        _mails(world, act)
        return
    if act.what in ("undo", "redo"):
        _verb(world, act.what)
        _look_at_drafts(world)
        return
    threads = [
        int(thread)
        for (thread,) in world.mine.core.execute(
            "SELECT DISTINCT m.thread FROM shown s JOIN message m ON m.id = s.message ORDER BY m.subject"
        )
    ]
    if not threads:
        return
    some: dict[str, object] = {"threads": [threads[act.which % len(threads)]]}
    match act.what:
        case "move":
            _verb(world, "mail.move", **some, folder=("Work", "Archive", "Trash", "INBOX")[act.where % 4])
        case "erase":
            if _verb(world, "mail.erase", **some, sure=True) is not None:
                world.handled |= {id_of(one.raw) for _folder, one in world.standing()}
        case "read or not":
            _verb(world, "mail.unread", **some)
        case _:
            _verb(world, f"mail.{act.what}", **some)


def _mails(world: "World", act: Act) -> None:
    if act.what == "write":
        write(world, both=bool(act.where % 2))
        return
    some = sorted(drafts.every(world.mine.core, *Stage), key=lambda one: one.id)
    if not some:
        return
    draft = some[act.which % len(some)]
    sent = sending.send_of(world.mine.core, draft.id)
    asked = sent is not None and (sent.state == "refused" or (sent.state == "doubtful" and "looked" in sent.noted))
    match act.what:
        case "again" if asked:
            if _verb(world, "send.again", drafts=[draft.id]) is not None:
                world.again[draft.message_id] += 1
        case "leave it" if asked:
            if _verb(world, "send.leave", drafts=[draft.id]) is not None:
                world.let_be.add(draft.message_id)
        case "edit":
            _verb(world, "send.edit", drafts=[draft.id])
            _look_at_drafts(world)
        case "send what was taken back" if draft.stage is Stage.WRITING:
            _send(world, draft.id)
        case _:
            return


def write(world: "World", *, both: bool = False) -> str:
    """The person writes a message and sends it; its Message-ID."""
    world.written += 1
    to = (Address("Bo", "bo@example.test"), *((Address("", "cy@example.test"),) if both else ()))
    words = (Block((Run("See you then."),)),)
    number = drafts.next_number(world.mine.core)
    draft = Draft(DraftId(0), AccountId(1), ME, Recipients(to), f"mail {world.written}", words)
    _verb(world, "draft.keep", draft=number, written=drafts.row(draft))
    return _send(world, number)


def _send(world: "World", draft: int) -> str:
    _verb(world, "draft.send", drafts=[draft])
    sent = drafts.one(world.mine.core, draft)
    if sent is None or sent.stage is not Stage.QUEUED:
        return ""
    _was_sent(world, sent)
    return sent.message_id


def _was_sent(world: "World", sent: Draft) -> None:
    world.queued[sent.message_id] = sent.id, frozenset(one.email for one in sent.recipients.everyone)


def _look_at_drafts(world: "World") -> None:
    """Note what is written on again: it was taken back, and must not leave under the id that it had."""
    for one in drafts.every(world.mine.core, Stage.WRITING):
        world.struck |= {name for name, (draft, _to) in world.queued.items() if draft == one.id}
    for one in drafts.every(world.mine.core, Stage.QUEUED):
        # A redo sends it after all, under the same id.
        world.struck.discard(one.message_id)
        _was_sent(world, one)
