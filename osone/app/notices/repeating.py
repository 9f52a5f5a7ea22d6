"""What is asked before one day of an event that repeats is changed or deleted: this one, those after it too, or all."""

from collections.abc import Callable, Mapping
from datetime import date

from osone.app.desk.dispatcher import Dispatcher
from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.model.calendar import Occurrence
from osone.store.journal import PERSON
from osone.text.catalogue import N_, _
from osone.text.dates import span
from osone.text.lines import short

CHANGE, DELETE = "event.change", "event.delete"
WORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    CHANGE: (
        N_("Change which “{title}”?"),
        {"one": N_("Only this one"), "later": N_("This one and those after it"), "all": N_("All of them")},
    ),
    DELETE: (
        N_("Delete which “{title}”?"),
        {"one": N_("Only this one"), "later": N_("This one and those after it"), "all": N_("All of them")},
    ),
}
ICONS = {CHANGE: "repeat", DELETE: "trash"}


def questions(
    asking: Asking, screens: Screens, dispatcher: Dispatcher
) -> dict[str, Callable[[dict[str, object]], bool]]:
    """What is asked first, by the verb that it is asked of."""

    def asked(verb: str) -> Callable[[dict[str, object]], bool]:
        def ask(arguments: dict[str, object]) -> bool:
            one = screens.calendar.occurrence
            if not arguments.get("at") or "which" in arguments or one is None or one.at != arguments["at"]:
                return False
            title, choices = WORDS[verb]
            # One alone cannot repeat in another way.
            anew = verb == CHANGE and screens.capture.anew
            named = {which: words for which, words in choices.items() if which != "one" or not anew}

            def act(which: str) -> Callable[[], object]:
                return lambda: dispatcher.act(verb, {**arguments, "which": which}, by=PERSON)

            asking.choose(
                _(title, title=short(one.title) or _("Untitled event")),
                _("It repeats. This one is on {when}.", when=_when(one, screens.now().date())),
                {_(words): act(which) for which, words in named.items()},
                icon=ICONS[verb],
                otherwise=screens.capture.resume if verb == CHANGE else None,
            )
            return True

        return ask

    return {verb: asked(verb) for verb in WORDS}


def _when(one: Occurrence, today: date) -> str:
    """The day and the hours: there may be two of a series on one day."""
    return span(one.start, one.end, today, all_day=one.all_day)
