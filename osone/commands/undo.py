"""The verbs that take back and do again."""

from typing import TYPE_CHECKING

from osone.commands.registry import REGISTRY, Desk, Done, command
from osone.host.later import later
from osone.model.errors import CommandError
from osone.model.settings import SETTINGS
from osone.store import effects, jobs, journal, nouns, pieces, settings
from osone.text.catalogue import N_, _, in_use, plural
from osone.text.numbers import joined

if TYPE_CHECKING:
    from osone.store import erasing
else:
    erasing = later("osone.store.erasing")  # once something is not there that was done

UNDO_ENTRY = "undo.entry"
LEFT = {
    "draft.send": N_("It has left already. To add something, reply to it in Sent."),
    "event.answer": N_("Your answer has left already. To change it, answer again."),
}
"""What is said of verbs that send, once nothing of what they sent can be taken back."""
IMPORT = "mail.import"
LARGE = 200
"""Effects above which an entry is taken back in pieces."""


@command("undo", N_("Undo"), keys="z", undoable=False, turns="back", icon="undo-2")
def undo(desk: Desk) -> Done:
    """Take back the last thing that was done on this computer; a mind takes back its own deeds of this talk alone."""
    # A mind takes back its own deeds alone: what a person did is theirs.
    by = (journal.COMPANION,) if desk.by == journal.COMPANION else journal.HERE
    entry = journal.last_done(desk.connection, by)
    if entry is None:
        return Done(_("Nothing to undo."), idle=True)
    return _turn(desk, entry, again=False)


@command("redo", N_("Redo"), keys="Shift+Z", undoable=False, turns="again", mind=False, icon="redo-2")
def redo(desk: Desk) -> Done:
    """Do again what you took back."""
    if desk.by == journal.COMPANION:
        raise CommandError(_("Only you can redo what you undid."))
    under_way = pieces.oldest(desk.connection)
    if under_way is not None and under_way.state == pieces.UNDOING:
        raise CommandError(_("It is still being undone."), remedy=_("Try again in a moment."))
    entry = journal.next_undone(desk.connection)
    if entry is None:
        return Done(_("Nothing to redo."), idle=True)
    return _turn(desk, entry, again=True)


@command(UNDO_ENTRY, N_("Undo this"), undoable=False, turns="back", mind=False, offered=False)
def undo_entry(desk: Desk, entry: int) -> Done:
    """Take back one thing that was done, whoever did it."""
    found = journal.one(desk.connection, entry)
    if found is None or found.state not in journal.STANDING:
        raise CommandError(_("That is undone already, or was too long ago."))
    _leave_alone(desk, found.by)
    return _turn(desk, found, again=False)


@command("stop", N_("Stop what is running"), undoable=False, icon="circle-stop")
def stop(desk: Desk) -> Done:
    """Stop the large command that is under way, and keep what it did so far."""
    work = pieces.oldest(desk.connection)
    if work is None:
        return Done(_("Nothing is running."), value={"stopped": False}, idle=True)
    _leave_alone(desk, work.by)
    pieces.stop(desk.tx, work)
    if work.by == journal.FOR_GOOD:
        return Done(_("Stopped. What was done so far is done for good."), value={"stopped": True})
    return Done(_("Stopped. What was done so far can be undone."), value={"stopped": True})


def _leave_alone(desk: Desk, by: str) -> None:
    """Refuse a mind what a person did."""
    if desk.by == journal.COMPANION and by != journal.COMPANION:
        raise CommandError(_("Your companion can stop or undo only what it did itself."))


