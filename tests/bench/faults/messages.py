"""Single messages, brought in and opened as a person would, and what is seen of them."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from html import unescape
from pathlib import Path
from typing import Any

from osone.app.bodies import read_message
from osone.model.mail import Flag, MessageRow, Role
from osone.queries import search
from osone.queries.query import parse as query_of
from osone.store import files, messages
from osone.store.files import Store
from osone.sync import importing, indexing
from osone.sync.importing import FoundMessage
from osone.sync.working import Files, Pace, open_files
from tests.bench.faults.judged import Judged, spaced


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person sees of a message."""

    row: MessageRow
    text: str
    files: Sequence[tuple[str, int]]
    """Name and size of each file that is offered."""
    store: Files

    def finds(self, words: str) -> bool:
        """Whether a search for whole words finds it."""
        query = query_of(words, today=date(2026, 11, 30), zone=UTC)
        return self.row.id in search.find(self.store.reader, query, 50)


def judge(file: Path) -> Mapping[str, Judged]:
    """Judge the cases of a file: ``messages``."""
    cases = json.loads(file.read_text("utf-8"))
    wrong = []
    for case in cases:
        found = list(faults(case, (file.parent / case["file"]).read_bytes()))
        if found:
            wrong.append(f"{case['file']}: {'; '.join(found)}")
    return {"messages": Judged(len(cases), wrong)}


def faults(case: Mapping[str, Any], raw: bytes) -> Iterator[str]:
    """What is wrong with a message; nothing where one of the accepted outcomes came."""
    with tempfile.TemporaryDirectory() as folder:
        store = files.open_store(Path(folder), files.new_key())
        mine = open_files(store)
        try:
            seen = opened(store, mine, raw)
            found = list(_faults(case, seen)) if seen is not None else ["it did not come in"]
            if found and seen is not None and any(not list(_faults(other, seen)) for other in case.get("or", ())):
                return
            yield from found
        finally:
            mine.close()


def opened(store: Store, mine: Files, raw: bytes) -> Seen | None:
    """Bring a message in, index it and open it; None where none came."""
    account = importing.account_here(mine, "Here", "me@example.test")
    one = FoundMessage(raw, Flag(0), "INBOX", Role.INBOX, 1_700_000_000)
    importing.bring_in(mine, account, [one], Pace(), lambda _what: None)
    indexing.index_all(store, Pace(), lambda _what: None, once=True)
    rows = messages.some(mine.reader, messages.newest(mine.reader, 1, 0, 1 << 62))
    if not rows:
        return None
    kept = messages.raw(mine.reader, rows[0].id)
    assert kept == raw
    read = read_message(mine.reader, rows[0], raw)
    text = "\n".join(plain(piece.html) for piece in read.pieces)
    return Seen(rows[0], text, [(name, size) for name, _, size, _ in read.files], mine)


def plain(html: str) -> str:
    """The words of what is drawn."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br\s*/?>", "\n", html)))


def has(text: str, words: str) -> bool:
    """Whether these words stand in a text; on its own lines where they hold a line end."""
    if "\n" in words:
        return words in "\n".join(spaced(line) for line in text.split("\n"))
    return spaced(words) in spaced(text)


def _faults(demands: Mapping[str, Any], seen: Seen) -> Iterator[str]:
    row = seen.row
    if "subject" in demands and spaced(row.subject) != spaced(demands["subject"]):
        yield f"subject {row.subject!r}"
    if "from" in demands and [row.sender.name, row.sender.email] != demands["from"]:
        yield f"from {row.sender.name!r} {row.sender.email!r}"
    for name, some in (("to", row.to), ("cc", row.cc)):
        if name in demands and not _addressed([[each.name, each.email] for each in some], demands[name]):
            yield f"{name} {[each.email for each in some]}"
    yield from (f"text lacks {words!r}" for words in demands.get("text_has", ()) if not has(seen.text, words))
    yield from (f"text has {words!r}" for words in demands.get("text_lacks", ()) if has(seen.text, words))
    names = [name for name, _ in seen.files]
    if "files" in demands and not same_names(names, demands["files"]):
        yield f"files {names}"
    for name, size in demands.get("sizes", {}).items():
        if (name, size) not in seen.files:
            yield f"sizes {list(seen.files)}"
    yield from (f"not found by {words!r}" for words in demands.get("found_by", ()) if not seen.finds(words))
    yield from (f"preview has {words!r}" for words in demands.get("preview_lacks", ()) if has(row.snippet, words))


def _addressed(ours: Sequence[Sequence[str]], wanted: Sequence[Sequence[str] | str]) -> bool:
    return len(ours) == len(wanted) and all(
        want == (mine[1] if isinstance(want, str) else list(mine)) for mine, want in zip(ours, wanted, strict=True)
    )


def same_names(ours: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the same files are offered; ``*.eml`` is any name of that ending."""
    left = list(ours)
    for want in sorted(wanted, key=lambda name: name.startswith("*")):
        found = next((n for n in left if n == want or (want[:1] == "*" and n.endswith(want[1:]))), None)
        if found is None:
            return False
        left.remove(found)
    return not left
