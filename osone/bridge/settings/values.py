"""What a setting may be, as a person reads it, and how the palette finds it."""

from collections.abc import Mapping

from osone.commands.palette import PARTS
from osone.model.settings import SETTINGS
from osone.text.catalogue import N_, _

LEAST = 3
"""Letters of a value that are enough to mean it."""
WORDS: Mapping[object, str] = {
    "day": N_("Light"), "night": N_("Dark"), "auto": N_("System"), "full": N_("On"), "reduced": N_("Reduced"),
    "never": N_("Never"), "matters": N_("When it matters"), "freely": N_("Freely"),
    "next": N_("Next conversation"), "list": N_("Back to the list"),
    True: N_("On"), False: N_("Off"),
    "natural": N_("Natural"), "chatty": N_("Long"), "brief": N_("Brief"),
}  # fmt: skip


def value_words(key: str, value: object) -> str:
    """A value as a person reads it."""
    if key == "look.scale":
        return _("{count} %", count=value)
    return _(WORDS[value]) if isinstance(value, str | bool) and value in WORDS else str(value)


def meant(key: str, words: str) -> object:
    """The value that these words are for a setting: as a person reads it, or as it is kept; None where it is none."""
    known, said = SETTINGS[key], words.strip().casefold()
    if not known.values:
        return words.strip()
    return next((one for one in known.values if said in (value_words(key, one).casefold(), str(one).casefold())), None)


def choices(key: str, words: str) -> list[tuple[str, str]]:
    """What the palette offers for a setting: each value as it is kept and as it is read, of those that begin so."""
    said = words.strip().casefold()
    shown = [(str(one), value_words(key, one)) for one in SETTINGS[key].values]
    return [(value, read) for value, read in shown if read.casefold().startswith(said)]


def said(words: str) -> list[tuple[str, str, str]]:
    """Values that were named: the setting, the value as it is kept, and both as a person reads them."""
    wanted = PARTS.sub(" ", words.casefold()).split()
    found = []
    for known in SETTINGS.values():
        for one in known.values if known.also else ():
            value, title = value_words(known.key, one), _(known.title)
            named, about = value.casefold().split(), f"{title} {known.also}".casefold().split()
            of_value = [w for w in wanted if any(n.startswith(w) for n in named)]
            rest = [w for w in wanted if w not in of_value and not any(a.startswith(w) for a in about)]
            # A short one is meant only where the setting was named too.
            meant_whole = len(of_value) < len(wanted) and any(w in named for w in of_value)
            if (meant_whole or any(len(w) >= LEAST for w in of_value)) and not rest:
                found.append((known.key, str(one), _("{setting}: {value}", setting=title, value=value)))
    return found