def _turn(desk: Desk, entry: journal.Entry, *, again: bool) -> Done:
    under_way = pieces.of_entry(desk.connection, entry.id)
    if under_way is not None:
        pieces.stop(desk.tx, under_way)
    # What was imported into the calendar and the tasks goes again; mail stays, and so does its job in the entry.
    asked = effects.of_noun(desk.connection, entry.id, "errand") if entry.command == IMPORT and not again else []
    stopped = jobs.stop(desk.tx, asked)
    # Behind a large command that is being taken back, its forerunner waits its turn.
    first = pieces.oldest(desk.connection)
    if pieces.size(desk.connection, entry.id) > LARGE or (first is not None and first.state == pieces.UNDOING):
        pieces.begin_back(desk.tx, entry.id, again=again)
        what = _what(desk, entry)
        said = _("Redoing: {what}", what=what) if again else _("Undoing: {what}", what=what)
        ended = _imported_back(what, stopped=stopped) if asked else _turned(what, again=again)
        return Done(said, value={"entry": entry.id}, ended=ended)
    gone, lost = not again and _gone_for_good(desk, entry), _lost(desk, entry)
    taken = journal.redo(desk.tx, entry) if again else journal.undo(desk.tx, entry)
    said = _turned(_what(desk, entry), again=again)
    left = taken.left
    if taken.made and asked and not any(e.noun == "errand" for e in effects.read(desk.connection, entry.id)):
        said, left = _imported_back(_what(desk, entry), stopped=stopped), left - len(asked)
    if not taken.made and entry.command in LEFT and not again:
        said = _(LEFT[entry.command])
    elif not taken.made and asked:
        stays = _("What was imported stays. Delete what you don't want to keep.")
        said = _("Importing stopped. {sentence}", sentence=stays) if stopped else stays
    elif not taken.made and gone:
        said = _("Not undone: {what}. It was deleted for good.", what=_what(desk, entry))
        before = journal.last_done(desk.connection, (desk.by,) if desk.by == journal.COMPANION else journal.HERE)
        if before is not None:
            said = _("{sentence} Next, z would undo: {what}.", sentence=said, what=_what(desk, before))
    elif not taken.made and lost:
        what = _what(desk, entry)
        said = (
            _("Not redone: {what}. It isn't there any more.", what=what)
            if again
            else _("Not undone: {what}. It isn't there any more.", what=what)
        )
    elif not taken.made:
        said = _in_vain(_what(desk, entry), again=again)
    elif left:
        said = plural(
            "{undone}. {count} change was left alone: something newer came since.",
            "{undone}. {count} changes were left alone: something newer came since.",
            left,
            undone=said.rstrip(".…"),
        )
    value = {"entry": entry.id, "changed": taken.made, "left_alone": left}
    return Done(said, value=value, idle=not taken.made)


def _gone_for_good(desk: Desk, entry: journal.Entry) -> bool:
    """Whether all that an entry did was to mail that was deleted for good since."""
    found = effects.read(desk.connection, entry.id)
    return bool(found) and all(e.noun == "message" and erasing.gone(desk.connection, e.id) for e in found)


def _lost(desk: Desk, entry: journal.Entry) -> bool:
    """Whether all that an entry changed is there no more."""
    # What an entry took away is to be missing.
    found = [
        e
        for e in effects.read(desk.connection, entry.id)
        if e.noun != "setting" and (e.field != effects.WHOLE or e.after is not None)
    ]
    return bool(found) and not any(nouns.there(desk.connection, nouns.NOUNS[e.noun], e.id) for e in found)


def _what(desk: Desk, entry: journal.Entry) -> str:
    """What was done, and who did it where that was not the person."""
    verb = REGISTRY.commands.get(entry.command)
    what = entry.said or _settings(desk, entry) or (_(verb.title) if verb is not None else entry.command)
    if in_use() is None:
        # English goes on small after a colon; what was said at the time begins with a verb of ours.
        what = what[:1].lower() + what[1:]
    if entry.by == journal.COMPANION:
        name = settings.get(desk.connection, "companion.name") or _("your companion")
        what = _("{what} ({name} did it)", what=what, name=name)
    return what.rstrip(".…")


def _settings(desk: Desk, entry: journal.Entry) -> str:
    """Which settings an entry is about; empty where it is about none. The screen told what was done as it was done."""
    changed = (e.field for e in effects.read(desk.connection, entry.id) if e.noun == "setting")
    titles = [_(SETTINGS[key].title) for key in changed if key in SETTINGS]
    return _("Changed “{settings}”", settings=joined(titles)) if titles else ""


def _turned(what: str, *, again: bool) -> str:
    return _("Redone: {what}", what=what) if again else _("Undone: {what}", what=what)


def _imported_back(what: str, *, stopped: bool) -> str:
    """Of an import that was taken back as far as it can be: mail stays."""
    if stopped:
        return _("Importing stopped. What had come into your calendar and tasks is gone again.")
    return _("{sentence}. Anything else that came stays.", sentence=_turned(what, again=False))


def _in_vain(what: str, *, again: bool) -> str:
    if again:
        return _("Not redone: {what}. Something newer came since.", what=what)
    return _("Not undone: {what}. Something newer came since.", what=what)
