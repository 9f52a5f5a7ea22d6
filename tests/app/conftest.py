"""Leaves out what needs a part that this machine does not have, and says so in a line."""

import pytest

from tests.parts import keyring, ollama, starter

collect_ignore: list[str] = []
_LINES: list[str] = []

if not ollama.available():
    collect_ignore.append("test_ollama_in_the_window.py")
    _LINES.append("No Ollama server (`make ollama` builds one): tests/app/test_ollama_in_the_window.py was left out.")
if why := starter.missing():
    collect_ignore.append("test_starter_in_the_window.py")
    _LINES.append(f"{why} tests/app/test_starter_in_the_window.py was left out.")
if not keyring.found():
    collect_ignore.append("test_command_line.py")
    _LINES.append("No gnome-keyring here: tests/app/test_command_line.py was left out.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _LINES:
        terminalreporter.write_line(line)
