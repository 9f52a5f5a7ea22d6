"""Leaves the journeys out where a screen or a keyring is missing, and says so in a line."""

import pytest

from tests.journeys.window import missing
from tests.parts import dovecot

collect_ignore: list[str] = []
_LINES: list[str] = []

if why := missing():
    collect_ignore += ["test_great_journey.py", "test_coming_and_going.py"]
    _LINES.append(f"{why} The journeys on a screen were left out.")
elif not dovecot.found():
    collect_ignore.append("test_great_journey.py")
    _LINES.append("No Dovecot here: the great journey was left out.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _LINES:
        terminalreporter.write_line(line)
