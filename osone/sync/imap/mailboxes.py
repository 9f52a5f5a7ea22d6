"""What LIST and NAMESPACE say: an account's mailboxes, and where its top level is (RFC 9051, RFC 6154, RFC 2342)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from osone.model.mail import Role
from osone.sync.imap.names import UNSPEAKABLE, shown_name
from osone.sync.imap.wire import CommandRefusedError, Wire, WireLine

LIST = re.compile(rb'\* X?LIST \(([^)]*)\) (?:"((?:[^"\\]|\\.)*)"|NIL) (.+)$', re.I | re.S)
QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"(?: \(.*)?', re.S)
"""A quoted name, and whatever an extension tells after it (RFC 5258)."""
ESCAPED = re.compile(rb"\\(.)", re.S)
# A string without an end is one to the end: else each of its signs would be tried as the beginning of another.
TOKEN = re.compile(rb'\(|\)|"((?:[^"\\]++|\\.)*+)\\?"?|\{\}|[^\s()"{}]+', re.S)
INBOX = "INBOX"
MOST_SPACES = 100
ROLE_OF_USE = {
    b"\\all": Role.ALL,
    b"\\allmail": Role.ALL,
    b"\\archive": Role.ARCHIVE,
    b"\\drafts": Role.DRAFTS,
    b"\\junk": Role.JUNK,
    b"\\spam": Role.JUNK,
    b"\\sent": Role.SENT,
    b"\\trash": Role.TRASH,
}
"""What RFC 6154 names, and the old names of Gmail's XLIST."""
OF_THEIR_OWN = frozenset({b"\\flagged", b"\\starred", b"\\important", b"\\memos", b"\\scheduled", b"\\snoozed"})
"""Uses that no role of ours is: whatever such a folder is called, it is that."""
NO_MAIL = frozenset({b"\\noselect", b"\\nonexistent"})
GMAIL = ("[Gmail]/", "[Google Mail]/")
"""Where Gmail keeps its own folders: as good as the top level."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One mailbox of LIST."""

    name: bytes
    """As the server wrote it."""
    path: str
    """What a person reads."""
    delimiter: str
    use: Role
    """What the server says that it is for; ``OTHER`` where it says nothing."""
    selectable: bool
    settled: bool = False
    """Whether the server says that it is for something of its own, so that its name says nothing."""

    @property
    def leaf(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(self.delimiter)[2] if self.delimiter else self.path


@dataclass(frozen=True, slots=True)
class Spaces:
    """The namespaces of an account: prefixes as a person reads them."""

    personal: tuple[str, ...] = ("",)
    others: tuple[str, ...] = ()
    """Of other people, and shared ones."""
    delimiter: str = field(default="", compare=False)
    """Between the inbox and what is in it."""

    def places(self, path: str) -> list[str]:
        """What a new folder of this path may be called, the likeliest first."""
        prefix = self.personal[0] if self.personal else ""
        first = path if path.startswith(prefix) else prefix + path
        # A server that keeps everything in the inbox does not always say so.
        second = f"{INBOX}{self.delimiter}{path}"
        return [first, second] if self.delimiter and not prefix and not _in_inbox(path) else [first]

    def top_level(self, one: Listed) -> bool:
        """Whether a folder stands at the account's top level."""
        if self.foreign(one):
            return False
        rest = one.path[len(_longest(one.path, (*self.personal, *GMAIL)) or "") :]
        return not one.delimiter or one.delimiter not in rest

    def foreign(self, one: Listed) -> bool:
        """Whether it is somebody else's."""
        ours, theirs = _longest(one.path, self.personal), _longest(one.path, self.others)
        return theirs is not None and (ours is None or len(theirs) > len(ours))


def _longest(path: str, prefixes: Sequence[str]) -> str | None:
    """The longest of these that the path begins with. INBOX is written in any case (RFC 9051, section 5.1)."""
    fitting = [p for p in prefixes if path.startswith(p) or (_in_inbox(p) and path[: len(p)].upper() == p.upper())]
    return max(fitting, key=len, default=None)


def _in_inbox(prefix: str) -> bool:
    return prefix[: len(INBOX)].upper() == INBOX


def listed(lines: Sequence[WireLine]) -> list[Listed]:
    """The mailboxes of LIST, each once. A name that no command could say again is left out."""
    found: dict[bytes, Listed] = {}
    for line in lines:
        match = LIST.match(line.text)
        if match is None:
            continue
        attributes = set(match[1].lower().split())
        delimiter = ESCAPED.sub(rb"\1", match[2] or b"").decode("ascii", "replace")
        name = _name(match[3], line.literals)
        if not name or UNSPEAKABLE.search(name):
            continue
        path = INBOX if name.upper() == INBOX.encode() else shown_name(name)
        use = next((ROLE_OF_USE[a] for a in sorted(attributes) if a in ROLE_OF_USE), Role.OTHER)
        found.setdefault(
            name,
            Listed(
                name, path, delimiter, Role.INBOX if path == INBOX else use, not attributes & NO_MAIL,
                bool(attributes & OF_THEIR_OWN),
            ),
        )  # fmt: skip
    return list(found.values())


def _name(text: bytes, literals: Sequence[bytes]) -> bytes:
    if text.startswith(b"{}") and literals:
        return literals[-1]
    text = text.strip(b" ") if not text.startswith(b'"') else text.rstrip(b" ")
    whole = QUOTED.fullmatch(text)
    if whole is not None:
        return ESCAPED.sub(rb"\1", whole[1])
    if len(text) > 1 and text.startswith(b'"') and text.endswith(b'"'):
        return ESCAPED.sub(rb"\1", text[1:-1])  # a quote within, that was not escaped
    return text


def all_mailboxes(wire: Wire) -> list[Listed]:
    """Ask for every mailbox, with what each is for where the server can tell (RFC 6154, section 2)."""
    if wire.has("SPECIAL-USE") and wire.has("LIST-EXTENDED"):
        try:
            return listed(wire.call(b'LIST "" "*" RETURN (SPECIAL-USE)'))
        except CommandRefusedError:
            pass
    return listed(wire.call(b'LIST "" "*"'))


def spaces_of(wire: Wire, found: Sequence[Listed]) -> Spaces:
    """Where the account's top level is: what the server says, else what its folders show."""
    if wire.has("NAMESPACE"):
        try:
            told = next((s for line in wire.call(b"NAMESPACE") if (s := namespaces(line)) is not None), None)
        except CommandRefusedError:
            told = None
        if told is not None and told.personal:
            return replace(told, delimiter=next((one.delimiter for one in found if one.path == INBOX), ""))
    inbox = next((one for one in found if one.path == INBOX), None)
    delimiter = (inbox.delimiter if inbox else "") or next((one.delimiter for one in found if one.delimiter), "")
    others = [one.path for one in found if one.path != INBOX]
    within = INBOX + delimiter
    if delimiter and others and all(path[: len(within)].upper() == within for path in others):
        return Spaces((others[0][: len(within)],), delimiter=delimiter)
    return Spaces(delimiter=delimiter)


def is_listed(wire: Wire, name: bytes) -> bool:
    """Whether the server names a mailbox now, so that what it refused there was not for its absence."""
    inbox = INBOX.encode()
    return any(
        one.selectable and (one.name == name or one.name.upper() == name.upper() == inbox)
        for one in all_mailboxes(wire)
    )


def namespaces(line: WireLine) -> Spaces | None:
    """What the answer to NAMESPACE says; None for any other line."""
    if line.text[:12].upper() != b"* NAMESPACE ":
        return None
    groups = list(_groups(line.text[12:], line.literals))
    if not groups:
        return None
    return Spaces(tuple(groups[0]), tuple(prefix for group in groups[1:3] for prefix in group))


def _groups(text: bytes, literals: Sequence[bytes]) -> Iterator[list[str]]:
    """The prefixes of each of the three namespaces: the first string of every inner list, extensions passed over."""
    depth, first, waiting = 0, False, list(literals)
    group: list[str] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token == b"(":
            depth += 1
            first = depth == 2
        elif token == b")":
            depth -= 1
            if depth == 0:
                yield group
                group = []
        elif depth == 0:
            yield []  # NIL
        else:
            # In a quoted string alone a backslash is none of its own (RFC 9051, section 4.3).
            name = token if match[1] is None else ESCAPED.sub(rb"\1", match[1])
            name = waiting.pop(0) if token == b"{}" and waiting else name
            if depth == 2 and first and len(group) < MOST_SPACES:
                group.append(shown_name(name))
            first = False
