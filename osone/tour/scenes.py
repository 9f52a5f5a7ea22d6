"""What ``osone tour`` takes pictures of in the house: each room, full and empty, waiting, offline and in trouble."""

import asyncio

from PySide6.QtCore import Qt

from osone.app.shell import HouseShell
from osone.host import here
from osone.model.mail import Box
from osone.store import bodies, messages
from osone.sync.messages import AccountStanding, Progress, Standing, Work
from osone.text.catalogue import _, plural
from osone.tour.calendar import CALENDAR
from osone.tour.later import LATER
from osone.tour.messages import ANSWER, HARD, PICTURED, deliver, pictured
from osone.tour.reading import READING
from osone.tour.scene import SETTLE_S, SMALL, Scene, press, quiet, screen, write
from osone.tour.scripts import SCRIPTS
from osone.tour.sizes import OTHER_SIZES
from osone.tour.talk import TALK
from osone.tour.trouble import QUIET, declined, no_network, refused
from osone.tour.writing import WRITING, blocked, signed

REPLY_S = 90.0
ASKED = "Say something kind about Monday mornings."
TALL = 1480
"""High enough for all of the settings."""


# The house.


async def _reading(house: HouseShell) -> None:
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.screens.gesture("open")


async def _thread(house: HouseShell) -> None:
    house.screens.gesture("cursor", 1)
    house.screens.gesture("cursor", 1)


async def _selected(house: HouseShell) -> None:
    house.screens.gesture("back")
    house.screens.gesture("select")
    house.screens.gesture("extend", 1)


async def _search_empty(house: HouseShell) -> None:
    house.screens.inbox.select_none()
    house.screens.gesture("search")


async def _search_looking(house: HouseShell) -> None:
    house.screens.inbox.search("harbour")


async def _search(house: HouseShell) -> None:
    house.screens.refresh()
    await asyncio.sleep(SETTLE_S)


async def _search_indexing(house: HouseShell) -> None:
    house.heard(Progress(Work.INDEXING, 9_146, 3_214))


async def _nothing(house: HouseShell) -> None:
    house.heard(Progress(Work.INDEXING, 12_360, 0))
    house.screens.inbox.search("zeppelin over the bakery")
    await asyncio.sleep(SETTLE_S)


async def _waiting(house: HouseShell) -> None:
    house.screens.inbox.leave_search()
    house.screens.inbox.go(Box.STARRED)


async def _empty(house: HouseShell) -> None:
    house.screens.inbox.go(Box.TRASH)


async def _drafts(house: HouseShell) -> None:
    house.screens.inbox.go(Box.DRAFTS)


async def _offline(house: HouseShell) -> None:
    house.screens.inbox.go(Box.PEOPLE)
    house.heard(no_network())


async def _syncing(house: HouseShell) -> None:
    house.heard(AccountStanding(1, Standing.SYNCING))
    house.heard(Progress(Work.HEADERS, 4_112, 5_917, account=1, rate=2_950))


async def _fault(house: HouseShell) -> None:
    house.heard(refused())


async def _palette(house: HouseShell) -> None:
    quiet(house)
    house.heard(QUIET)
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.screens.gesture("open")
    await asyncio.sleep(SETTLE_S)
    house.screens.finder.open()
    house.screens.finder.type("mark")


async def _keys(house: HouseShell) -> None:
    house.screens.finder.close()
    house.screens.shell.show_keys()


async def _tasks(house: HouseShell) -> None:
    house.screens.shell.show_keys()
    house.screens.shell.go("tasks")


async def _home_offline(house: HouseShell) -> None:
    house.screens.shell.go("home")
    house.heard(no_network())


async def _toasts(house: HouseShell) -> None:
    quiet(house)
    house.heard(QUIET)
    for text in (
        plural("Archived {count} conversation", "Archived {count} conversations", 1),
        plural("Moved {count} conversation to Inbox", "Moved {count} conversations to Inbox", 3),
        plural("Starred {count} conversation", "Starred {count} conversations", 2),
    ):
        house.screens.shell.toast(text, _("Undo"), "z", "undo", stay=True)


async def _focus(house: HouseShell) -> None:
    quiet(house)
    press(house, Qt.Key.Key_F6)
    press(house, Qt.Key.Key_F6)
    press(house, Qt.Key.Key_Tab)
    await asyncio.sleep(SETTLE_S)


