"""What the engine says, shown where it belongs: in the status line, at its account, or as a toast."""

from collections.abc import Mapping

from osone.bridge.window.rooms import Rooms

DOING = {
    "headers": "Reading your mail: {count:,} so far",
    "bodies": "Fetching letters: {count:,} so far",
    "indexing": "Making it searchable: {left:,} to go",
    "import": "Bringing it in: {count:,} so far",
}


def tell(rooms: Rooms, said: Mapping[str, object]) -> None:
    """Show one line of the engine's. What it says to the application alone is passed over."""
    sentence, way_on = str(said.get("sentence", "")), str(said.get("way_on", ""))
    words = f"{sentence} {way_on}".strip()
    if said.get("engine") == "up":
        rooms.shell.set_status("")
    elif said.get("engine") == "down":
        rooms.shell.set_status("restarting", "The engine is starting again. Nothing is lost.")
    elif said.get("state") == "offline":
        rooms.shell.set_status("offline", words)
        rooms.reading.offline = True
    elif said.get("state") == "refused":
        # The toast says it whole, with what mends it.
        rooms.shell.set_status("fault", sentence)
        rooms.reading.offline = False
        rooms.preferences.trouble(_number(said, "account"), words)
        command = str(said.get("command", ""))
        rooms.shell.toast(words, "Mend it" if command else "", "", command, fault=True)
    elif said.get("state") in ("syncing", "quiet"):
        rooms.shell.set_status("")
        rooms.reading.offline = False
        rooms.preferences.trouble(_number(said, "account"), "")
    elif "doing" in said:
        _progress(rooms, said)
    elif sentence or (said.get("said") and "errand" in said):
        rooms.shell.toast(words or str(said["said"]), fault=bool(sentence))


def _progress(rooms: Rooms, said: Mapping[str, object]) -> None:
    doing, count, left = str(said["doing"]), _number(said, "count"), _number(said, "left")
    if doing not in DOING or (not left and doing != "headers"):
        rooms.shell.set_status("")
        return
    rate = f", {_number(said, 'rate'):,} a second" if said.get("rate") else ""
    share = count / (count + left) if left else -1.0
    rooms.shell.set_status("sync", DOING[doing].format(count=count, left=left) + rate, share)


def _number(said: Mapping[str, object], name: str) -> int:
    return int(str(said.get(name, 0)))
