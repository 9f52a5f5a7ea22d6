"""Leaves out what needs a part that this machine does not have, and says so in a line."""

from tests.parts import left_out, ollama, starter

collect_ignore: list[str] = []

if not ollama.available():
    collect_ignore.append("test_ollama.py")
    left_out.note("No Ollama server here (`make ollama` builds one): tests/companion/test_ollama.py was left out.")
if _why := starter.missing():
    collect_ignore.append("test_starter.py")
    left_out.note(f"{_why} tests/companion/test_starter.py was left out.")
