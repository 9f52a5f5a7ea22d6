"""Where an answer comes from, as the transcript keeps it, and whether what mail brought may stand in it."""

from collections.abc import Mapping

from osone.companion.skills.intents import (
    Act,
    AddTask,
    Agenda,
    Between,
    BlockSender,
    CancelEvent,
    CaptureLine,
    DropTask,
    FindMail,
    ForwardTo,
    Free,
    HowMany,
    HowShort,
    Intent,
    InvitationOf,
    LastFrom,
    MoveTask,
    NextUp,
    OfDraft,
    OpenOne,
    OpenTasks,
    Plain,
    Promised,
    ReadMail,
    ReplyTo,
    ReviseNamed,
    SaidDone,
    ShownTime,
    Sweep,
    TickOff,
    TimeIn,
    WhatWanted,
    WhenIs,
    WhoIs,
    WhoWrote,
)

UNDERSTOOD_BY_NONE = "skill:none"
"""Where an answer comes from that says that nothing was understood."""


def name_of(intent: Intent) -> str:
    """The short name that the transcript keeps as where an answer came from."""
    if isinstance(intent, Plain):
        return str(intent)
    return NAMES[type(intent)]


NAMES: Mapping[type, str] = {
    Agenda: "agenda", FindMail: "find", ReadMail: "read", Act: "act", AddTask: "task", NextUp: "next", Free: "free",
    Between: "agenda", WhenIs: "when", WhoIs: "person", WhoWrote: "wrote", LastFrom: "last", WhatWanted: "wanted",
    HowMany: "count", Sweep: "sweep", ReplyTo: "reply", CaptureLine: "capture", ShownTime: "about", OpenOne: "open",
    OpenTasks: "tasks", TickOff: "tick", MoveTask: "move", DropTask: "drop", SaidDone: "done", CancelEvent: "cancel",
    ReviseNamed: "revise", ForwardTo: "forward", BlockSender: "block", OfDraft: "draft",
    Promised: "promised", InvitationOf: "invitation", TimeIn: "time", HowShort: "manner",
}  # fmt: skip
_OWN = frozenset({
    "agenda", "next", "free", "when", "task", "tasks", "tick", "move", "drop", "done", "capture", "cancel", "revise",
    "time", "manner",
})  # fmt: skip


def others_in(origin: str) -> bool:
    """Whether words that mail brought may stand in what is said from there, though it names no conversation."""
    kind = origin.removeprefix("skill:")
    return kind == origin or not (kind in _OWN or kind in set(Plain) - {Plain.NEEDS, Plain.REPEAT})
