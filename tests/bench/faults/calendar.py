"""Judges calendar files: each is imported as a person would, kept in a store, and looked at as a view does."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from osone.model.calendar import Occurrence
from osone.model.errors import CommandError
from osone.queries import day
from osone.store import files
from osone.sync import jobs
from osone.sync.working import Files, Pace, open_files
from tests.bench.faults.judged import Judged, spaced


def judge(file: Path) -> Mapping[str, Judged]:
    """Judge each case: ``file`` (or ``files``, one after the other), ``zone``, ``since``, ``until``, ``expected``.

    ``told`` are words that what the import says must hold.
    """
    cases = json.loads(file.read_text("utf-8"))
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as empty:
        key = files.new_key()
        files.open_store(Path(empty), key)
        for case in cases:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copytree(empty, folder, dirs_exist_ok=True)
                sentence = _judged(case, file.parent, files.open_store(Path(folder), key))
            if sentence:
                wrong.append(f"{_names(case)}: {sentence}")
    return {"calendar": Judged(len(cases), wrong)}


def _judged(case: Mapping[str, Any], folder: Path, store: files.Store) -> str:
    """What is wrong with a case; empty where nothing is."""
    opened = open_files(store)
    try:
        said = [_brought(opened, folder / name) for name in _names(case)]
        zone = ZoneInfo(case["zone"])
        since, until = (datetime.fromisoformat(case[key]).astimezone(zone) for key in ("since", "until"))
        found = sorted(_line(one) for one in day.occurrences(opened.reader, since, until))
    except Exception as error:  # noqa: BLE001 - a judge tells what fell and goes on
        return f"fell with {error!r}"
    finally:
        opened.close()
    for demands in (case, *({"expected": other} if isinstance(other, list) else other for other in case.get("or", ()))):
        expected = demands.get("expected")
        shown = expected is None or found == sorted(map(spaced, expected))
        if shown and all(word.casefold() in " ".join(said).casefold() for word in demands.get("told", ())):
            return ""
    return f"{found} for {case.get('expected')}; said {said}"


def _brought(opened: Files, path: Path) -> str:
    """What an import says at its end; of a file of which nothing could be read, what is said of that."""
    try:
        return jobs.bring(opened, path, Pace(), lambda _what: None)
    except CommandError as error:
        return error.whole


def _names(case: Mapping[str, Any]) -> list[str]:
    return list(case.get("files", ())) or [case["file"]]


def _line(one: Occurrence) -> str:
    all_day = "allday " if one.all_day else ""
    return spaced(f"{one.start:%Y-%m-%d %H:%M}–{one.end:%m-%d %H:%M} {all_day}{one.title}")
