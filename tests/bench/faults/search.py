"""Judges what searching finds: each query asked for whole words, over mail that was imported and indexed for real."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from osone.queries import query
from osone.queries import search as finding
from osone.store import files, values
from osone.sync import indexing, jobs
from osone.sync.working import Pace, open_files
from tests.bench.faults.judged import Judged
from tests.bench.measure import place


def judge(cases: Path) -> Mapping[str, Judged]:
    """A case is a query and the files that it finds."""
    told = json.loads(cases.read_text("utf-8"))
    wrong: list[str] = []
    with place() as here:
        store = files.open_store(here / "profile", bytes(32))
        mine = open_files(store)
        names: dict[int, str] = {}
        for name in told["files"]:
            jobs.bring(mine, cases.parent / told["folder"] / name, Pace(), lambda _what: None)
            for message in values.numbers(mine.core, "SELECT id FROM message"):
                names.setdefault(message, name)
        indexing.index_all(store, Pace(), lambda _what: None, once=True)
        today = datetime.now(UTC).date()
        for case in told["queries"]:
            hits = finding.find(mine.reader, query.parse(case["query"], today=today, zone=UTC), 1000)
            found = sorted(names[message] for message in hits)
            if found != sorted(case["finds"]):
                wrong.append(f"{case['query']} finds {found}, not {sorted(case['finds'])}")
        mine.close()
    return {"search": Judged(len(told["queries"]), wrong)}
