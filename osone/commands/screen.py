"""The verbs of the screen alone: where to look, what to open, where the cursor goes."""

from collections.abc import Iterable

from osone.commands.context import (
    CREATES,
    FILE_OUT,
    IN_CALENDAR,
    IN_LINE,
    IN_LIST,
    IN_READER,
    INVITED,
    ON_BOX,
    ON_DRAFT,
    ON_EVENT,
    ON_TASK,
    ON_THREAD,
    READING,
    WITH_FILES,
    WITH_LINKS,
    WORDS_CHOSEN,
    WRITING,
)  # fmt: skip
from osone.commands.context import without as unless
from osone.commands.registry import REGISTRY, Gesture, Registry, gesture
from osone.commands.screens import SCREENS, ScreenRow
from osone.model.mail import Box
from osone.model.settings import SETTINGS
from osone.text.catalogue import N_


def ways(screens: Iterable[ScreenRow], registry: Registry = REGISTRY) -> None:
    """Enter the verbs that go to each of these screens."""
    for screen in screens:
        gesture(
            f"go.{screen.name}",
            screen.sentence,
            Gesture("screen", screen.name),
            keys=screen.keys,
            icon=screen.icon,
            registry=registry,
        )


ways(SCREENS)

gesture(
    "palette.open",
    N_("Search all commands"),
    Gesture("palette"),
    keys="Mod+K",
    when=unless("words chosen"),
    icon="command",
    offered=False,
)
gesture("companion.talk", N_("Talk to your companion"), Gesture("talk"), keys="Mod+J", icon="message-circle")
gesture("companion.hear", N_("Speak to your companion"), Gesture("hear"), icon="mic", offered=False)
gesture("companion.fold", N_("Show or hide your companion"), Gesture("fold"), icon="panel-right")
gesture("companion.stop", N_("Stop speaking"), Gesture("hush"), icon="circle-stop")
gesture(
    "companion.about",
    N_("Ask your companion about this"),
    Gesture("about"),
    keys="a",
    when=ON_THREAD | ON_TASK | ON_EVENT,
    icon="message-circle-question-mark",
)
gesture("mail.compose", N_("New message"), Gesture("compose"), icon="square-pen")
for _relation, _title, _keys, _icon in (
    ("reply", N_("Reply"), "r", "reply"), ("reply all", N_("Reply to all"), "Shift+R", "reply-all"),
    ("forward", N_("Forward"), "f", "forward"),
):  # fmt: skip
    gesture(
        f"mail.{_relation.replace(' ', '_')}",
        _title,
        Gesture("answer", _relation),
        keys=_keys,
        when=ON_THREAD,
        icon=_icon,
    )
for _act, _title, _keys, _icon in (
    ("send", N_("Send"), "Mod+Enter", "send"),
    ("copies", N_("Add Cc and Bcc"), "Mod+Shift+C", "users"),
    ("quote", N_("Quote or don't quote"), "Mod+Shift+U", "quote"),
    ("quoted", N_("Show or hide quoted text"), "Mod+Shift+E", "chevrons-up-down"),
    ("bold", N_("Bold"), "Mod+B", "bold"), ("italic", N_("Italic"), "Mod+I", "italic"),
    ("plain", N_("Paste without formatting"), "Mod+Shift+V", "clipboard-type"),
    ("discard", N_("Discard draft"), "Mod+Shift+D", "trash"),
):  # fmt: skip
    gesture(f"write.{_act}", _title, Gesture("write", _act), keys=_keys, when=WRITING, icon=_icon)
for _act, _title, _both, _icon in (
    ("bullets", N_("Bulleted list"), ("Mod+Shift+8", "Mod+Shift+L"), "list"),
    ("numbers", N_("Numbered list"), ("Mod+Shift+7", "Mod+Shift+N"), "list-ordered"),
):
    gesture(f"write.{_act}", _title, Gesture("write", _act), keys=_both, when=WRITING, icon=_icon)
