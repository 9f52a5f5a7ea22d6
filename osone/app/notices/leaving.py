"""What is shown before a list is left: what is sent to whom, where its page is, or a message that asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from osone.app.desk.dispatcher import Dispatcher
from osone.app.desk.threads import Reader
from osone.app.notices.cards import LONGEST, Asking
from osone.bridge.screens import Screens
from osone.commands.leaving import VERB
from osone.host.later import later
from osone.store.journal import PERSON
from osone.text.catalogue import _
from osone.text.lines import short

if TYPE_CHECKING:
    from osone.mail import unsubscribing
    from osone.queries import leaving
    from osone.queries.leaving import Leaving
else:
    # Once somebody leaves a list.
    leaving, unsubscribing = later("osone.queries.leaving"), later("osone.mail.unsubscribing")

KEY = "leaving"


def questions(
    asking: Asking, screens: Screens, reader: Reader, dispatcher: Dispatcher
) -> dict[str, Callable[[dict[str, object]], bool]]:
    """What is asked first, by the verb that it is asked of."""

    def ask(arguments: dict[str, object]) -> bool:
        threads = arguments.get("threads")
        if not isinstance(threads, list) or not threads:
            return False
        thread, message = int(threads[0]), arguments.get("message")
        at_hand = message if isinstance(message, int) else 0

        def answer(found: "Leaving | None") -> None:
            if found is None:
                screens.shell.toast(_("This message doesn't say how to unsubscribe."), told=True)
            elif found.ways.post:
                given = {"threads": [thread], "message": found.message, "sure": True}
                asking.ask(
                    _("Unsubscribe from {name}?", name=short(found.sender.shown)),
                    told(found.ways.post),
                    _("Unsubscribe"),
                    lambda: dispatcher.act(VERB, given, by=PERSON),
                    icon="mail-x",
                    key=KEY,
                    ready=True,
                )
            elif found.ways.page:
                screens.reading.follow(found.ways.page)
            else:
                screens.gesture("mailto", found.ways.mail)

        reader.ask(lambda connection: leaving.of_thread(connection, thread, at_hand), answer)
        return True

    return {VERB: ask}


def told(url: str) -> str:
    """What is sent, and to whom."""
    shown = url if len(url) <= LONGEST else f"{url[:LONGEST]}…"
    return _(
        "This sends “{words}” and nothing else to {host}, at the address it gave for you: {address}",
        words=unsubscribing.ONE_CLICK,
        host=unsubscribing.host_of(url),
        address=shown,
    )
