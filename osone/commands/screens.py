"""The one table of screens: what each is called, how one gets there, what its foot teaches, and which QML draws it.

The rail, the verbs that go there, the feet and the window read it; ``bridge.screens`` binds each name to its class.
"""

from dataclasses import dataclass

from osone.text.catalogue import N_


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One row of the table."""

    name: str
    """What verbs and facts call it: ``go.mail``, ``screen:mail``."""
    title: str
    """What the rail calls it."""
    sentence: str
    """The title of the verb that goes there."""
    keys: tuple[str, ...]
    icon: str
    qml: str
    """The file that draws it, under the folder of the QML modules."""
    foot: tuple[tuple[str, str], ...] = ()
    """The verbs taught at its foot, with what they are called there."""
    low: bool = False
    """Whether it stands at the lower end of the rail."""


SCREENS: tuple[ScreenRow, ...] = (
    ScreenRow(
        "home", N_("Home"), N_("Go to Home"), ("Mod+1", "g h"), "sun", "Home/HomeScreen.qml",
        (
            ("open", N_("open")), ("mail.archive", N_("done")), ("capture.open", N_("add")),
            ("search.open", N_("search")), ("palette.open", N_("everything")),
        ),
    ),
    ScreenRow(
        "mail", N_("Mail"), N_("Go to Mail"), ("Mod+2", "g i"), "mail", "Mail/MailScreen.qml",
        (
            ("mail.archive", N_("done")), ("mail.reply", N_("reply")), ("mail.snooze", N_("later")),
            ("mail.trash", N_("delete")), ("undo", N_("undo")), ("companion.about", N_("ask")),
        ),
    ),
    ScreenRow(
        "calendar", N_("Calendar"), N_("Go to Calendar"), ("Mod+3", "g c"), "calendar-days",
        "Calendar/CalendarScreen.qml",
        (
            ("open", N_("open")), ("period.next", N_("later")), ("period.previous", N_("earlier")),
            ("period.now", N_("today")), ("create", N_("add here")), ("capture.open", N_("add")),
        ),
    ),
    ScreenRow(
        "tasks", N_("Tasks"), N_("Go to Tasks"), ("Mod+4", "g t"), "clipboard-check", "Tasks/TasksScreen.qml",
        (
            ("task.done", N_("done")), ("task.today", N_("today")), ("task.due", N_("set date")),
            ("capture.open", N_("add")), ("undo", N_("undo")),
        ),
    ),
    ScreenRow(
        "writing", N_("Writing"), N_("Go to Writing"), ("Mod+5", "g w"), "pencil-line", "Writing/WritingScreen.qml",
        (
            ("write.send", N_("send")), ("write.files", N_("attach")), ("write.copies", N_("copies")),
            ("create", N_("new message")), ("back", N_("back")),
        ),
    ),
    ScreenRow(
        "settings", N_("Settings"), N_("Open Settings"), ("g s",), "settings", "Settings/SettingsScreen.qml",
        (("look.mode", N_("light or dark")), ("back", N_("back"))), low=True,
    ),
)  # fmt: skip
"""In the order of the rail. The first is where one is when the window opens."""
