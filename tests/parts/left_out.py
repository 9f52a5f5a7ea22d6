"""What a machine lacks and is therefore not tested on it, each said in a line at the end."""

LINES: list[str] = []


def note(line: str) -> None:
    """Say at the end what was left out, and why."""
    LINES.append(line)
