"""The verb of settings."""

from typing import Annotated

from osone.commands.checking import WHOLE, YES_OR_NO
from osone.commands.registry import Desk, Done, command
from osone.model.errors import CommandError
from osone.model.settings import SETTINGS
from osone.store import effects
from osone.store import settings as rows
from osone.text.catalogue import N_, _


@command("settings.set", N_("Change a setting"), icon="settings", offered=False)
def change(desk: Desk, key: Annotated[str, "the setting's name"], value: object) -> Done:
    """Change a setting."""
    return Done("", _differs(desk, key, value))


@command("settings.remember", N_("Remember how it looks"), undoable=False, mind=False, offered=False)
def remember(desk: Desk, key: Annotated[str, "the setting's name"], value: object) -> Done:
    """Keep a way of looking, such as the view of the calendar."""
    # To look at something is no deed, so it is no entry of the journal: what is taken back is what was done before.
    effects.apply(desk.tx, _differs(desk, key, value))
    return Done()


def _differs(desk: Desk, key: str, value: object) -> list[effects.Effect]:
    """What a setting's new value changes. Raises CommandError for what is no setting, or no value of it."""
    known = SETTINGS.get(key)
    if known is None:
        raise CommandError(_("There is no setting “{key}”.", key=key))
    if isinstance(value, str) and not isinstance(known.default, str):
        # A command line and a model write words where a number or a yes is meant.
        value = YES_OR_NO.get(value.lower(), int(value) if WHOLE.fullmatch(value) else value)
    if not known.allows(value):
        if not known.choices:
            raise CommandError(_("{key} can't be {value}.", key=key, value=repr(value)))
        choices = ", ".join(map(str, known.choices))
        raise CommandError(
            _("{key} can't be {value}. Choose one of: {choices}.", key=key, value=repr(value), choices=choices)
        )
    return [] if rows.get(desk.connection, key) == value else [effects.setting(desk.connection, key, value)]
