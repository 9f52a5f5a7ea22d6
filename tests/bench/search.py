"""The newest 50 messages for what people search, beside libnotmuch in process: ``tests.bench.search MAILDIR``.

Both have the same mail. A search of ours is the whole of it: the words are read as a query, looked up in the encrypted
index, and held against what the store shows. A search of notmuch's is the query made, sorted newest first, and the
first 50 message ids read. The words are chosen by how often they are in this very mail, so any Maildir will do.
"""

import ctypes
import ctypes.util
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from osone.model.ids import seconds_of
from osone.queries import search as finding
from osone.store import files, messages
from tests.bench.index import run_ours
from tests.bench.measure import Goal, a_maildir, missing, notmuch_config, peer_cpu, percentile, place, show

GOALS = {"worst_ratio_notmuch": Goal(0.33), "p95_ms": Goal(20)}
NEWEST = 50
ROUNDS = 25
SAMPLE = 4000
NEWEST_FIRST = 1


@dataclass(frozen=True)
class Asked:
    """One search, in both languages."""

    name: str
    ours: str
    notmuch: str


class Notmuch:
    """A database of notmuch's, through its C library."""

    def __init__(self, base: Path, config: Path) -> None:
        name = ctypes.util.find_library("notmuch") or "libnotmuch.so.5"
        self._c = ctypes.CDLL(name)
        for function in ("query_create", "messages_get", "message_get_message_id"):
            getattr(self._c, f"notmuch_{function}").restype = ctypes.c_void_p
        self._database = ctypes.c_void_p()
        error = ctypes.c_char_p()
        done = self._c.notmuch_database_open_with_config(
            str(base).encode(), 0, str(config).encode(), None, ctypes.byref(self._database), ctypes.byref(error)
        )
        if done:
            raise OSError(f"libnotmuch: {error.value!r}")

    def newest(self, query: str) -> list[str]:
        """The ids of the newest messages for a query."""
        c = self._c
        asked = ctypes.c_void_p(c.notmuch_query_create(self._database, query.encode()))
        c.notmuch_query_set_sort(asked, NEWEST_FIRST)
        hits = ctypes.c_void_p()
        if c.notmuch_query_search_messages(asked, ctypes.byref(hits)):
            raise OSError(f"libnotmuch cannot search for {query}")
        found: list[str] = []
        while len(found) < NEWEST and c.notmuch_messages_valid(hits):
            message = ctypes.c_void_p(c.notmuch_messages_get(hits))
            given = c.notmuch_message_get_message_id(message)
            found.append(ctypes.string_at(given).decode("utf-8", "replace"))
            c.notmuch_messages_move_to_next(hits)
        c.notmuch_query_destroy(asked)
        return found

    def close(self) -> None:
        """Close it."""
        self._c.notmuch_database_close(self._database)


def questions(profile: Path) -> list[Asked]:
    """What to ask, of the words that are in this mail."""
    reader = files.open_store(profile, bytes(32)).reader()
    ids = [int(str(i)) for (i,) in reader.execute("SELECT id FROM message ORDER BY id")]
    step = max(1, len(ids) // SAMPLE)
    often: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for message in ids[::step]:
        words = re.findall(r"\b[a-z]{4,12}\b", (messages.plain(reader, message) or "").lower())
        often.update(set(words))
        pairs.update(set(pairwise(words)))
    ranked = [word for word, _ in often.most_common()]
    # Words that stand in a few mails, as text: what is found by one only, inside an encoded part, says nothing.
    few = [w for w in ranked if 3 <= often[w] <= 20 and len(set(w)) > 3] or ranked[-1:]
    rare = few[len(few) // 2]
    middle = [w for w in ranked if often[w] <= often[ranked[0]] // 10][:2] or ranked[:2]
    first, second = max(pairs, key=lambda pair: pairs[pair])
    sender = str(
        reader.execute("SELECT sender_email FROM message GROUP BY sender_email ORDER BY count(*) DESC LIMIT 1").get
    )
    name = re.split(r"[^A-Za-z0-9]", sender)[0]
    begin, end = (datetime.fromtimestamp(seconds_of(ids[len(ids) * part // 4]), UTC).date() for part in (1, 3))
    reader.close()
    return [
        Asked("rare", rare, rare),
        Asked("common", ranked[0], ranked[0]),
        Asked("two terms", " ".join(middle), " and ".join(middle)),
        Asked("from:", f"from:{name}", f"from:{name}"),
        Asked("phrase", f'"{first} {second}"', f'"{first} {second}"'),
        Asked("range", f"{ranked[1]} after:{begin} before:{end}", f"{ranked[1]} and date:{begin}..{end}"),
        Asked("meet*", "meet*", "meet*"),
    ]


def times(search: Callable[[], Sequence[object]]) -> tuple[list[float], int]:
    """Seconds of each of many runs after a first one, and how much was found."""
    found = len(search())
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        search()
        taken.append(time.perf_counter() - began)
    return taken, found


def main(given: Path | None = None) -> int:
    """Measure, and print."""
    lacking = missing("notmuch")
    if lacking:
        print("To measure against: apt-get install notmuch libnotmuch5.")
    with place() as here:
        maildir = a_maildir(given, here / "mail").resolve()
        run_ours(maildir, here / "profile")
        theirs = None
        if not lacking:
            config = notmuch_config(here / "notmuch", maildir)
            peer_cpu(["notmuch", f"--config={config}", "new", "--quiet"], here)
            theirs = Notmuch(here / "notmuch", config)
        reader = files.open_store(here / "profile", bytes(32)).reader()
        today = datetime.now(UTC).date()
        every: list[float] = []
        ratios: dict[str, float] = {}
        notes: list[str] = []
        for asked in questions(here / "profile"):
            mine, found = times(lambda a=asked: finding.find_words(reader, a.ours, NEWEST, today=today, zone=UTC))  # type: ignore[misc]
            every += mine
            note = f"{asked.name:<10} {statistics.median(mine) * 1e3:8.3f} ms, {found:>2} found"
            if theirs is not None:
                its, its_found = times(lambda a=asked, t=theirs: t.newest(a.notmuch))  # type: ignore[misc]
                ratios[asked.name] = statistics.median(mine) / statistics.median(its)
                note += f"   notmuch {statistics.median(its) * 1e3:8.3f} ms, {its_found:>2} found"
                note += f"   ratio {ratios[asked.name]:.3f}"
            notes.append(f"{note}   {asked.ours}")
        metrics = {"p95_ms": percentile(every, 0.95) * 1e3}
        if ratios:
            metrics["worst_ratio_notmuch"] = max(ratios.values())
        metrics |= {f"ratio_{name.strip(':*').replace(' ', '_')}": ratio for name, ratio in ratios.items()}
        show("search", metrics, GOALS, notes)
        reader.close()
        if theirs is not None:
            theirs.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
