"""Pictures of what can wait: the box that asks until when, what is snoozed, and what woke; and an account that goes."""

import asyncio
from datetime import timedelta

import apsw

from osone.app.notices import leaving
from osone.app.shell import HouseShell
from osone.host import here
from osone.model.mail import Box
from osone.store import due
from osone.store.writing import transaction
from osone.text.catalogue import _
from osone.tour.scene import SETTLE_S, Scene, quiet

UNTIL = ("in 2 hours", "tomorrow at 9", "next week")


async def _asks(house: HouseShell) -> None:
    house.screens.shell.decide_last(False)
    house.screens.talk.clear()
    quiet(house)
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.set_cursor(0)
    house.screens.finder.ask("mail.snooze")


async def _typed(house: HouseShell) -> None:
    house.screens.finder.type("friday at 9")


async def _snoozed(house: HouseShell) -> None:
    house.screens.finder.close()
    for when in UNTIL:
        await house.store.act("mail.snooze", {"threads": [house.screens.inbox.current], "when": when}, "person")
        await asyncio.sleep(SETTLE_S)
    quiet(house)
    house.screens.inbox.go(Box.SNOOZED)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.set_cursor(0)


async def _woken(house: HouseShell) -> None:
    later = int((here.now() + timedelta(hours=3)).timestamp())

    def wake(connection: apsw.Connection) -> None:
        with transaction(connection) as tx:
            due.wake(tx, later)

    await house.store.write(wake)
    house.screens.inbox.go(Box.NEEDS)
    house.screens.refresh()
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)


async def _opened(house: HouseShell) -> None:
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("open")
    await asyncio.sleep(SETTLE_S)


async def _muted(house: HouseShell) -> None:
    """As a search finds it, and open."""
    house.screens.gesture("back")
    house.screens.inbox.go(Box.PEOPLE)
    await asyncio.sleep(SETTLE_S)
    muted = [house.screens.inbox.current]
    await house.store.act("mail.mute", {"threads": muted}, "person")
    quiet(house)
    house.screens.inbox.search("is:muted")
    await asyncio.sleep(SETTLE_S * 2)
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("open")
    await asyncio.sleep(SETTLE_S)


async def _nothing(house: HouseShell) -> None:
    house.screens.gesture("back")
    house.screens.inbox.leave_search()
    await house.store.act("undo", {}, "person")
    await house.store.act("undo", {}, "person")
    await house.store.act("undo", {}, "person")
    quiet(house)
    house.screens.inbox.go(Box.SNOOZED)
    await asyncio.sleep(SETTLE_S)


async def _unsubscribes(house: HouseShell) -> None:
    """The card before a list is left at once."""
    quiet(house)
    words = leaving.told("https://leave.newsletter.example/unsubscribe?who=4f9a71c3d2")
    name = _("Unsubscribe from {name}?", name="Night Train Review")
    house.asking.ask(name, words, _("Unsubscribe"), lambda: None, icon="mail-x", key=leaving.KEY, ready=True)
    await asyncio.sleep(SETTLE_S)


async def _goes(house: HouseShell) -> None:
    house.asking.drop(leaving.KEY)
    quiet(house)
    house.screens.shell.go("settings")
    house.dispatcher.named("account.remove:1")
    await asyncio.sleep(SETTLE_S)


LATER = (
    Scene("snooze", _asks),
    Scene("snooze-typed", _typed),
    Scene("mail-snoozed", _snoozed),
    Scene("mail-woken", _woken),
    Scene("reading-woken", _opened),
    Scene("mail-muted", _muted),
    Scene("mail-snoozed-none", _nothing),
    Scene("card-unsubscribe", _unsubscribes),
    Scene("card-account", _goes),
)
