"""What ``osone tour`` takes pictures of: the meeting page by page, then the house in its states."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt

from osone.app.shell import HouseShell
from osone.app.tour_letters import ANSWER, deliver
from osone.bridge.meeting import meeting_page
from osone.bridge.meeting_warm import MeetingWarm
from osone.model.mail import Box
from osone.store import messages

SETTLE_S = 0.35
"""Longer than any motion takes."""
REPLY_S = 90.0
WARM_LOOK_S, WARM_LOOKS = 0.1, 900
"""The pictures wait for the real warm-up, so that the ring they show is a closed one."""
ASKED = "Say something kind about Monday mornings."


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture."""

    name: str
    lay: Callable[[HouseShell], Awaitable[None]]


# The meeting.


def _step(wanted: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        flow = house.flow
        if flow is None:
            return
        warming = meeting_page(house.engine, MeetingWarm)
        for _ in range(WARM_LOOKS):
            if flow.meeting.step.value != "boot" and float(warming.property("progress")) >= 1:
                break
            await asyncio.sleep(WARM_LOOK_S)
        while flow.meeting.step.value != wanted and not flow.meeting.done:
            flow.skip()
            await asyncio.sleep(0.05)
        await asyncio.sleep(1.0)

    return lay


async def _boot(house: HouseShell) -> None:
    """The boot line is met as it turns."""


async def _account(house: HouseShell) -> None:
    if house.flow is not None:
        house.flow.press(Qt.Key.Key_Return.value, 0, "")
    await asyncio.sleep(SETTLE_S)


MEETING = (
    Scene("meeting-boot", _boot),
    Scene("meeting-hello", _step("hello")),
    Scene("meeting-interrupt", _step("interrupt")),
    Scene("meeting-talk", _step("talk")),
    Scene("meeting-voice", _step("voice")),
    Scene("meeting-name", _step("name")),
    Scene("meeting-mind", _step("mind")),
    Scene("meeting-mailbox", _step("mailbox")),
    Scene("meeting-account", _account),
)


# The house.


def _room(room: str) -> Callable[[HouseShell], Awaitable[None]]:
    async def lay(house: HouseShell) -> None:
        house.rooms.shell.go(room)

    return lay


async def _reading(house: HouseShell) -> None:
    house.rooms.shell.go("mail")
    house.rooms.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.rooms.gesture("open")


async def _thread(house: HouseShell) -> None:
    house.rooms.gesture("cursor", 1)
    house.rooms.gesture("cursor", 1)


async def _selected(house: HouseShell) -> None:
    house.rooms.gesture("back")
    house.rooms.gesture("select")
    house.rooms.gesture("extend", 1)


async def _search(house: HouseShell) -> None:
    house.rooms.inbox.select_none()
    house.rooms.gesture("search")
    house.rooms.inbox.search("harbour")
    await asyncio.sleep(SETTLE_S)


async def _nothing(house: HouseShell) -> None:
    house.rooms.inbox.search("zeppelin over the bakery")
    await asyncio.sleep(SETTLE_S)


async def _empty(house: HouseShell) -> None:
    house.rooms.inbox.leave_search()
    house.rooms.inbox.go(Box.TRASH)


async def _offline(house: HouseShell) -> None:
    house.rooms.inbox.go(Box.PEOPLE)
    house.rooms.shell.set_status("offline", "No network. What is here can be read; the rest waits.")


async def _syncing(house: HouseShell) -> None:
    house.rooms.shell.set_status("sync", "Reading your mail: 4,112, 2,950 a second", 0.41)


async def _palette(house: HouseShell) -> None:
    house.rooms.shell.set_status("")
    house.rooms.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.rooms.gesture("open")
    await asyncio.sleep(SETTLE_S)
    house.rooms.finder.open()
    house.rooms.finder.type("mark")


async def _keys(house: HouseShell) -> None:
    house.rooms.finder.close()
    house.rooms.shell.show_keys()


async def _tasks(house: HouseShell) -> None:
    house.rooms.shell.show_keys()
    house.rooms.shell.go("tasks")


async def _skill(house: HouseShell) -> None:
    house.rooms.shell.go("home")
    await house.talker.ask("What is on today?")


async def _card(house: HouseShell) -> None:
    house.rooms.shell.card(
        "tour", "Send this letter to Signe?", "It goes to one person outside this computer.", "Send it", "Not now"
    )
    house.rooms.shell.toast("Archived 1 conversation", "Undo", "z", "undo")


async def _starter(house: HouseShell) -> None:
    house.rooms.shell.decide_last(False)
    _quiet(house)
    asked = asyncio.ensure_future(house.talker.ask(ASKED))
    await asyncio.wait({asked}, timeout=REPLY_S)
    await asyncio.sleep(SETTLE_S)


async def _no_mind(house: HouseShell) -> None:
    house.rooms.talk.set_notice("Ollama is not answering. What my rules understand, I still do.", "Choose a mind")
    house.rooms.talk.fault("The mind fell silent in the middle of a sentence.", "Ask again, or choose another mind.")


async def _settings(house: HouseShell) -> None:
    house.rooms.talk.set_notice("")
    house.rooms.preferences.trouble(1, "The server no longer takes this password.")
    house.rooms.shell.go("settings")


async def _today(house: HouseShell) -> None:
    house.rooms.preferences.trouble(1, "")
    house.rooms.talk.clear()
    house.rooms.shell.go("mail")
    house.rooms.inbox.go(Box.NEEDS)


# What is hard to draw.


def _quiet(house: HouseShell) -> None:
    """Without the toasts of what was done before."""
    for row in list(house.rooms.shell.property("toasts").rows):
        house.rooms.shell.drop(str(row["key"]))


async def _hard(house: HouseShell) -> None:
    await asyncio.to_thread(deliver, house.profile.store, datetime.now().astimezone())
    house.rooms.inbox.go(Box.PEOPLE)
    house.rooms.refresh()
    await asyncio.sleep(1.0)
    house.rooms.inbox.set_cursor(0)
    house.rooms.gesture("open")
    await asyncio.sleep(SETTLE_S)


async def _leftward(house: HouseShell) -> None:
    house.rooms.gesture("cursor", 2)


async def _coming(house: HouseShell) -> None:
    """The body of a letter is not here yet."""
    house.rooms.gesture("back")
    house.rooms.inbox.go(Box.LETTERS)
    await asyncio.sleep(SETTLE_S)
    thread = house.rooms.inbox.current
    found = await house.store.read(lambda connection: messages.of_thread(connection, thread))
    writer = house.profile.store.writer("raw")
    writer.executemany("DELETE FROM raw WHERE message = ?", [(row.id,) for row in found])
    writer.close()
    house.rooms.gesture("open")


async def _folded(house: HouseShell) -> None:
    house.rooms.gesture("back")
    house.rooms.gesture("fold")
    house.rooms.shell.go("calendar")


async def _later(house: HouseShell) -> None:
    house.rooms.gesture("period", 9)


async def _done(house: HouseShell) -> None:
    house.rooms.gesture("period", 0)
    house.rooms.shell.go("tasks")
    while house.rooms.tasks.rows:
        await house.store.act("task.done", {"tasks": house.rooms.tasks.targets}, "person")
        await asyncio.sleep(SETTLE_S)
    _quiet(house)


async def _project(house: HouseShell) -> None:
    house.rooms.gesture("fold")
    house.rooms.tasks.go("#harbours")
    house.rooms.gesture("select")
    house.rooms.gesture("extend", 1)


async def _answer(house: HouseShell) -> None:
    house.rooms.tasks.select_none()
    house.rooms.shell.go("home")
    house.rooms.talk.clear()
    house.rooms.talk.note("You are talking with Iris, a program on this computer.")
    house.rooms.talk.person("What did Tomasz say about the paper, and what would the spine come to?")
    house.rooms.talk.say(ANSWER)


async def _stopped(house: HouseShell) -> None:
    talk = house.rooms.talk
    talk.clear()
    talk.person("no")
    talk.start()
    talk.feed("I could also")
    talk.finish(stopped=True)
    talk.card(
        "card:9", "Archive 212 newsletters older than a month?", "They can be brought back with z.", "Do it",
        "Leave it", "circle-alert",
    )  # fmt: skip
    talk.person("And tell Idris that I choose the uncoated paper")
    talk.start()


async def _palette_all(house: HouseShell) -> None:
    house.rooms.talk.finish()
    house.rooms.shell.go("mail")
    house.rooms.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.rooms.finder.open()


async def _palette_none(house: HouseShell) -> None:
    house.rooms.finder.type("tell paul that I will be a little late, and bring the letters along with the key")


async def _palette_asks(house: HouseShell) -> None:
    house.rooms.finder.ask("mail.move", "Move it to a folder")


async def _keys_none(house: HouseShell) -> None:
    house.rooms.finder.close()
    house.rooms.shell.show_keys()
    house.rooms.shell.seek("zeppelin")


EMPTY = (
    Scene("empty-home", _room("home")),
    Scene("empty-mail", _room("mail")),
    Scene("empty-calendar", _room("calendar")),
    Scene("empty-tasks", _room("tasks")),
)

HOUSE = (
    Scene("home", _room("home")),
    Scene("mail", _room("mail")),
    Scene("reading", _reading),
    Scene("thread", _thread),
    Scene("selected", _selected),
    Scene("search", _search),
    Scene("search-nothing", _nothing),
    Scene("mail-empty", _empty),
    Scene("mail-offline", _offline),
    Scene("mail-syncing", _syncing),
    Scene("palette", _palette),
    Scene("keys", _keys),
    Scene("tasks", _tasks),
    Scene("calendar", _room("calendar")),
    Scene("companion-today", _skill),
    Scene("card", _card),
    Scene("companion-starter", _starter),
    Scene("companion-fault", _no_mind),
    Scene("settings", _settings),
    Scene("mail-again", _today),
    Scene("mail-hard", _hard),
    Scene("mail-leftward", _leftward),
    Scene("mail-loading", _coming),
    Scene("calendar-folded", _folded),
    Scene("calendar-later", _later),
    Scene("tasks-done", _done),
    Scene("tasks-selected", _project),
    Scene("companion-answer", _answer),
    Scene("companion-stopped", _stopped),
    Scene("palette-all", _palette_all),
    Scene("palette-none", _palette_none),
    Scene("palette-asks", _palette_asks),
    Scene("keys-none", _keys_none),
)
