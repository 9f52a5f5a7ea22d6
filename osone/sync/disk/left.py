"""What an import leaves where it is, and why: counted by reason, with a few names for a person to look at."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from osone.sync.disk.names import readable
from osone.text.catalogue import _, plural
from osone.text.lines import short
from osone.text.numbers import joined

NAMED = 3
"""Names that are told of each reason."""
LETTERS = 120
"""Of each name."""
SENTENCES = 6


class Reason(StrEnum):
    """Why something is left."""

    LINK = "link"
    SPECIAL = "special"
    EMPTY = "empty"
    NO_MAIL = "no mail"
    LARGE = "large"
    PACKED = "packed"
    LOCKED = "locked"
    UNREADABLE = "unreadable"
    DELETED = "deleted"
    FEEDS = "feeds"
    DEEP = "deep"
    MISSING = "missing"


class LeftOutError(Exception):
    """A file that is not taken."""

    def __init__(self, reason: Reason, why: str = "") -> None:
        super().__init__(reason.value)
        self.reason, self.why = reason, why


class EnoughError(Exception):
    """So much was left that nobody wants to look further."""


@dataclass(slots=True)
class LeftOut:
    """All that was left of one import."""

    root: Path
    """Names are told from here on."""
    patience: int = 0
    """After so much EnoughError is raised; 0 is never."""
    counts: dict[tuple[Reason, str], int] = field(default_factory=dict)
    names: dict[tuple[Reason, str], list[str]] = field(default_factory=dict)

    def add(self, reason: Reason, path: Path | str, why: str = "") -> None:
        """Something is left; ``why`` are words of the system, where that could not read it."""
        key = reason, why
        self.counts[key] = self.counts.get(key, 0) + 1
        names = self.names.setdefault(key, [])
        name = self._name(Path(path))
        if self.patience and sum(self.counts.values()) > self.patience:
            raise EnoughError
        if len(names) < NAMED and name not in names:
            names.append(name)

    def failed(self, path: Path | str, error: OSError) -> None:
        """Something could not be read."""
        self.add(Reason.UNREADABLE, path, error.strerror or str(error))

    def _name(self, path: Path) -> str:
        inside = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        return short(readable(path.name if inside == "." else inside), LETTERS)

    def sentences(self) -> list[str]:
        """What was left and why, a sentence for each reason."""
        told = [
            _sentence(reason, count, self._told(self.names[reason, why], count), why)
            for (reason, why), count in self.counts.items()
        ]
        more = sum(list(self.counts.values())[SENTENCES:])
        rest = plural("{count} more item was left out.", "{count} more items were left out.", more)
        return [*told[:SENTENCES], rest] if more else told

    @staticmethod
    def _told(names: list[str], count: int) -> str:
        more = count - len(names)
        if more > 0 and len(names) == NAMED:
            return joined([*names, plural("{count} more", "{count} more", more)])
        return joined(names)


def _sentence(reason: Reason, count: int, names: str, why: str) -> str:
    match reason:
        case Reason.LINK:
            return plural(
                "{count} link was not followed: {names}.",
                "{count} links were not followed: {names}.",
                count,
                names=names,
            )
        case Reason.SPECIAL:
            return plural(
                "{count} item is not a regular file: {names}.",
                "{count} items are not regular files: {names}.",
                count,
                names=names,
            )
        case Reason.EMPTY:
            return plural("{count} file is empty: {names}.", "{count} files are empty: {names}.", count, names=names)
        case Reason.NO_MAIL:
            return plural(
                "{count} file is not a message: {names}.",
                "{count} files are not messages: {names}.",
                count,
                names=names,
            )
        case Reason.LARGE:
            return plural(
                "{count} item is too large: {names}.", "{count} items are too large: {names}.", count, names=names
            )
        case Reason.PACKED:
            return plural(
                "{count} compressed file can't be read: {names}.",
                "{count} compressed files can't be read: {names}.",
                count,
                names=names,
            )
        case Reason.LOCKED:
            return plural(
                "{count} message is encrypted by its server: {names}.",
                "{count} messages are encrypted by their server: {names}.",
                count,
                names=names,
            )
        case Reason.DELETED:
            return plural(
                "{count} message was already deleted there.", "{count} messages were already deleted there.", count
            )
        case Reason.FEEDS:
            return _("Feeds and newsgroups were left out: {names}.", names=names)
        case Reason.DEEP:
            return plural(
                "{count} folder is nested too deeply: {names}.",
                "{count} folders are nested too deeply: {names}.",
                count,
                names=names,
            )
        case Reason.MISSING:
            return plural(
                "{count} folder that Thunderbird names is not there: {names}.",
                "{count} folders that Thunderbird names are not there: {names}.",
                count,
                names=names,
            )
        case Reason.UNREADABLE:
            return plural(
                "{count} item could not be read ({why}): {names}.",
                "{count} items could not be read ({why}): {names}.",
                count,
                why=why,
                names=names,
            )
