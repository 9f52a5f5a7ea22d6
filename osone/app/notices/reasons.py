"""What is told of why a conversation is before the person: its reason; of an invitation what it asks to, and when."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from osone.app.desk.threads import Reader
from osone.bridge.screens import Screens
from osone.host.later import later
from osone.model.mail import Kind, ThreadRow
from osone.text.catalogue import _
from osone.text.numbers import first_up

if TYPE_CHECKING:
    from osone.app import invitations
else:
    invitations = later("osone.app.invitations")  # with all of the calendar


def asked(screens: Screens, reader: Reader) -> Callable[[object], None]:
    """What answers "why?"."""

    def tell(said: str) -> None:
        if not said:
            said = f"{first_up(why)}." if (why := screens.reason()) else ""
        said = said or _("Nothing here needs you. It is sorted by what kind of message it is.")
        screens.shell.toast(said, told=True)

    def ask(_value: object) -> None:
        thread = next((number for noun, number in screens.at.targets() if noun == "thread"), 0)
        row, now = screens.known(("thread", thread)), screens.now()
        if isinstance(row, ThreadRow) and row.kind is Kind.INVITATION:
            reader.ask(lambda connection: invitations.why_of(connection, thread, now), tell)
        else:
            tell("")

    return ask
