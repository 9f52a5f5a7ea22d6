"""The verbs that delete for good: shown first, carried out where the mail is held, and taken back by none."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import apsw

from osone.commands.context import IN_TRASH, ON_THREAD, fact
from osone.commands.registry import Desk, Done, Gesture, Preview, command, gesture
from osone.host.later import later
from osone.model.errors import CommandError
from osone.model.ids import FolderId, ThreadId
from osone.model.mail import Role
from osone.store import accounts, listing, messages
from osone.store.shown import refresh
from osone.store.threads import resolve
from osone.text.catalogue import N_, _, plural

if TYPE_CHECKING:
    from osone.store import erasing
else:
    erasing = later("osone.store.erasing")  # once something is to go for good

Place = Literal["trash", "junk"]
ERASE = "mail.erase"
ROLES: Mapping[str, Role] = {"trash": Role.TRASH, "junk": Role.JUNK}
NOTHING: Mapping[str, str] = {"trash": N_("Nothing of it is in Trash."), "junk": N_("Nothing of it is in Junk.")}
WHOLE: Mapping[str, str] = {"trash": N_("Empty Trash"), "junk": N_("Empty Junk")}
ASKED: Mapping[str, str] = {"trash": N_("Empty Trash?"), "junk": N_("Empty Junk?")}


def _held(connection: apsw.Connection, threads: Sequence[int], place: str) -> list[tuple[int, int]]:
    """The messages of conversations that are in the trash (or junk), each with its folder."""
    return [(m, f) for thread in threads for m, f, _flags in messages.shown_in(connection, thread, ROLES[place])]


def _preview(connection: apsw.Connection, given: Mapping[str, Any]) -> Preview:
    place, threads = str(given.get("place", "trash")), [int(t) for t in given["threads"]]
    held = _held(connection, threads, place)
    if not held:
        raise CommandError(_(NOTHING[place]))
    count = len({message for message, _folder in held})
    far = any(messages.account_of(connection, message)[1] != "local" for message, _folder in held)
    if far:
        body = plural(
            "{count} message will be deleted here and on the server. This can’t be undone.",
            "{count} messages will be deleted here and on the server. This can’t be undone.",
            count,
        )
    else:
        body = plural(
            "{count} message will be deleted from this computer. This can’t be undone.",
            "{count} messages will be deleted from this computer. This can’t be undone.",
            count,
        )
    if given.get("whole"):
        return Preview(_(ASKED[place]), body, _(WHOLE[place]))
    rows = listing.rows(connection, [resolve(connection, threads[0])])
    if len(threads) == 1 and rows:
        title = _("Delete “{subject}” for good?", subject=rows[0].subject or _("(no subject)"))
    else:
        title = plural("Delete {count} conversation for good?", "Delete {count} conversations for good?", len(threads))
    return Preview(title, body, _("Delete for good"))


@command(
    ERASE,
    N_("Delete for good"),
    keys=("#", "Delete"),
    when=ON_THREAD & fact(IN_TRASH),
    undoable=False,
    asks=True,
    mind=False,
    leaves=True,
    icon="trash",
    shows=_preview,
)
def erase(
    desk: Desk,
    threads: Annotated[list[ThreadId], "the conversations"],
    place: Annotated[Place, "where what is deleted must be"] = "trash",
    whole: Annotated[bool, "whether these are all that is there"] = False,
    sure: Annotated[bool, "no only tells what would go"] = False,
) -> Done:
    """Delete for good what is in the trash (or junk); nothing brings it back."""
    if not sure:
        shown = _preview(desk.connection, {"threads": threads, "place": place, "whole": whole})
        return Done(_("{what} To go ahead, say it again with sure=yes.", what=f"{shown.title} {shown.body}"))
    held = _held(desk.connection, threads, place)
    account_of = {f.id: f.account for f in accounts.folders(desk.connection)}
    for message, folder in held:
        account = account_of[FolderId(folder)]
        # Where one folder holds all mail, only the trash deletes: anywhere else a message loses a label.
        by_label = accounts.folder_for(desk.connection, account, Role.ALL) is not None
        trash = accounts.folder_for(desk.connection, account, Role.TRASH) if by_label else None
        erasing.wish(desk.tx, message, folder, through=trash)
    refresh(desk.tx, [message for message, _folder in held])
    said = plural(
        "Deleted {count} conversation for good", "Deleted {count} conversations for good", desk.counted(threads)
    )
    return Done(said if held or desk.of else _(NOTHING[place]), idle=not held)


for _place, _title in WHOLE.items():
    gesture(f"mail.empty_{_place}", _title, Gesture("empty", _place), icon="trash")
