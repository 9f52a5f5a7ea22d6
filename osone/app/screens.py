"""What the screens are given: the palette's offers, search, the reading view's text, and all keys for the sheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import apsw

from osone.app.hand import Hand
from osone.app.threads import Reader
from osone.bridge.palette import Line
from osone.bridge.reading import Letter, Piece
from osone.bridge.rooms import Parts, Rooms
from osone.bridge.shell import KeyLine
from osone.commands import finding
from osone.commands.keymap import Keymap
from osone.commands.palette import offers
from osone.mail.evidence import Tone, chips
from osone.mail.html import reduce_html
from osone.mail.mime import parse
from osone.mail.text import blocks_of_text
from osone.model.mail import MessageRow
from osone.store import accounts, messages

HUES: Mapping[Tone, str] = {Tone.WARN: "rose", Tone.GOOD: "moss", Tone.CALM: "soft"}
GROUPS: Mapping[str, str] = {
    "go": "Going places", "cursor": "Moving", "mail": "Mail", "task": "Tasks", "select": "Selecting",
    "companion": "The companion", "view": "Views",
}  # fmt: skip


def parts_of(reader: Reader, hand: Hand, *, still: bool, scaled: float = 1.0) -> Parts:
    """The real parts for every screen."""

    def now() -> datetime:
        return datetime.now().astimezone()

    def offered(words: str) -> Sequence[Line]:
        rooms = hand.rooms
        facts = rooms.facts() - {"palette", "text"} if rooms is not None else frozenset[str]()
        return [Line(o.command, o.sentence, "", o.keys, o.icon, o.asks) for o in offers(words, facts, hand.keymap)]

    def find(connection: apsw.Connection, words: str, limit: int) -> Sequence[int]:
        moment = now()
        return finding.find_words(connection, words, limit, today=moment.date(), zone=moment.tzinfo)

    return Parts(reader, hand, now, offered, FolderChoices(reader), find, read_letter, still, scaled)


class FolderChoices:
    """Folders to move to, kept at hand so that the palette answers in its own frame."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: list[str] = []
        self.look()

    def look(self) -> None:
        """Read the folders anew."""

        def names(connection: apsw.Connection) -> list[str]:
            rows = connection.execute("SELECT DISTINCT name FROM folder WHERE role != 'all' ORDER BY role, name")
            return [str(name) for (name,) in rows]

        self._reader.ask(names, self._took)

    def _took(self, names: list[str]) -> None:
        self._names = names

    def __call__(self, command: str, words: str) -> Sequence[tuple[str, str]]:
        """Folders whose name holds what was typed."""
        if command != "mail.move":
            return []
        return [(name, name) for name in self._names if words.casefold() in name.casefold()]


def read_letter(connection: apsw.Connection, row: MessageRow, raw: bytes) -> Letter:
    """A message's text as safe blocks, its files, and the evidence about its sender."""
    parsed = parse(raw)
    blocks = reduce_html(parsed.html) if parsed.html else blocks_of_text(parsed.text)
    me = accounts.mine(connection)
    evidence = chips(
        parsed.header,
        me=me,
        known=messages.known_sender(connection, row.id),
        answers_at=messages.answered_at(connection, row.id, me),
        zone=datetime.now().astimezone().tzinfo,
    )
    return Letter(
        tuple(Piece(str(b.kind.value), b.html, b.depth, b.folded) for b in blocks),
        tuple((a.name, a.media_type, a.size) for a in parsed.attachments if not a.inline),
        tuple((c.icon, c.text, HUES[c.tone]) for c in evidence),
    )


def teach(rooms: Rooms, keys: Keymap) -> None:
    """Tell the sheet of all keys what there is."""
    lines: dict[str, KeyLine] = {}
    for binding in keys.bindings:
        room = binding.command.id.partition(".")[0]
        group = GROUPS.get(room, "Everywhere")
        if binding.command.id not in lines:
            lines[binding.command.id] = KeyLine(" ".join(binding.keys), binding.command.sentence, group)
    order = ["Everywhere", *GROUPS.values()]
    rooms.shell.teach(sorted(lines.values(), key=lambda line: order.index(line.group)))
