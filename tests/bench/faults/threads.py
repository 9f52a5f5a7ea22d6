"""Which messages are one conversation, after a real import: ``threads.json``."""

import json
from collections.abc import Mapping
from pathlib import Path

from osone.model.errors import OsOneError
from tests.bench.faults.imported import brought
from tests.bench.faults.judged import Judged


def judge(file: Path) -> Mapping[str, Judged]:
    """Judge every folder that the file names."""
    cases = json.loads(file.read_text())
    wrong = [line for case in cases if (line := _wrong(file.parent, case))]
    return {"threads": Judged(len(cases), wrong)}


def _wrong(base: Path, case: dict[str, object]) -> str:
    folder = base / str(case["folder"])
    accepted = [_sets(one["conversations"]) for one in (case, *case.get("or", ()))]  # type: ignore[misc]
    try:
        with brought(folder) as (_said, mails, _mine):
            names = {one.read_bytes(): one.name for one in folder.iterdir()}
            threads: dict[int, set[str]] = {}
            for mail in mails:
                threads.setdefault(mail.row.thread, set()).add(names.get(mail.raw, mail.row.subject))
    except OsOneError as error:
        return f"{case['folder']}: {error.whole}"
    found = _sets(threads.values())
    return "" if found in accepted else f"{case['folder']}: {sorted(map(sorted, found))}"


def _sets(groups: object) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}  # type: ignore[attr-defined]