_ADDRESS = ("address", "an address on the web, or of a person")
gesture(
    "write.link",
    N_("Add a link"),
    Gesture("write_link"),
    keys="Mod+Shift+K",
    when=WRITING,
    icon="link",
    words=_ADDRESS,
)
gesture(
    "write.link_words",
    N_("Link the selected words"),
    Gesture("write_link"),
    keys="Mod+K",
    when=WORDS_CHOSEN,
    offered=False,
    words=_ADDRESS,
)
gesture(
    "write.files",
    N_("Attach a file"),
    Gesture("write_files"),
    keys="Mod+Shift+A",
    when=WRITING,
    icon="paperclip",
    words=("path", "a file on this computer"),
)
gesture(
    "write.take_out",
    N_("Remove a file"),
    Gesture("write_take_out"),
    keys="Mod+Shift+X",
    when=WRITING,
    icon="paperclip",
    words=("file", "which of the files"),
)
gesture(
    "write.restore",
    N_("Bring back the removed file"),
    Gesture("write", "restore"),
    keys="Mod+Z",
    when=FILE_OUT,
    icon="undo-2",
)
gesture(
    "write.later", N_("Send later"), Gesture("send later"), when=WRITING, icon="clock",
    words=("when", "a day or time in plain words"),
)  # fmt: skip
gesture(
    "write.remind", N_("Remind me if nobody answers"), Gesture("write_remind"), keys="Mod+Shift+H", when=WRITING,
    icon="alarm-clock", words=("when", "a day or time in plain words"),
)  # fmt: skip
gesture("search.open", N_("Search mail"), Gesture("search"), keys="/", icon="search")
gesture("keys.show", N_("Keyboard shortcuts"), Gesture("keys"), keys="?", icon="keyboard")
gesture("pane.next", N_("Next pane"), Gesture("pane", 1), keys="F6", icon="columns-3")
gesture("pane.previous", N_("Previous pane"), Gesture("pane", -1), keys="Shift+F6", icon="columns-3")
IN_ROWS = IN_LIST & unless("reader")
BESIDE = IN_LIST & unless("reading")
gesture("cursor.down", N_("Next item"), Gesture("cursor", 1), keys=("j", "Down"), when=IN_ROWS, offered=False)
gesture("cursor.up", N_("Previous item"), Gesture("cursor", -1), keys=("k", "Up"), when=IN_ROWS, offered=False)
gesture("cursor.page", N_("Page down"), Gesture("page", 1), keys="PageDown", when=BESIDE, offered=False)
gesture("cursor.back", N_("Page up"), Gesture("page", -1), keys="PageUp", when=BESIDE, offered=False)
gesture("cursor.top", N_("First item"), Gesture("edge", -1), keys=("Home", "g g"), when=IN_ROWS, offered=False)
gesture("cursor.end", N_("Last item"), Gesture("edge", 1), keys=("End", "Shift+G"), when=IN_ROWS, offered=False)
gesture("read.on", N_("Read on"), Gesture("read", "on"), keys=("Space", "PageDown"), when=READING, offered=False)
gesture(
    "read.back", N_("Read back"), Gesture("read", "back"), keys=("Shift+Space", "PageUp"), when=READING, offered=False
)
gesture(
    "read.open", N_("Open and read"), Gesture("open"), keys="Space", when=ON_THREAD & unless("reading"), offered=False
)
gesture("read.down", N_("Scroll down"), Gesture("read", "down"), keys="Down", when=IN_READER, offered=False)
gesture("read.up", N_("Scroll up"), Gesture("read", "up"), keys="Up", when=IN_READER, offered=False)
gesture("read.top", N_("Beginning"), Gesture("read", "top"), keys=("Home", "g g"), when=IN_READER, offered=False)
gesture("read.end", N_("End"), Gesture("read", "end"), keys=("End", "Shift+G"), when=IN_READER, offered=False)
gesture("read.next", N_("Next conversation"), Gesture("cursor", 1), keys="j", when=IN_READER, offered=False)
gesture("read.previous", N_("Previous conversation"), Gesture("cursor", -1), keys="k", when=IN_READER, offered=False)
gesture(
    "message.next",
    N_("Next message"),
    Gesture("message", 1),
    keys="n",
    when=READING,
    offered=False,
)
gesture(
    "capture.open",
    N_("Add to calendar or tasks"),
    Gesture("capture"),
    keys="q",
    icon="pencil-line",
)
gesture(
    "create",
    N_("New item here"),
    Gesture("create"),
    keys="c",
    when=CREATES,
    icon="plus",
)
gesture(
    "period.next",
    N_("Next day, week or month"),
    Gesture("period", 1),
    keys="n",
    when=IN_CALENDAR,
    offered=False,
)
gesture(
    "period.previous",
    N_("Previous day, week or month"),
    Gesture("period", -1),
    keys="p",
    when=IN_CALENDAR,
    offered=False,
)
gesture("day.next", N_("Next day"), Gesture("day", 1), keys="Right", when=IN_CALENDAR, offered=False)
gesture("day.previous", N_("Previous day"), Gesture("day", -1), keys="Left", when=IN_CALENDAR, offered=False)
gesture(
    "go.date",
    N_("Go to date"),
    Gesture("date"),
    keys="g d",
    icon="calendar-search",
    words=("when", "a day in plain words"),
)
for _view, _title in (
    ("day", N_("Day view")), ("week", N_("Week view")), ("month", N_("Month view")), ("agenda", N_("Agenda view")),
):  # fmt: skip
    gesture(f"calendar.{_view}", _title, Gesture("calendar", _view), icon="calendar-days")
