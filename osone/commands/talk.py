"""The verbs for what was said in the talk; deleting it is shown first, and taken back by none."""

from collections.abc import Mapping
from typing import Annotated, Any

import apsw

from osone.commands.context import ON_TURN
from osone.commands.registry import Desk, Done, Gesture, Preview, command, gesture
from osone.model.errors import CommandError
from osone.store import talk
from osone.text.catalogue import N_, _, plural

FORGET = "talk.forget"


def _meant(connection: apsw.Connection, turns: object) -> tuple[list[int], bool]:
    """The turns that are meant and there, and whether they are all of the talk. CommandError where there are none."""
    asked = [int(turn) for turn in turns] if isinstance(turns, list | tuple) else []
    found = sorted(talk.there(connection, asked)) if asked else talk.every(connection)
    if not found:
        raise CommandError(_("That is deleted already.") if asked else _("Nothing was said yet."))
    return found, not asked


def _preview(connection: apsw.Connection, given: Mapping[str, Any]) -> Preview:
    turns, whole = _meant(connection, given.get("turns"))
    if whole:
        body = plural(
            "{count} question or answer will be deleted from this computer. This can’t be undone.",
            "All {count} questions and answers will be deleted from this computer. This can’t be undone.",
            len(turns),
        )
        return Preview(_("Delete the whole talk for good?"), body, _("Delete for good"))
    if len(turns) == 1:
        body = _("It will be deleted from this computer. This can’t be undone.")
        return Preview(_("Delete this for good?"), body, _("Delete for good"))
    body = _("Both will be deleted from this computer. This can’t be undone.")
    return Preview(_("Delete this and the answer for good?"), body, _("Delete for good"))


@command(
    FORGET,
    N_("Delete the whole talk for good"),
    undoable=False,
    asks=True,
    mind=False,
    icon="trash",
    shows=_preview,
)
def forget(
    desk: Desk,
    turns: Annotated[list[int] | None, "what was said, by its numbers; without them all of it"] = None,
    sure: Annotated[bool, "no only tells what would go"] = False,
) -> Done:
    """Delete what was said to the companion, and what it answered, for good; nothing brings it back."""
    found, whole = _meant(desk.connection, turns)
    if not sure:
        shown = _preview(desk.connection, {"turns": turns})
        return Done(_("{what} To go ahead, say it again with sure=yes.", what=f"{shown.title} {shown.body}"))
    talk.delete(desk.tx, found)
    return Done(_("Deleted the whole talk for good") if whole else _("Deleted from the talk for good"))


for _act, _title, _own, _on_it, _icon in (
    ("why", N_("Show why your companion said that"), N_("Why was this said?"), ("w",), "circle-question-mark"),
    ("copy", N_("Copy your companion's last answer"), N_("Copy what was said"), ("Mod+C",), "clipboard"),
    ("reword", N_("Edit your last question and ask again"), N_("Edit and ask again"), ("Mod+E",), "pencil"),
    ("delete", N_("Delete your last question and its answer"), N_("Delete what was said"), ("#", "Delete"), "trash"),
):
    gesture(f"companion.{_act}", _title, Gesture("turn", _act), icon=_icon)
    gesture(f"turn.{_act}", _own, Gesture("turn", _act), keys=_on_it, when=ON_TURN, offered=False, icon=_icon)
