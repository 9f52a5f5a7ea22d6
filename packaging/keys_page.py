"""Write docs/keys.md from the verbs themselves, so that the page cannot say what the keys do not do.

``python packaging/keys_page.py``; with ``--check`` nothing is written and 1 says that the page is not up to date.
"""

import sys
from pathlib import Path

from osone.commands.everything import REGISTRY
from osone.commands.registry import Command

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"

FIRST_RUN = "In the first run"
SECTIONS = (
    "Everywhere", "In a list", "On a conversation", "While you read", "In the open message, which F6 reaches",
    "While you write", "In the calendar", "On a task", "On an event", "On what was said in the talk",
    "In a line of text", FIRST_RUN, "Elsewhere",
)  # fmt: skip
"""The page's parts, in the order in which a person meets them."""

PLACES = {
    frozenset[str](): "Everywhere",
    frozenset({"list"}): "In a list",
    frozenset({"focus:thread", "focus:task", "focus:event"}): "In a list",
    frozenset({"focus:thread", "focus:task"}): "In a list",
    frozenset({"creates"}): "In a list",
    frozenset({"focus:thread"}): "On a conversation",
    frozenset({"reading", "screen:mail"}): "While you read",
    frozenset({"reading", "screen:mail", "reader"}): "In the open message, which F6 reaches",
    frozenset({"reading", "screen:mail", "files"}): "While you read",
    frozenset({"reading", "screen:mail", "links"}): "While you read",
    frozenset({"reading", "screen:mail", "reader", "links"}): "In the open message, which F6 reaches",
    frozenset({"writing", "screen:writing"}): "While you write",
    frozenset({"writing", "screen:writing", "words chosen"}): "While you write",
    frozenset({"focus:thread", "focus:task", "focus:event", "focus:draft"}): "In a list",
    frozenset({"focus:draft"}): "While you write",
    frozenset({"text"}): "In a line of text",
    frozenset({"screen:calendar"}): "In the calendar",
    frozenset({"focus:task"}): "On a task",
    frozenset({"focus:task", "screen:tasks"}): "On a task",
    frozenset({"focus:event"}): "On an event",
    frozenset({"focus:turn"}): "On what was said in the talk",
}
"""What a verb's condition needs, in words."""

HEAD = """\
# Keys

`make keys` writes this page from the commands themselves. In the program `?` shows the same, searchable, and the
palette (`Mod+K`) teaches each key beside what it does. `Mod` is Ctrl, and ⌘ on macOS.

Single keys act only where no text is being edited; the settings can turn all of them off. To change or remove a key,
put a file `keys.json` in the profile's folder (`osone doctor` names it). This puts archiving on `Mod+E` and frees `e`:

```json
{"Mod+E": "mail.archive", "e": null}
```
"""


def section(command: Command) -> str:
    """Give the part of the page that a verb belongs to."""
    needs = frozenset(need for clause in command.when.clauses for need in clause.needs)
    if "screen:onboarding" in needs:
        return FIRST_RUN
    return PLACES.get(needs, "Elsewhere")


def chords(command: Command) -> str:
    """Write a verb's keys as the page shows them."""
    return " ".join(f"`{' '.join(keys)}`" for keys in command.keys)


def rows(commands: list[Command]) -> list[str]:
    """Write the lines of a table; nine views of a screen are one line."""
    lines = []
    for command in commands:
        if command.id == "view.1":
            lines.append("| `1` … `9` | Go to a view of this screen | `view.1` … `view.9` |")
        elif not command.id.startswith("view."):
            lines.append(f"| {chords(command)} | {command.title} | `{command.id}` |")
    return lines


def page() -> str:
    """Write the whole page."""
    parts: dict[str, list[Command]] = {name: [] for name in SECTIONS}
    for command in REGISTRY.commands.values():
        if command.keys:
            parts[section(command)].append(command)
    text = HEAD
    for name, commands in parts.items():
        if commands:
            table = "\n".join(rows(commands))
            text += f"\n## {name}\n\n| key | what it does | command |\n|---|---|---|\n{table}\n"
    keyless = [c for c in REGISTRY.commands.values() if not c.keys and c.offered]
    lines = "\n".join(f"| {command.title} | `{command.id}` |" for command in keyless)
    return text + f"\n## In the palette only\n\n| what it does | command |\n|---|---|\n{lines}\n"


def main(check: bool) -> int:
    """Write the page, or look whether it is up to date."""
    text = page()
    if check:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/keys.md is not what the verbs say. Please run: make keys", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
