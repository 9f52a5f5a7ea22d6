"""What ``osone tour`` takes pictures of where one writes: a new message, an answer, what is on its way."""

import asyncio
from collections.abc import Mapping
from functools import partial

import apsw
from PySide6.QtCore import Qt

from osone.app.shell import HouseShell
from osone.host import here
from osone.model.accounts import Service
from osone.model.change import Topic
from osone.model.drafts import Relation
from osone.store import effects, outbox, sending
from osone.store.effects import Effect
from osone.store.writing import transaction
from osone.text.catalogue import _, plural
from osone.tour.scene import SETTLE_S, SMALL, Scene, press, quiet, screen, write
from osone.tour.sizes import NARROW, WIDE
from osone.tour.trouble import QUIET, refused

DAY_S = 86_400


async def _new(house: HouseShell) -> None:
    house.screens.gesture("compose")
    await asyncio.sleep(SETTLE_S)
    write(house, "to")


async def _written(house: HouseShell) -> None:
    press(house, Qt.Key.Key_Return)
    await asyncio.sleep(SETTLE_S)
    press(house, Qt.Key.Key_Tab)
    write(house, "The paper for the second edition")
    press(house, Qt.Key.Key_Return)
    write(house, "Here is the attached list, and what I would ask the printer first. ")
    await asyncio.sleep(SETTLE_S * 2)


def signed(core: apsw.Connection) -> None:
    """Give the first account a signature."""
    with transaction(core) as tx:
        effects.apply(tx, [Effect("account", 1, "signature", "", "Mara Lindqvist\nHarbour Press")])


def blocked(core: apsw.Connection) -> None:
    """Block two senders, one of them without a name."""
    with transaction(core) as tx:
        for email, name in (("offers@bigshop.example", "Big Shop Offers"), ("win@prizes.example", "")):
            effects.apply(tx, [effects.make("blocked", {"email": email, "name": name, "since": 0})])


async def _answer(house: HouseShell) -> None:
    house.screens.gesture("back")
    await house.store.write(signed)
    house.screens.shell.go("mail")
    house.screens.inbox.view(1)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("answer", "reply all")
    await asyncio.sleep(SETTLE_S * 2)
    write(house, "Thursday is good for me, and I can bring both proofs along. ")
    house.screens.reminding.flip()
    await asyncio.sleep(SETTLE_S * 2)


async def _remind(house: HouseShell) -> None:
    house.screens.finder.ask("write.remind")
    await asyncio.sleep(SETTLE_S)


async def _quoted(house: HouseShell) -> None:
    house.screens.finder.close()
    house.screens.gesture("write", "quoted")
    await asyncio.sleep(SETTLE_S * 3)


async def _drafted(house: HouseShell, to: str, subject: str) -> int:
    writing = house.screens.writing
    writing.start(Relation.NEW)
    await asyncio.sleep(SETTLE_S)
    house.screens.lines.write("to", to, 0)
    writing.name(subject)
    writing.keep()
    number = writing.number
    writing.put_away()
    await asyncio.sleep(SETTLE_S)
    return number


def _queue(core: apsw.Connection, draft: int, until: int) -> None:
    with transaction(core) as tx:
        sending.queue(tx, draft, until, f"{draft}@dahl.example", None)


async def _under_way(house: HouseShell) -> None:
    """Some that wait for their time."""
    for words in ("tomorrow at 8", "friday"):
        number = await _drafted(house, "Signe Dahl <signe@dahl.example>", f"The printer, {words}")
        await house.store.write(partial(_queue, draft=number, until=int(here.now().timestamp()) + DAY_S))
        await asyncio.sleep(SETTLE_S)


def _became(core: apsw.Connection, draft: int, state: str, error: str, evidence: Mapping[str, object]) -> None:
    """Let the act of a draft have come to this."""
    with transaction(core) as tx:
        sending.queue(tx, draft, 0, f"{draft}@dahl.example", None)
        (act,) = sending.of_draft(core, draft)
        outbox.leave(tx, [act], evidence, {})
        if state == outbox.DOUBTFUL:
            outbox.doubt(tx, act.account, Service.OUTGOING)
        elif state == sending.REFUSED:
            outbox.refuse(tx, [act], error)
        elif evidence.get("missed"):
            sending.sent(tx, act, copy=False, missed={"tomasz@harbour.example": error}, error=error)
        else:
            outbox.put_back(tx, [act], int(here.now().timestamp()) + DAY_S, error)
        tx.changed(Topic.OUTBOX)


async def _troubled(house: HouseShell) -> None:
    """One that was refused, one in doubt, one that is looked for, one that reached some only, one that waits."""
    long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh <long@harbour.example>"
    why = "552 5.2.3 Your message exceeds our limits"
    missed = plural(
        "{address} and {count} more were not reached: {answer}.",
        "{address} and {count} more were not reached: {answer}.",
        2, address="tomasz@harbour.example", answer="550 No such user here",
    )  # fmt: skip
    for to, subject, state, error, evidence in (
        (long, "The minutes of the meeting about the minutes of the meeting before", sending.REFUSED,
         _("The mail server would not send it: {answer}.", answer=why), {}),
        ("Signe Dahl <signe@dahl.example>", "The keys", outbox.DOUBTFUL, "", {"looked": True}),
        ("Noor <noor@kilnfolk.example>", "Thursday at the kiln", outbox.DOUBTFUL, "", {}),
        (f"Tomasz <tomasz@harbour.example>, {long}", "The cover, for everybody", "", missed,
         {"missed": True, "subject": "The cover, for everybody", "to": ["Tomasz", "Signe Dahl", "Noor"]}),
        ("Idris <idris@harbour.example>", "The paper", outbox.WAITING,
         _("The mail server asks to try again later: {answer}.", answer="451 Greylisted"), {}),
    ):  # fmt: skip
        number = await _drafted(house, to, subject)
        await house.store.write(partial(_became, draft=number, state=state, error=error, evidence=evidence))
        await asyncio.sleep(SETTLE_S)
    house.screens.gesture("edge", -1)


async def _told_offline(house: HouseShell) -> None:
    """A server that refuses is told over the foot while one writes."""
    house.screens.writing.resume(await _drafted(house, "Noor <noor@kilnfolk.example>", "The kiln"))
    await asyncio.sleep(SETTLE_S)
    house.heard(refused())


async def _quiet_again(house: HouseShell) -> None:
    house.heard(QUIET)
    quiet(house)


WRITING = (
    Scene("writing-empty", screen("writing")),
    Scene("writing-new", _new),
    Scene("writing-written", _written),
    Scene("writing-answer", _answer),
    Scene("writing-remind", _remind),
    Scene("writing-quoted", _quoted),
    Scene("writing-small", screen("writing"), SMALL),
    Scene("writing-way", _under_way),
    Scene("writing-sending", _troubled),
    Scene("writing-told", _told_offline),
    Scene("writing-narrow", _quiet_again, NARROW),
    Scene("writing-wide", screen("writing"), WIDE),
)
