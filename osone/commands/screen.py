"""The verbs of the screen alone: where to look, what to open, where the cursor goes."""

from collections.abc import Iterable

from osone.commands.context import CREATES, IN_CALENDAR, IN_LIST, ON_EVENT, ON_TASK, ON_THREAD, READING
from osone.commands.context import without as unless
from osone.commands.registry import REGISTRY, Gesture, Registry, gesture
from osone.commands.screens import SCREENS, ScreenRow
from osone.model.mail import Box


def ways(screens: Iterable[ScreenRow], registry: Registry = REGISTRY) -> None:
    """Enter the verbs that go to each of these screens."""
    for screen in screens:
        gesture(
            f"go.{screen.name}",
            screen.sentence,
            Gesture("room", screen.name),
            keys=screen.keys,
            icon=screen.icon,
            registry=registry,
        )


ways(SCREENS)

gesture(
    "palette.open",
    "Find anything that can be done.",
    Gesture("palette"),
    keys="Mod+K",
    icon="command",
    offered=False,
)
gesture("companion.talk", "Talk to the companion.", Gesture("talk"), keys="Mod+J", icon="message-circle")
gesture("companion.fold", "Fold the companion away, or bring it back.", Gesture("fold"), icon="panel-right")
gesture("companion.stop", "Stop it speaking.", Gesture("hush"), icon="circle-stop")
gesture(
    "companion.about",
    "Ask the companion about this.",
    Gesture("about"),
    keys="a",
    when=ON_THREAD | ON_TASK | ON_EVENT,
    icon="message-circle-question-mark",
)
gesture("search.open", "Search your mail.", Gesture("search"), keys="/", icon="search")
gesture("keys.show", "Show all keys.", Gesture("keys"), keys="?", icon="keyboard")
gesture("pane.next", "Go to the next pane.", Gesture("pane", 1), keys="F6", icon="columns-3")
gesture("pane.previous", "Go to the pane before.", Gesture("pane", -1), keys="Shift+F6", icon="columns-3")
gesture("cursor.down", "Go to the next one.", Gesture("cursor", 1), keys=("j", "Down"), when=IN_LIST, offered=False)
gesture("cursor.up", "Go to the one before.", Gesture("cursor", -1), keys=("k", "Up"), when=IN_LIST, offered=False)
gesture("cursor.page", "Go a page down.", Gesture("page", 1), keys="PageDown", when=IN_LIST, offered=False)
gesture("cursor.back", "Go a page up.", Gesture("page", -1), keys="PageUp", when=IN_LIST, offered=False)
gesture("cursor.top", "Go to the first one.", Gesture("edge", -1), keys=("Home", "g g"), when=IN_LIST, offered=False)
gesture("cursor.end", "Go to the last one.", Gesture("edge", 1), keys=("End", "Shift+G"), when=IN_LIST, offered=False)
gesture(
    "message.next",
    "Go to the next message of the conversation.",
    Gesture("message", 1),
    keys="n",
    when=READING,
    offered=False,
)
gesture(
    "capture.open",
    "Capture a line: it becomes an event or a task.",
    Gesture("capture"),
    keys="q",
    icon="pencil-line",
)
gesture(
    "create",
    "Write something new here.",
    Gesture("create"),
    keys="c",
    when=CREATES,
    icon="plus",
)
gesture(
    "period.next",
    "Go to the next day, week or month.",
    Gesture("period", 1),
    keys="n",
    when=IN_CALENDAR,
    offered=False,
)
gesture(
    "period.previous",
    "Go to the day, week or month before.",
    Gesture("period", -1),
    keys="p",
    when=IN_CALENDAR,
    offered=False,
)
gesture("day.next", "Go to the day after.", Gesture("day", 1), keys="Right", when=IN_CALENDAR, offered=False)
gesture("day.previous", "Go to the day before.", Gesture("day", -1), keys="Left", when=IN_CALENDAR, offered=False)
gesture(
    "go.date",
    "Go to a day.",
    Gesture("date"),
    keys="g d",
    icon="calendar-search",
    words=("when", "a day in plain words"),
)
for _view in ("day", "week", "month", "agenda"):
    gesture(
        f"calendar.{_view}",
        f"Show the calendar as {'an' if _view == 'agenda' else 'a'} {_view}.",
        Gesture("calendar", _view),
        icon="calendar-days",
    )
gesture(
    "period.now", "Go to today.", Gesture("period", 0), keys="t", when=IN_CALENDAR & unless("focus:task"), icon="sun"
)
gesture("message.previous", "Go to the message before.", Gesture("message", -1), keys="p", when=READING, offered=False)
gesture(
    "open",
    "Open it.",
    Gesture("open"),
    keys=("Enter", "o"),
    when=ON_THREAD | ON_TASK | ON_EVENT,
    icon="square-arrow-out-up-right",
    offered=False,
)
gesture("back", "Go back.", Gesture("back"), keys="Esc", icon="arrow-left", offered=False)
gesture(
    "select.toggle",
    "Select it, or not.",
    Gesture("select"),
    keys="x",
    when=ON_THREAD | ON_TASK,
    icon="check",
    offered=False,
)
gesture(
    "select.down",
    "Select the next one too.",
    Gesture("extend", 1),
    keys="Shift+J",
    when=ON_THREAD | ON_TASK,
    offered=False,
)
gesture(
    "select.up",
    "Select the one before too.",
    Gesture("extend", -1),
    keys="Shift+K",
    when=ON_THREAD | ON_TASK,
    offered=False,
)
gesture("quit", "Leave OS One.", Gesture("quit"), keys="Mod+Q", icon="log-out", met=False)
gesture("why", "Show why it is suggested.", Gesture("why"), keys="w", when=ON_THREAD, icon="circle-question-mark")
for _box, _name, _icon in (
    (Box.INBOX, "whole inbox", "inbox"), (Box.STARRED, "starred letters", "star"), (Box.ARCHIVE, "archive", "archive"),
    (Box.SENT, "sent letters", "send"), (Box.DRAFTS, "drafts", "file-pen"), (Box.TRASH, "trash", "trash"),
    (Box.JUNK, "junk", "shield-alert"),
):  # fmt: skip
    gesture(f"box.{_box.name.lower()}", f"Go to the {_name}.", Gesture("box", int(_box)), icon=_icon)
gesture("voice.choose", "Choose another voice.", Gesture("visit", "voice"), icon="volume-2")
gesture("mind.choose", "Choose another mind.", Gesture("visit", "mind"), icon="brain")
gesture("mind.pull", "Fetch the mind that is missing.", Gesture("visit", "mind"), icon="download", offered=False)
gesture("name.choose", "Choose another name for the companion.", Gesture("visit", "name"), icon="pencil")
gesture("account.add", "Add an account.", Gesture("visit", "mailbox"), icon="mail-plus")
gesture(
    "account.change",
    "Change the password or the servers of an account.",
    Gesture("account"),
    icon="key-round",
    words=("account", "which account"),
)
gesture("mind.retry", "Try to wake the mind again.", Gesture("wake"), icon="refresh-cw")
gesture("talk.fresh", "Begin a new talk with the companion.", Gesture("fresh"), icon="message-circle-plus")
gesture("look.mode", "Change between day and night.", Gesture("mode"), icon="moon")
for _n in range(1, 10):
    gesture(
        f"view.{_n}",
        f"Go to view {_n} of this screen.",
        Gesture("view", _n),
        keys=str(_n),
        when=IN_LIST & unless("palette"),
        offered=False,
    )