async def _skill(house: HouseShell) -> None:
    press(house, Qt.Key.Key_F6)
    await house.talker.ask("What is on today?")


async def _card(house: HouseShell) -> None:
    house.screens.shell.card(
        "tour", "Send this message to Signe?", "It goes to one person outside this computer.", "Send it", _("Cancel")
    )
    archived = plural("Archived {count} conversation", "Archived {count} conversations", 1)
    house.screens.shell.toast(archived, _("Undo"), "z", "undo")


async def _lost(house: HouseShell) -> None:
    house.screens.shell.decide_last(False)
    quiet(house)
    asked = asyncio.ensure_future(house.talker.ask(ASKED))
    await asyncio.wait({asked}, timeout=REPLY_S)
    await asyncio.sleep(SETTLE_S)


async def _no_mind(house: HouseShell) -> None:
    house.screens.talk.set_notice(_("Ollama isn't responding at {host}.", host="localhost:11434"), _("Choose a model"))
    house.screens.talk.fault(_("The model stopped responding."), _("Ask again, or choose another model."))


async def _settings(house: HouseShell) -> None:
    house.screens.talk.set_notice("")
    house.screens.preferences.trouble(1, refused().sentence)
    house.screens.shell.go("settings")


async def _settings_account(house: HouseShell) -> None:
    await house.store.write(signed)
    house.screens.preferences.trouble(1, "")
    house.screens.preferences.edit(1)
    await asyncio.sleep(SETTLE_S)


async def _settings_all(house: HouseShell) -> None:
    """As high as the page is, with somebody who is blocked."""
    await house.store.write(blocked)
    house.screens.preferences.look_again()
    house.screens.preferences.edit(1)
    await asyncio.sleep(SETTLE_S)


async def _today(house: HouseShell) -> None:
    house.screens.preferences.trouble(1, "")
    house.screens.talk.clear()
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.NEEDS)


# What is hard to draw.


async def _hard(house: HouseShell) -> None:
    await asyncio.to_thread(deliver, house.profile.store, here.now(), (*HARD, PICTURED))
    house.screens.inbox.go(Box.NEEDS)
    house.screens.refresh()
    await asyncio.sleep(1.0)
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("open")
    await asyncio.sleep(SETTLE_S)


async def _leftward(house: HouseShell) -> None:
    house.screens.inbox.go(Box.PEOPLE)
    await asyncio.sleep(SETTLE_S)
    house.screens.inbox.set_cursor(0)
    house.screens.gesture("open")


async def _coming(house: HouseShell) -> None:
    """The body of a letter is not here yet."""
    house.screens.gesture("back")
    house.screens.inbox.go(Box.NEWSLETTERS)
    await asyncio.sleep(SETTLE_S)
    thread = house.screens.inbox.current
    found = await house.store.read(lambda connection: messages.of_thread(connection, thread))
    writer = house.profile.store.writer("raw")
    bodies.drop(writer, [row.id for row in found])
    writer.close()
    house.screens.gesture("open")


async def _done(house: HouseShell) -> None:
    house.screens.gesture("period", 0)
    house.screens.gesture("calendar", "week")
    house.screens.shell.go("tasks")
    while house.screens.tasks.rows:
        await house.store.act("task.done", {"tasks": house.screens.tasks.targets}, "person")
        await asyncio.sleep(SETTLE_S)
    quiet(house)


async def _project(house: HouseShell) -> None:
    house.screens.gesture("fold")
    house.screens.tasks.go("#harbours")
    house.screens.gesture("select")
    house.screens.gesture("extend", 1)


async def _answer(house: HouseShell) -> None:
    house.screens.tasks.select_none()
    house.screens.shell.go("home")
    house.screens.talk.clear()
    house.screens.talk.note(_("You're talking with {name}, a program on this computer.", name="Iris"))
    house.screens.talk.person("What did Tomasz say about the paper, and what would the spine come to?")
    house.screens.talk.say(ANSWER)


async def _stopped(house: HouseShell) -> None:
    talk = house.screens.talk
    talk.clear()
    talk.person("no")
    talk.start()
    talk.feed("I could also")
    talk.finish(stopped=True)
    talk.card(
        "card:9", "Archive 212 newsletters older than a month?", "They can be brought back with z.", _("Do it"),
        _("Cancel"), "circle-alert",
    )  # fmt: skip
    talk.person("And tell Idris that I choose the uncoated paper")
    talk.start()


