"""Pictures of every screen in its states: ``python -m tests.ui.stage FOLDER [day|night] [100|150] [name …]``."""

# ruff: noqa: E501  # canned rows read best a line each

from collections.abc import Callable
from pathlib import Path

from osone.model.ids import TurnId
from osone.model.talk import Speaker, Turn
from tests.ui import world
from tests.ui.stage import NOW, Stage

ANSWER = "It comes from **marlow.example**, and your provider confirms it. It is the first time they write to you; it answers your letter of 14 November.\n\nThey ask for a yes by Friday. I can\n\n- draft it\n- put it on your list\n"


def talk(stage: Stage) -> None:
    """A talk at the side."""
    at = int(NOW.timestamp())
    morning = "Good morning. I went through the night's mail: 41 came in, **3 need you**, the rest can wait."
    stage.screens.talk.recall([Turn(TurnId(1), at, Speaker.COMPANION, morning, "skill:today", False)])
    stage.screens.talk.person("who is this from, can I trust it?")
    stage.screens.talk.say(ANSWER)
    stage.screens.talk.card(
        "c1",
        "A short, warm yes",
        "Thanks them, keeps both dates, asks about the paper. Nothing is sent until you say so.",
        "Draft it",
        "Not now",
        "pencil",
    )
    stage.screens.talk.set_hears(True)


def home(stage: Stage) -> None:
    talk(stage)


def mail(stage: Stage) -> None:
    talk(stage)
    stage.go("mail")
    stage.screens.gesture("open")


def mail_thread(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.gesture("cursor", 2)
    stage.screens.gesture("open")
    stage.screens.shell.toast("Archived 1 conversation", "Undo", "z", "undo")


def mail_loading(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.shell.set_status("sync", "Fetching letters: 2,140 so far, 310 a second", 0.35)
    stage.screens.gesture("cursor", 1)
    stage.screens.gesture("open")


def mail_select(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.inbox.toggle(1)
    stage.screens.inbox.toggle(2)


def search(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.inbox.start_search()
    stage.screens.inbox.search("le")


def search_nothing(stage: Stage) -> None:
    stage.go("mail")
    stage.screens.inbox.start_search()
    stage.screens.inbox.search("quokka")


def offline(stage: Stage) -> None:
    stage.screens.shell.set_status("offline", "Offline. What you do is kept and sent later.")
    stage.screens.talk.set_notice(
        "My mind is not here: Ollama does not answer. I can still find, read and sort.", "Wake it", "mind.wake"
    )
    stage.screens.talk.person("what is today?")
    stage.screens.talk.fault(
        "I could not think: Ollama closed the connection.", "Ask again, or choose the built-in model in Settings."
    )
    stage.screens.shell.toast("The server refused the move: the folder is full.", "Show", "", "mail.check", fault=True)


def calendar(stage: Stage) -> None:
    stage.go("calendar")
    stage.screens.shell.set_folded(True)


def week(stage: Stage) -> None:
    """The sketch of the calendar: a week, and a line being written over it."""
    calendar(stage)
    stage.screens.capture.open("lunch with Amira tomorrow 12:30 at Rosa's", dated=True)


def event(stage: Stage) -> None:
    calendar(stage)
    stage.screens.gesture("open")


def day(stage: Stage) -> None:
    calendar(stage)
    stage.screens.calendar.set_view("day")


def month(stage: Stage) -> None:
    calendar(stage)
    stage.screens.calendar.set_view("month")


def agenda(stage: Stage) -> None:
    calendar(stage)
    stage.screens.calendar.set_view("agenda")


def capture_task(stage: Stage) -> None:
    stage.screens.capture.open("call the printer by friday #harbours p2")


def capture_bare(stage: Stage) -> None:
    stage.screens.capture.open("")


def tasks(stage: Stage) -> None:
    stage.go("tasks")
    stage.screens.shell.set_folded(True)


def settings(stage: Stage) -> None:
    stage.go("settings")
    stage.screens.preferences.set_about(
        {
            "voice": "Heart, an American voice, made on this computer",
            "mind": "qwen3:4b, through Ollama on this computer",
            "place": "~/.local/share/osone",
            "version": "OS One 0.1",
        }
    )


def palette(stage: Stage) -> None:
    mail(stage)
    stage.screens.finder.open()
    stage.screens.finder.type("a")


def palette_ask(stage: Stage) -> None:
    stage.go("tasks")
    stage.screens.finder.ask("task.due")
    stage.screens.finder.type("friday")


def keys(stage: Stage) -> None:
    stage.screens.shell.show_keys()


def card(stage: Stage) -> None:
    stage.screens.shell.card(
        "x",
        "Delete 12 conversations for good?",
        "They leave this computer and the server. This cannot be undone.",
        "Delete them",
        "Keep them",
    )


SCENES: dict[str, Callable[[Stage], None]] = {
    f.__name__: f
    for f in (home, mail, mail_thread, mail_loading, mail_select, search, search_nothing, offline, calendar, week, event,
              day, month, agenda, capture_task, capture_bare, tasks,
              settings, palette, palette_ask, keys, card)
}  # fmt: skip


def nothing(stage: Stage) -> None:
    del stage


EMPTY: dict[str, Callable[[Stage], None]] = {
    "empty_home": nothing,
    "empty_mail": lambda stage: stage.go("mail"),
    "empty_calendar": lambda stage: stage.go("calendar"),
    "empty_tasks": lambda stage: stage.go("tasks"),
}


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    mode = arguments[1] if len(arguments) > 1 else "day"
    scale = int(arguments[2]) if len(arguments) > 2 else 100
    names = arguments[3:] or [*SCENES, *EMPTY]
    for name in names:
        size = int(1440 * 100 / scale), int(900 * 100 / scale)
        stage = Stage(world.empty() if name in EMPTY else world.lived_in(), *size)
        stage.screens.look.set_mode(mode)
        (SCENES | EMPTY)[name](stage)
        stage.grab(folder / f"{name}-{mode}-{scale}.png")
        for line in dict.fromkeys(stage.said):
            print(f"{name}: {line}")
        stage.close()
    return 0
