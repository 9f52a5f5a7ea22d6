"""The verb of settings."""

from typing import Annotated

from osone.commands.checking import WHOLE, YES_OR_NO
from osone.commands.registry import Desk, Done, command
from osone.model.errors import CommandError
from osone.model.settings import SETTINGS
from osone.store import effects
from osone.store import settings as rows


@command("settings.set", icon="settings", offered=False)
def change(desk: Desk, key: Annotated[str, "the setting's name"], value: object) -> Done:
    """Change a setting."""
    known = SETTINGS.get(key)
    if known is None:
        raise CommandError(f"There is no setting called “{key}”.")
    if isinstance(value, str) and not isinstance(known.default, str):
        # A command line and a model write words where a number or a yes is meant.
        value = YES_OR_NO.get(value.lower(), int(value) if WHOLE.fullmatch(value) else value)
    if not known.allows(value):
        choices = ", ".join(map(str, known.choices)) or f"like {known.default!r}"
        raise CommandError(f"{key} cannot be {value!r}: it must be {choices}.")
    if rows.get(desk.connection, key) == value:
        return Done()
    return Done("", [effects.setting(desk.connection, key, value)])