async def _palette_all(house: HouseShell) -> None:
    house.screens.talk.finish()
    house.screens.shell.go("mail")
    house.screens.inbox.go(Box.NEEDS)
    await asyncio.sleep(SETTLE_S)
    house.screens.finder.open()


async def _palette_none(house: HouseShell) -> None:
    house.screens.finder.type("tell paul that I will be a little late, and bring the letters along with the key")


async def _palette_asks(house: HouseShell) -> None:
    house.screens.finder.ask("mail.move", "Move it to a folder")


async def _keys_none(house: HouseShell) -> None:
    house.screens.finder.close()
    house.screens.shell.show_keys()
    await asyncio.sleep(SETTLE_S)
    write(house, "zeppelin")


async def _small_mail(house: HouseShell) -> None:
    house.screens.shell.show_keys()
    house.screens.talk.clear()
    house.screens.gesture("cursor", 1)


async def _small_reading(house: HouseShell) -> None:
    house.screens.gesture("open")


async def _small_toasts(house: HouseShell) -> None:
    await _toasts(house)
    house.heard(refused())


async def _small_keys(house: HouseShell) -> None:
    quiet(house)
    house.screens.shell.show_keys()


async def _small_settings(house: HouseShell) -> None:
    house.screens.shell.show_keys()
    house.screens.shell.go("settings")


EMPTY = (
    Scene("empty-home", screen("home")),
    Scene("empty-mail", screen("mail")),
    Scene("empty-calendar", screen("calendar")),
    Scene("empty-tasks", screen("tasks")),
)

HOUSE = (
    Scene("home", screen("home")),
    Scene("mail", screen("mail")),
    Scene("reading", _reading),
    Scene("thread", _thread),
    Scene("selected", _selected),
    Scene("search-empty", _search_empty),
    Scene("search-looking", _search_looking, held=True),
    Scene("search", _search),
    Scene("search-indexing", _search_indexing),
    Scene("search-nothing", _nothing),
    Scene("mail-waiting", _waiting, held=True),
    Scene("mail-empty", _empty),
    Scene("mail-drafts", _drafts),
    Scene("mail-offline", _offline),
    Scene("mail-syncing", _syncing),
    Scene("mail-fault", _fault),
    Scene("palette", _palette),
    Scene("keys", _keys),
    Scene("tasks", _tasks),
    Scene("calendar", screen("calendar")),
    Scene("home-offline", _home_offline),
    Scene("home-fault", _fault),
    Scene("home-toasts", _toasts),
    Scene("home-focus", _focus),
    Scene("companion-today", _skill),
    Scene("card", _card),
    Scene("card-declined", declined),
    Scene("companion-lost", _lost),
    Scene("companion-fault", _no_mind),
    Scene("settings", _settings),
    Scene("settings-account", _settings_account, (1280, TALL)),
    Scene("settings-all", _settings_all, (1280, TALL)),
    Scene("mail-again", _today),
    Scene("mail-hard", _hard),
    Scene("mail-leftward", _leftward),
    Scene("mail-pictures", pictured),
    Scene("mail-loading", _coming),
    *CALENDAR,
    *WRITING,
    Scene("tasks-done", _done),
    Scene("tasks-selected", _project),
    Scene("companion-answer", _answer),
    Scene("companion-stopped", _stopped),
    *TALK,
    Scene("palette-all", _palette_all),
    Scene("palette-none", _palette_none),
    Scene("palette-asks", _palette_asks),
    Scene("keys-none", _keys_none),
    Scene("small-mail", _small_mail, SMALL),
    Scene("small-reading", _small_reading, SMALL),
    Scene("small-home", screen("home"), SMALL),
    Scene("small-toasts", _small_toasts, SMALL),
    Scene("small-keys", _small_keys, SMALL),
    Scene("small-settings", _small_settings, SMALL),
    Scene("small-calendar", screen("calendar"), SMALL),
    Scene("small-tasks", screen("tasks"), SMALL),
    *OTHER_SIZES,
    *SCRIPTS,
    *READING,
    *LATER,
)
