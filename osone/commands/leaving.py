"""The verb that leaves a mailing list by one request, which the engine makes (RFC 8058)."""

from typing import Annotated

from osone.commands.context import ON_THREAD
from osone.commands.registry import Desk, Done, command
from osone.model.errors import CommandError
from osone.model.ids import ThreadId
from osone.store import effects, messages
from osone.store.jobs import UNSUBSCRIBE
from osone.text.catalogue import N_, _

VERB = "mail.unsubscribe"


@command(VERB, N_("Unsubscribe"), keys="Shift+U", when=ON_THREAD, asks=True, undoable=False, mind=False, icon="mail-x")
def unsubscribe(
    desk: Desk,
    threads: Annotated[list[ThreadId], "the conversation"],
    message: Annotated[int, "the message that says how; 0 for the newest"] = 0,
    sure: Annotated[bool, "no only tells what would be sent"] = False,
) -> Done:
    """Leave the mailing list that it came over, by one request to the list's own server."""
    shown = [m for thread in threads[:1] for m, _folder, _flags in messages.shown_in(desk.connection, thread)]
    if not shown or (message and message not in shown):
        raise CommandError(_("This message doesn't say how to unsubscribe."))
    if not sure:
        said = _("The list's server would be asked to take you off. To go ahead, say it again with sure=yes.")
        return Done(said, idle=True)
    waiting = {"kind": UNSUBSCRIBE, "arguments": str(message or max(shown)), "state": "waiting", "said": ""}
    effects.apply(desk.tx, [effects.make("errand", waiting)])
    return Done(_("Unsubscribing…"))
