"""Email links that the desktop hands over: each begins a message, as soon as the first run is over."""

from osone.bridge.screens import Screens


class HandedLinks:
    """The link that waits, and what becomes of one."""

    def __init__(self, screens: Screens) -> None:
        self._screens, self._waiting = screens, ""

    def begin(self, uri: str) -> None:
        """Begin the message that a ``mailto:`` address asks for, empty for none; nothing is sent."""
        if not uri:
            return
        if self._screens.shell.property("onboarding"):
            self._waiting = uri
        else:
            self._screens.gesture("mailto", uri)

    def go_on(self) -> None:
        """The first run is over: what waits is begun."""
        waiting, self._waiting = self._waiting, ""
        self.begin(waiting)
