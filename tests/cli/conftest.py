"""Leaves out what needs a part that this machine does not have, and says so in a line."""

from tests.parts import keyring, left_out

collect_ignore: list[str] = []

if not keyring.found():
    collect_ignore.append("test_command_line.py")
    left_out.note("No gnome-keyring here: tests/cli/test_command_line.py was left out.")