gesture(
    "period.now", N_("Go to today"), Gesture("period", 0), keys="t", when=IN_CALENDAR & unless("focus:task"), icon="sun"
)
gesture("file.next", N_("Next attachment"), Gesture("file", 1), keys="Mod+O", when=WITH_FILES, icon="paperclip")
gesture(
    "file.previous", N_("Previous attachment"), Gesture("file", -1), keys="Mod+Shift+O", when=WITH_FILES, offered=False
)
gesture("file.open", N_("Open attachment"), Gesture("file_open"), when=WITH_FILES, icon="external-link")
gesture("file.save", N_("Save attachment as"), Gesture("file_save"), keys="Mod+S", when=WITH_FILES, icon="download")
gesture(
    "file.save_all",
    N_("Save all attachments"),
    Gesture("file_all"),
    keys="Mod+Shift+S",
    when=WITH_FILES,
    icon="folder-down",
)
gesture(
    "file.place",
    N_("Save as"),
    Gesture("file_place"),
    when=WITH_FILES,
    offered=False,
    words=("place", "folder and name"),
)
gesture("file.folder", N_("Save in"), Gesture("file_folder"), when=WITH_FILES, offered=False, words=("place", "folder"))
gesture(
    "link.open",
    N_("Open a link"),
    Gesture("link_open"),
    keys="l",
    when=WITH_LINKS,
    icon="link",
    words=("link", "one of the links of what is read"),
)
gesture(
    "link.next",
    N_("Next link or control"),
    Gesture("link", 1),
    keys="Tab",
    when=IN_READER & WITH_LINKS,
    offered=False,
)
gesture(
    "link.previous",
    N_("Previous link or control"),
    Gesture("link", -1),
    keys="Shift+Tab",
    when=IN_READER & WITH_LINKS,
    offered=False,
)
gesture("message.previous", N_("Previous message"), Gesture("message", -1), keys="p", when=READING, offered=False)
gesture(
    "open",
    N_("Open"),
    Gesture("open"),
    keys=("Enter", "o"),
    when=ON_THREAD | ON_TASK | ON_EVENT | ON_DRAFT | ON_BOX,
    icon="square-arrow-out-up-right",
    offered=False,
)
gesture("back", N_("Back"), Gesture("back"), keys="Esc", when=unless("text"), icon="arrow-left", offered=False)
gesture("line.leave", N_("Leave the line"), Gesture("leave"), keys="Esc", when=IN_LINE, offered=False)
gesture(
    "select.toggle",
    N_("Select"),
    Gesture("select"),
    keys="x",
    when=ON_THREAD | ON_TASK,
    icon="check",
    offered=False,
)
gesture(
    "select.down",
    N_("Extend selection down"),
    Gesture("extend", 1),
    keys="Shift+J",
    when=ON_THREAD | ON_TASK,
    offered=False,
)
gesture(
    "select.up",
    N_("Extend selection up"),
    Gesture("extend", -1),
    keys="Shift+K",
    when=ON_THREAD | ON_TASK,
    offered=False,
)
gesture("event.edit", N_("Change event"), Gesture("edit"), keys=("h", "Mod+E"), when=ON_EVENT, icon="pencil")
gesture("quit", N_("Quit"), Gesture("quit"), keys="Mod+Q", icon="log-out", met=False)
gesture("event.take", N_("Add to calendar"), Gesture("take"), keys="i", when=ON_THREAD, icon="calendar-plus")
for _answer, _title, _chord, _icon in (
    ("accepted", N_("Accept invitation"), "Shift+Y", "check"),
    ("tentative", N_("Answer invitation with maybe"), "Shift+M", "circle-question-mark"),
    ("declined", N_("Decline invitation"), "Shift+N", "x"),
):
    gesture(f"invitation.{_answer}", _title, Gesture("invited", _answer), keys=_chord, when=INVITED, icon=_icon)
