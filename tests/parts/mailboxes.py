"""Folders in memory and what an honest IMAP server says of them: the ground that a scripted server stands on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

WHEN = " 2-Nov-2026 10:00:00 +0000"
ITEM = re.compile(
    r"BODY(?:\.PEEK)?\[(?P<section>[^\]]*)\](?:<(?P<start>\d+)\.(?P<size>\d+)>)?"
    r"|UID|FLAGS|INTERNALDATE|RFC822\.SIZE|MODSEQ|X-GM-MSGID|EMAILID",
    re.I,
)
NAME = r'("(?:[^"\\]|\\.)*"|\{\}|[^ ()]+)'


@dataclass
class Letter:
    """One message of a folder."""

    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)
    when: str = WHEN
    """INTERNALDATE."""
    modseq: int = 1


@dataclass
class Folder:
    """One mailbox."""

    name: str
    """As it stands on the wire; bytes that are no UTF-8 as lone surrogates."""
    letters: list[Letter] = field(default_factory=list)
    uidvalidity: int = 1
    uidnext: int = 1
    attributes: str = ""
    """Of LIST: ``\\Sent``."""
    delimiter: str = "/"
    modseq: int = 1

    def put(self, *raws: bytes, uid: int = 0, flags: str = "", when: str = WHEN) -> None:
        """Deliver letters, under the next UIDs or from ``uid`` on."""
        for raw in raws:
            self.uidnext = max(self.uidnext, uid)
            self.modseq += 1
            self.letters.append(Letter(self.uidnext, raw, set(flags.split()), when, self.modseq))
            self.uidnext += 1

    def take(self, *uids: int) -> list[Letter]:
        """Take letters away for good."""
        taken = [one for one in self.letters if one.uid in uids]
        self.letters = [one for one in self.letters if one.uid not in uids]
        self.modseq += 1
        return taken

    def at(self, uid: int) -> Letter | None:
        """The letter at a UID."""
        return next((one for one in self.letters if one.uid == uid), None)

    def flag(self, uid: int, *flags: str, on: bool = True) -> None:
        """Set or clear flags of a letter."""
        letter = self.at(uid)
        assert letter is not None
        letter.flags = letter.flags | set(flags) if on else letter.flags - set(flags)
        self.modseq += 1
        letter.modseq = self.modseq


@dataclass
class Mailboxes:
    """Every folder of a server."""

    capabilities: str
    folders: dict[str, Folder] = field(default_factory=dict)
    namespace: str = '(("" "/")) NIL NIL'
    validity: int = 0

    def make(self, name: str, attributes: str = "") -> Folder:
        """A new folder."""
        self.validity += 1
        folder = self.folders[name] = Folder(name, uidvalidity=self.validity, attributes=attributes)
        return folder

    def can(self, capability: str) -> bool:
        """Whether the server says that it can do something."""
        return capability in self.capabilities.upper().split()


def uid_set(text: str, folder: Folder) -> list[int]:
    """The UIDs of a folder's letters in a sequence set."""
    last = folder.letters[-1].uid if folder.letters else 0
    there: list[int] = []
    for part in text.split(","):
        low, _colon, high = part.partition(":")
        ends = sorted(last if end == "*" else int(end) for end in (low, high or low))
        there += [one.uid for one in folder.letters if ends[0] <= one.uid <= ends[1]]
    return sorted(set(there))


@dataclass
class Visit:
    """One connection's view: which folder is open, and what the client was told of it."""

    mail: Mailboxes
    folder: Folder | None = None
    writable: bool = False
    told: dict[int, frozenset[str]] = field(default_factory=dict)

    def answer(self, tag: bytes, text: str, literals: tuple[bytes, ...]) -> list[bytes]:
        """Every response to a command, the tagged one last."""
        for pattern, work in COMMANDS:
            asked = re.fullmatch(pattern, text, re.I | re.S)
            if asked is not None:
                lines = list(work(self, asked, literals))
                last = lines.pop() if lines and lines[-1].startswith(("OK", "NO", "BAD")) else "OK Done"
                news = [] if "SEARCH" in text.upper() or text.upper().startswith("FETCH") else self.news()
                return [*map(_bytes, lines), *news, tag + b" " + _bytes(last)]
        return [tag + b" BAD What is that?"]

    def news(self) -> list[bytes]:
        """What the client has not been told yet of the open folder."""
        if self.folder is None:
            return []
        now = {one.uid: frozenset(one.flags) for one in self.folder.letters}
        said: list[bytes] = []
        known = list(self.told)
        for number in range(len(known), 0, -1):
            if known[number - 1] not in now:
                said.append(b"* %d EXPUNGE" % number)
        if set(now) - set(known):
            said.append(b"* %d EXISTS" % len(now))
        for number, (uid, flags) in enumerate(now.items(), start=1):
            if self.told.get(uid, flags) != flags:
                said.append(b"* %d FETCH (UID %d FLAGS (%b))" % (number, uid, _flags(flags)))
        self.told = now
        return said

    def name(self, text: str, literals: tuple[bytes, ...]) -> str:
        """A mailbox name in any of its spellings."""
        if text == "{}":
            return literals[0].decode("utf-8", "surrogateescape")
        plain = re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text
        return "INBOX" if plain.upper() == "INBOX" else plain


