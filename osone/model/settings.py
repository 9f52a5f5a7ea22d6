"""Every setting there is, in one table: its name, its default, what it may be, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass

from osone.model.values import whole
from osone.text.catalogue import N_


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a person may set."""

    key: str
    default: object
    title: str
    """What it is called, marked for the catalogue."""
    choices: tuple[object, ...] = ()
    """Empty where any value of the default's type will do."""
    also: str = ""
    """Other words that people look for it by in the palette; empty where it is not set from there."""

    @property
    def values(self) -> tuple[object, ...]:
        """All that it may be, where that is a choice."""
        return self.choices or ((True, False) if isinstance(self.default, bool) else ())

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
        Setting("person.name", "", N_("Your name"), also="call me signature from"),
        Setting("companion.name", "", N_("Companion's name")),
        Setting(
            "companion.interrupt",
            "matters",
            N_("Interruptions"),
            ("never", "matters", "freely"),
            also="quiet disturb notifications notify",
        ),
        Setting(
            "companion.talk", "natural", N_("Reply length"), ("brief", "natural", "chatty"), also="short verbose talk"
        ),
        Setting("companion.folded", False, N_("Companion folded away")),
        Setting("voice.choice", "none", N_("Voice")),
        Setting("mind.choice", "starter", N_("Model")),
        Setting("mind.phrases", False, N_("Let the model word short answers"), also="phrase wording facts ai own"),
        Setting("meeting.step", "boot", N_("First-run step")),
        Setting("meeting.mailbox", "none", N_("How mail was added"), ("none", "account", "imported", "sample")),
        Setting("meeting.done", False, N_("First run finished")),
        Setting(
            "look.mode", "auto", N_("Appearance"), ("day", "night", "auto"), also="theme colours colors mode night day"
        ),
        Setting(
            "look.motion", "auto", N_("Animations"), ("full", "reduced", "auto"), also="motion movement transitions"
        ),
        Setting(
            "look.scale",
            100,
            N_("Text size"),
            (80, 90, 100, 110, 125, 150, 175, 200),
            also="font zoom scale bigger larger smaller letters",
        ),
        Setting("look.language", "", N_("Language")),
        Setting("calendar.view", "week", N_("Calendar view"), ("day", "week", "month", "agenda")),
        Setting("keys.single", True, N_("Single-key shortcuts"), also="keyboard letters hotkeys"),
        Setting("oauth.google", "", N_("Client ID for Google")),
        Setting("oauth.microsoft", "", N_("Client ID for Microsoft")),
        Setting("oauth.yahoo", "", N_("Client ID for Yahoo")),
        Setting("oauth.aol", "", N_("Client ID for AOL")),
        Setting("oauth.fastmail", "", N_("Client ID for Fastmail")),
        Setting("oauth.yandex", "", N_("Client ID for Yandex")),
        Setting("oauth.own", "", N_("Client ID for another provider")),
        Setting("writing.looked", "", N_("What was looked at in Writing")),
        Setting("mail.mark_read", True, N_("Mark as read when opened"), also="unread seen automatically"),
        Setting("mail.hold", 10, N_("Seconds to undo sending"), (5, 10, 20, 30), also="delay hold recall send"),
        Setting("mail.after", "next", N_("After archiving or deleting"), ("next", "list"), also="advance next open"),
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
