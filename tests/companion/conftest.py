"""Leaves out what needs a part that this machine does not have, and says so in a line."""

import pytest

from tests.parts import ollama, starter

collect_ignore: list[str] = []
_LINES: list[str] = []

if not ollama.available():
    collect_ignore.append("test_ollama.py")
    _LINES.append("No Ollama server here (`make ollama` builds one): tests/companion/test_ollama.py was left out.")
if _why := starter.missing():
    collect_ignore.append("test_starter.py")
    _LINES.append(f"{_why} tests/companion/test_starter.py was left out.")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _LINES:
        terminalreporter.write_line(line)
