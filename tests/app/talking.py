"""What the tests of the talk in the window share."""

from collections.abc import Mapping

from osone.app.profile import profile
from osone.app.profile.profile import Profile
from tests.app.house import Running

SKILL = "<strong>Today</strong>"


def settle(opened: Profile, values: Mapping[str, object]) -> None:
    """Change settings before the window opens."""
    direct = profile.Direct(opened.store)
    for key, value in values.items():
        direct.run("settings.set", {"key": key, "value": value}, "shell")
    direct.close()


def kinds(house: Running) -> list[str]:
    """What stands in the sidebar after what the person said last."""
    rows = [kind for kind, _words in house.talk()]
    return rows[len(rows) - rows[::-1].index("person") :] if "person" in rows else []
