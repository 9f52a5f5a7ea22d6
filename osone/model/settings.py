"""Every setting there is, in one table: its name, its default, what it may be, and the sentence that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass

from osone.model.values import whole


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a person may set."""

    key: str
    default: object
    sentence: str
    choices: tuple[object, ...] = ()
    """Empty where any value of the default's type will do."""

    def allows(self, value: object) -> bool:
        """Whether a value may be set."""
        if self.choices:
            return any(type(value) is type(choice) and value == choice for choice in self.choices)
        return isinstance(value, type(self.default)) and not (
            isinstance(value, bool) and not isinstance(self.default, bool)
        )


SETTINGS: Mapping[str, Setting] = {
    s.key: s
    for s in (
        Setting("person.name", "", "What the companion calls you."),
        Setting("companion.name", "", "What you call the companion."),
        Setting("companion.interrupt", "matters", "How much it may interrupt.", ("never", "matters", "freely")),
        Setting("companion.talk", "natural", "How much it talks.", ("brief", "natural", "chatty")),
        Setting("companion.folded", False, "Whether the companion is folded to a strip."),
        Setting("voice.choice", "none", "The voice it speaks with, by its id."),
        Setting("mind.choice", "starter", "What it thinks with: starter, ollama:MODEL, or none."),
        Setting("meeting.step", "boot", "Where the meeting was left."),
        Setting("meeting.mailbox", "none", "How mail came in.", ("none", "account", "imported", "sample")),
        Setting("meeting.done", False, "Whether you have met."),
        Setting("look.mode", "auto", "Day, night, or as the system has it.", ("day", "night", "auto")),
        Setting("look.motion", "auto", "Whether things move.", ("full", "reduced", "auto")),
        Setting("look.scale", 100, "The size of everything, in percent.", (80, 90, 100, 110, 125, 150, 175, 200)),
        Setting("look.language", "", "The language, such as de; empty for the system's."),
        Setting("calendar.view", "week", "How much of the calendar is shown.", ("day", "week", "month", "agenda")),
        Setting("keys.single", True, "Whether single keys act where no text is being edited."),
        Setting("mail.mark_read", True, "Whether opening a mail marks it as read."),
    )
}


def number(kept: Mapping[str, object], key: str) -> int:
    """A setting that is a number, from those that are kept, or its default."""
    return whole(kept.get(key, SETTINGS[key].default))


def text(kept: Mapping[str, object], key: str) -> str:
    """A setting in words, from those that are kept, or its default."""
    value = kept.get(key)
    return value if isinstance(value, str) else str(SETTINGS[key].default)


def switch(kept: Mapping[str, object], key: str) -> bool:
    """A setting that is on or off, from those that are kept, or its default."""
    value = kept.get(key)
    return value if isinstance(value, bool) else SETTINGS[key].default is True


def met(kept: Mapping[str, object]) -> bool:
    """Whether the two have met, from the settings: true for good once the last step was reached."""
    return kept.get("meeting.done") is True or kept.get("meeting.step") == "done"
