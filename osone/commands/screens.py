"""The one table of screens: what each is called, how one gets there, what its foot teaches, and which QML draws it.

The rail, the verbs that go there, the feet and the window read it; ``bridge.screens`` binds each name to its class.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """One row of the table."""

    name: str
    """What verbs and facts call it: ``go.mail``, ``room:mail``."""
    title: str
    """What the rail calls it."""
    sentence: str
    """What the verb says that goes there."""
    keys: tuple[str, ...]
    icon: str
    qml: str
    """The file that draws it, under the folder of the QML modules."""
    foot: tuple[tuple[str, str], ...] = ()
    """The verbs taught at its foot, with what they are called there."""
    low: bool = False
    """Whether it stands at the lower end of the rail."""


SCREENS: tuple[Screen, ...] = (
    Screen(
        "home", "Home", "Go home.", ("Mod+1", "g h"), "sun", "Home/HomeScreen.qml",
        (
            ("open", "open"), ("mail.archive", "done"), ("capture.open", "capture"), ("search.open", "search"),
            ("palette.open", "everything"),
        ),
    ),
    Screen(
        "mail", "Mail", "Go to the mail.", ("Mod+2", "g i"), "mail", "Mail/MailScreen.qml",
        (
            ("mail.archive", "done"), ("mail.star", "star"), ("mail.unread", "unread"), ("mail.trash", "delete"),
            ("undo", "undo"), ("companion.about", "ask"),
        ),
    ),
    Screen(
        "calendar", "Calendar", "Go to the calendar.", ("Mod+3", "g c"), "calendar-days",
        "Calendar/CalendarScreen.qml",
        (
            ("open", "open"), ("period.next", "later"), ("period.previous", "before"), ("period.now", "today"),
            ("create", "write here"), ("capture.open", "capture"),
        ),
    ),
    Screen(
        "tasks", "Tasks", "Go to the tasks.", ("Mod+4", "g t"), "clipboard-check", "Tasks/TasksScreen.qml",
        (
            ("task.done", "done"), ("task.today", "today"), ("task.due", "day"), ("capture.open", "capture"),
            ("undo", "undo"),
        ),
    ),
    Screen(
        "settings", "Settings", "Open the settings.", ("g s",), "settings", "Settings/SettingsScreen.qml",
        (("look.mode", "day or night"), ("back", "back")), low=True,
    ),
)  # fmt: skip
"""In the order of the rail. The first is where one is when the window opens."""
