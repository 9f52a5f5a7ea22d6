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
    if rows.get(desk.connection, key) == value:
        return Done()
    return Done("", [effects.setting(desk.connection, key, value)])
