"""The chips under a line that say what its words mean."""

from osone.bridge.lists.keyed import Row

HUES = {"when": "accent", "repeats": "accent", "due": "accent", "place": "dusk", "person": "mauve", "project": "moss",
        "priority": "amber"}  # fmt: skip
"""The hue of each mark."""


def chip(key: str, icon: str, text: str, hue: str, mark: str = "") -> Row:
    """One chip; without a mark its words cannot be ignored."""
    return {"key": key, "icon": icon, "text": text, "hue": hue, "mark": mark, "off": False, "current": False}
