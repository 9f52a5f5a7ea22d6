"""Whether every conversation is one: its messages name each other, and notmuch does not part what is together here."""

import email
import email.policy
import json
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

import apsw

from osone.store import messages
from tests.bench.mails import kept

_ID = re.compile(r"<\s*([^<>]+?)\s*>")
_LARGEST = 5
"""Conversations that are printed with their subjects."""


def numbered(reader: apsw.Connection, mails: Sequence[bytes]) -> dict[int, int]:
    """Which of the mails each message in the store is."""
    number = {kept.digest(raw): at for at, raw in enumerate(mails)}
    found: dict[int, int] = {}
    for (message,) in reader.execute("SELECT id FROM message").fetchall():
        raw = messages.raw(reader, int(str(message)))
        if raw is not None:
            found[int(str(message))] = number[kept.digest(raw)]
    return found


def measured(reader: apsw.Connection, config: Path, mails: Sequence[bytes]) -> Mapping[str, float]:
    """How many conversations hold strangers, and where notmuch has other ones."""
    place = numbered(reader, mails)
    heads = [email.message_from_bytes(raw, policy=email.policy.compat32) for raw in mails]
    rows = reader.execute("SELECT id, thread FROM message").fetchall()
    ours = {place[int(str(message))]: int(str(thread)) for message, thread in rows}
    theirs = _theirs(config)
    together = _grouped(ours)
    strangers = [group for group in together if len(_tied(group, heads)) > 1]
    apart = [group for group in together if len({theirs[at] for at in group}) > 1]
    joined = [group for group in _grouped(theirs) if len({ours[at] for at in group}) > 1]
    unexplained = [group for group in joined if len(_tied(group, heads)) < len({ours[at] for at in group})]
    for group in sorted(together, key=len, reverse=True)[:_LARGEST]:
        subjects = Counter(_bare(str(heads[at].get("Subject", ""))) for at in group)
        said = ", ".join(f"{subject} ({count})" for subject, count in subjects.most_common(4))
        print(f"  {len(group):>4} messages: {said}")
    for group in (*strangers, *apart, *unexplained):
        print(f"  STRANGERS: {sorted(_bare(str(heads[at].get('Subject', ''))) for at in group)[:8]}")
    print(f"  {len(joined)} conversations of notmuch are several here: nothing but somebody's address ties them")
    return {
        "conversations": float(len(together)),
        "with_strangers": float(len(strangers)),
        "parted_by_notmuch": float(len(apart)),
        "joined_by_notmuch": float(len(joined)),
        "threads_unexplained": float(len(unexplained)),
    }


def _grouped(where: Mapping[int, int]) -> list[set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for at, group in where.items():
        groups[group].add(at)
    return [group for group in groups.values() if len(group) > 1]


def _theirs(config: Path) -> dict[int, int]:
    line = ["notmuch", f"--config={config}", "show", "--format=json", "--body=false", "--exclude=false", "*"]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    found: dict[int, int] = {}
    for thread, tree in enumerate(json.loads(done.stdout)):
        waiting = list(tree)
        while waiting:
            message, replies = waiting.pop()
            waiting += replies
            for name in message["filename"] if message else ():
                found[int(Path(name).name.partition(".")[0])] = thread
    return found


def _ids(head: Message) -> set[str]:
    """The ids in a head, by brackets alone; what is an address of somebody in it is none."""
    given = " ".join(
        str(value) for name in ("Message-ID", "In-Reply-To", "References") for value in head.get_all(name, [])
    )
    return {"".join(one.split()).lower() for one in _ID.findall(given)}


def _people(heads: Iterable[Message]) -> set[str]:
    fields = ("From", "Sender", "Reply-To", "To", "Cc")
    given = [str(value) for head in heads for name in fields for value in head.get_all(name, [])]
    return {address.lower() for _name, address in getaddresses(given)}


def _tied(group: Iterable[int], heads: Sequence[Message]) -> list[set[int]]:
    """The messages of a group, parted where no id stands in both parts."""
    group = list(group)
    people = _people(heads[at] for at in group)
    parts: list[tuple[set[int], set[str]]] = []
    for at in group:
        mine, ids = {at}, _ids(heads[at]) - people
        others = []
        for part, known in parts:
            if known & ids:
                mine |= part
                ids |= known
            else:
                others.append((part, known))
        parts = [*others, (mine, ids)]
    return [part for part, _ in parts]


def _bare(subject: str) -> str:
    return " ".join(re.sub(r"(?i)^(?:\s*(?:re|fwd?|aw)(?:\[\d+\])?:|\s*\[[^\]]*\])+", "", subject).split())
