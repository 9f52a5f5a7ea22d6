"""What is asked where the line of an event is left with changes that were not saved."""

from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.text.catalogue import N_, _
from osone.text.lines import short

SAVE, LEAVE = N_("Save"), N_("Don’t save")


def asks(asking: Asking, screens: Screens) -> None:
    """From now on ask whether to save what was changed; Esc goes back to the line, as it was left."""

    def ask(title: str) -> None:
        asking.choose(
            _("Save your changes to “{title}”?", title=short(title) or _("Untitled event")),
            _("You haven’t saved them yet."),
            {_(SAVE): screens.capture.keep, _(LEAVE): lambda: None},
            icon="pencil",
            otherwise=screens.capture.resume,
        )

    screens.capture.unsaved.connect(ask)