gesture("why", N_("Show why this is suggested"), Gesture("why"), keys="w", when=ON_THREAD, icon="circle-question-mark")
for _box, _title, _icon in (
    (Box.INBOX, N_("Go to Inbox"), "inbox"), (Box.STARRED, N_("Go to Starred"), "star"),
    (Box.SNOOZED, N_("Go to Snoozed"), "alarm-clock"),
    (Box.ARCHIVE, N_("Go to Archive"), "archive"), (Box.SENT, N_("Go to Sent"), "send"),
    (Box.DRAFTS, N_("Go to Drafts"), "file-pen"), (Box.TRASH, N_("Go to Trash"), "trash"),
    (Box.JUNK, N_("Go to Junk"), "shield-alert"),
):  # fmt: skip
    gesture(f"box.{_box.name.lower()}", _title, Gesture("box", int(_box)), icon=_icon)
gesture("box.folder", N_("Go to folder"), Gesture("box"), icon="folder", words=("folder", "which folder"))
gesture("voice.choose", N_("Choose a voice"), Gesture("visit", "voice"), icon="volume-2")
gesture("mind.choose", N_("Choose a model"), Gesture("visit", "mind"), icon="brain")
gesture("mind.pull", N_("Download the missing model"), Gesture("visit", "mind"), icon="download", offered=False)
gesture("name.choose", N_("Rename your companion"), Gesture("visit", "name"), icon="pencil")
gesture("account.add", N_("Add account"), Gesture("visit", "mailbox"), icon="mail-plus")
gesture(
    "account.change",
    N_("Change an account's password or servers"),
    Gesture("account"),
    icon="key-round",
    words=("account", "which account"),
)
gesture(
    "account.signature",
    N_("Change signature"),
    Gesture("signature"),
    icon="pencil",
    words=("account", "which account"),
)
gesture(
    "account.remove",
    N_("Remove account"),
    Gesture("account_removal"),
    icon="trash",
    words=("account", "which account"),
)
gesture(
    "account.sign_in",
    N_("Sign in again"),
    Gesture("account"),
    icon="log-in",
    words=("account", "which account"),
    offered=False,
)
gesture(
    "import.report",
    N_("Show what was imported"),
    Gesture("report"),
    keys="g r",
    icon="hard-drive-download",
)
gesture("mind.retry", N_("Try the model again"), Gesture("wake"), icon="refresh-cw")
gesture("talk.fresh", N_("Start a new talk"), Gesture("fresh"), icon="message-circle-plus")
for _setting in SETTINGS.values():
    if _setting.also:
        gesture(
            f"set.{_setting.key}",
            _setting.title,
            Gesture(f"set {_setting.key}"),
            icon="settings",
            words=("value", "what it is to be"),
            also=_setting.also,
        )
for _by, _name, _title, _chord, _icon in (
    (1, "in", N_("Larger text"), "Mod+Plus", "zoom-in"), (-1, "out", N_("Smaller text"), "Mod+Minus", "zoom-out"),
    (0, "reset", N_("Normal text size"), "Mod+0", "a-large-small"),
):  # fmt: skip
    gesture(f"zoom.{_name}", _title, Gesture("zoom", _by), keys=_chord, icon=_icon, also="zoom")
gesture("look.mode", N_("Switch between light and dark"), Gesture("mode"), icon="moon")
for _n, _title in enumerate((
    N_("Go to view 1"), N_("Go to view 2"), N_("Go to view 3"), N_("Go to view 4"), N_("Go to view 5"),
    N_("Go to view 6"), N_("Go to view 7"), N_("Go to view 8"), N_("Go to view 9"),
), start=1):  # fmt: skip
    gesture(f"view.{_n}", _title, Gesture("view", _n), keys=str(_n), when=IN_LIST & unless("palette"), offered=False)