def _bytes(text: str) -> bytes:
    # Letters travel through these lines too: bytes that are no UTF-8 as lone surrogates, so that none is lost.
    return text.encode("utf-8", "surrogateescape")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _flags(flags: Iterable[str]) -> bytes:
    return " ".join(sorted(flags)).encode()


def quoted(name: str) -> str:
    """A name as a quoted string."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


Lines = Iterable[str]
Work = Callable[[Visit, re.Match[str], tuple[bytes, ...]], Lines]


def _capability(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    return [f"* CAPABILITY {visit.mail.capabilities}"]


def _nothing(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    return []


def _goodbye(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    return ["* BYE Goodbye"]


def _id(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    return ['* ID ("name" "scripted")']


def _namespace(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    return [f"* NAMESPACE {visit.mail.namespace}"]


def _list(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    for folder in visit.mail.folders.values():
        yield f'* LIST ({folder.attributes}) "{folder.delimiter}" {quoted(folder.name)}'


def _status(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.mail.folders.get(visit.name(asked[1], literals))
    if folder is None:
        return ["NO [NONEXISTENT] No such mailbox"]
    numbers = f"MESSAGES {len(folder.letters)} UIDNEXT {folder.uidnext} UIDVALIDITY {folder.uidvalidity}"
    more = f" HIGHESTMODSEQ {folder.modseq}" if visit.mail.can("CONDSTORE") else ""
    return [f"* STATUS {quoted(folder.name)} ({numbers}{more})"]


def _select(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.mail.folders.get(visit.name(asked[2], literals))
    visit.folder, visit.writable = folder, asked[1].upper() == "SELECT"
    if folder is None or "\\noselect" in folder.attributes.lower():
        visit.folder = None
        return ["NO [NONEXISTENT] No such mailbox"]
    visit.told = {one.uid: frozenset(one.flags) for one in folder.letters}
    lines = [
        "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)",
        f"* {len(folder.letters)} EXISTS",
        f"* OK [UIDVALIDITY {folder.uidvalidity}] Validity",
        f"* OK [UIDNEXT {folder.uidnext}] Next",
    ]
    if visit.mail.can("CONDSTORE"):
        lines.append(f"* OK [HIGHESTMODSEQ {folder.modseq}] Highest")
    return [*lines, f"OK [{'READ-WRITE' if visit.writable else 'READ-ONLY'}] Open"]


def _create(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    name = visit.name(asked[1], literals)
    if name in visit.mail.folders:
        return ["NO [ALREADYEXISTS] It is there"]
    visit.mail.make(name)
    return []


def _fetch(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.folder
    if folder is None:
        return ["BAD Nothing is open"]
    if asked[1]:
        wanted = set(uid_set(asked[2], folder))
    else:
        numbers = Folder("", [Letter(n, b"") for n in range(1, len(folder.letters) + 1)])
        wanted = {folder.letters[n - 1].uid for n in uid_set(asked[2], numbers)}
    since = re.search(r"\(CHANGEDSINCE (\d+)\)", asked[3], re.I)
    items = asked[3][: since.start()] if since else asked[3]
    lines = []
    for number, one in enumerate(folder.letters, start=1):
        if one.uid in wanted and one.modseq > (int(since[1]) if since else -1):
            told = [_item(one, item) for item in ITEM.finditer(items)]
            if asked[1] and not any(item.startswith("UID ") for item in told):
                told.insert(0, f"UID {one.uid}")
            lines.append(f"* {number} FETCH ({' '.join(told)})")
    return lines


def _item(one: Letter, item: re.Match[str]) -> str:
    name = item[0].upper()
    if item["section"] is not None:
        data = _section(one.raw, item["section"])
        origin = ""
        if item["start"] is not None:
            origin = f"<{item['start']}>"
            data = data[int(item["start"]) :][: int(item["size"])]
        return f"BODY[{item['section']}]{origin} {{{len(data)}}}\r\n{_text(data)}"
    values = {
        "UID": f"UID {one.uid}",
        "FLAGS": f"FLAGS ({' '.join(sorted(one.flags))})",
        "INTERNALDATE": f'INTERNALDATE "{one.when}"',
        "RFC822.SIZE": f"RFC822.SIZE {len(one.raw)}",
        "MODSEQ": f"MODSEQ ({one.modseq})",
        "X-GM-MSGID": f"X-GM-MSGID {one.uid}",
        "EMAILID": f"EMAILID (E{one.uid})",
    }
    return values[name]


def _section(raw: bytes, section: str) -> bytes:
    if not section:
        return raw
    head = raw.partition(b"\r\n\r\n")[0] + b"\r\n"
    if section.upper() == "HEADER":
        return head + b"\r\n"
    names = {name.upper().encode() for name in re.findall(r"[^ ()]+", section.partition("(")[2])}
    fields = re.split(rb"(?<=\r\n)(?![ \t])", head)
    return b"".join(one for one in fields if one.partition(b":")[0].strip().upper() in names) + b"\r\n"


def _search(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.folder
    if folder is None:
        return ["BAD Nothing is open"]
    found = [one.uid for one in folder.letters]
    if named := re.search(r"\bUID ([\d:*,]+)", asked[1], re.I):
        found = uid_set(named[1], folder)
    if header := re.search(r'\bHEADER (\S+) "?([^"]*)"?', asked[1], re.I):
        mark = f"{header[1]}: {header[2]}".lower().encode()
        found = [u for u in found if (one := folder.at(u)) and mark in one.raw.lower()]
    return [f"* SEARCH {' '.join(map(str, found))}".rstrip()]


def _store(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.folder
    if folder is None or not visit.writable:
        return ["NO [READ-ONLY] It was opened for reading"]
    for uid in uid_set(asked[1], folder):
        folder.flag(uid, *asked[3].split(), on=asked[2] == "+")
        visit.told[uid] = frozenset(folder.letters[[one.uid for one in folder.letters].index(uid)].flags)
    return []


def _copy(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder, target = visit.folder, visit.mail.folders.get(visit.name(asked[3], literals))
    if folder is None or target is None:
        return ["NO [TRYCREATE] No such mailbox"]
    uids, first = uid_set(asked[2], folder), target.uidnext
    for uid in uids:
        letter = folder.at(uid)
        assert letter is not None
        target.put(letter.raw, flags=" ".join(letter.flags), when=letter.when)
    if asked[1].upper() == "MOVE":
        folder.take(*uids)
    if not uids or not visit.mail.can("UIDPLUS"):
        return []
    news = f"{first}:{target.uidnext - 1}"
    code = f"OK [COPYUID {target.uidvalidity} {','.join(map(str, uids))} {news}] Done"
    return [f"* {code}", *(line.decode() for line in visit.news())] if asked[1].upper() == "MOVE" else [code]


def _expunge(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.folder
    if folder is None or not visit.writable:
        return ["NO [READ-ONLY] It was opened for reading"]
    named = set(uid_set(asked[1], folder)) if asked[1] else {one.uid for one in folder.letters}
    folder.take(*(one.uid for one in folder.letters if one.uid in named and "\\Deleted" in one.flags))
    return []


def _append(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    folder = visit.mail.folders.get(visit.name(asked[1], literals))
    if folder is None:
        return ["NO [TRYCREATE] No such mailbox"]
    folder.put(literals[-1])
    return [f"OK [APPENDUID {folder.uidvalidity} {folder.uidnext - 1}] Done"]


def _close(visit: Visit, asked: re.Match[str], literals: tuple[bytes, ...]) -> Lines:
    visit.folder = None
    return []


COMMANDS: list[tuple[str, Work]] = [
    ("CAPABILITY", _capability),
    ("NOOP|CHECK|ENABLE .*", _nothing),
    ("LOGOUT", _goodbye),
    ("ID .*", _id),
    ("NAMESPACE", _namespace),
    ("(?:LIST|LSUB|XLIST) .*", _list),
    (f"STATUS {NAME} .*", _status),
    (rf"(SELECT|EXAMINE) {NAME}(?: \(.*\))?", _select),
    (f"CREATE {NAME}.*", _create),
    (r"(UID )?FETCH ([\d:*,]+) (.*)", _fetch),
    ("(?:UID )SEARCH (.*)", _search),
    (r"UID STORE ([\d:*,]+) ([+-])FLAGS(?:\.SILENT)? \(([^)]*)\)", _store),
    (rf"UID (COPY|MOVE) ([\d:*,]+) {NAME}", _copy),
    (r"(?:UID )?EXPUNGE ?([\d:*,]+)?", _expunge),
    (f"APPEND {NAME} .*", _append),
    ("CLOSE|UNSELECT", _close),
]
