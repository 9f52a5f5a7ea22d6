"""What is held after a real import from the disk, and what was said of it: ``import.json``."""

import base64
import gzip
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import zstandard

from osone.model.errors import OsOneError
from tests.bench.faults.imported import Held, brought
from tests.bench.faults.judged import Judged, spaced

HERE = "{here}"
LOOKS_AT = frozenset(
    {"path", "or", "before", "why", "mails", "subjects", "dates", "folders", "flags", "text_has", "text_lacks", "told"}
)


def judge(file: Path) -> Mapping[str, Judged]:
    """Judge every import that the file names."""
    cases = json.loads(file.read_text())
    wrong = [line for case in cases if (line := _wrong(file.parent, case))]
    return {"imports": Judged(len(cases), wrong)}


def _wrong(base: Path, case: dict[str, Any]) -> str:
    demands = [case, *case.get("or", ())]
    unknown = {key for one in demands for key in one} - LOOKS_AT
    if unknown:
        return f"{case['path']}: no judge for {', '.join(sorted(unknown))}"
    with tempfile.TemporaryDirectory() as scratch:
        path = base / case["path"]
        if "before" in case:
            path = _copied(path, Path(scratch).resolve(), case["before"])
        try:
            with brought(path) as (said, mails, _mine):
                found = [list(_faults(one, said, mails)) for one in demands]
        except OsOneError as error:
            found = [list(_faults(one, error.whole, [])) for one in demands]
    return "" if not all(found) else f"{case['path']}: {'; '.join(found[0])}"


def _copied(path: Path, scratch: Path, before: Mapping[str, Any]) -> Path:
    here = scratch / path.name
    if path.is_dir():
        shutil.copytree(path, here, symlinks=True)
    else:
        shutil.copy(path, here)
    for one in (here, *here.rglob("*")):
        if not one.is_symlink():
            one.chmod(0o755 if one.is_dir() else 0o644)
    for name in before.get("folders", ()):
        (here / name).mkdir(parents=True, exist_ok=True)
    for name, content in _pairs(before.get("files", {})):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        with (here / name).open("wb") as file:
            if isinstance(content, int):
                file.truncate(content)
            else:
                file.write(_bytes(content, here))
    for name, target in _pairs(before.get("links", {})):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).symlink_to(target.replace(HERE, str(here)))
    for name, second in _pairs(before.get("times", {})):
        os.utime(here / name, (second, second))
    return here


def _pairs(some: Mapping[str, Any] | Iterable[Sequence[Any]]) -> Iterable[tuple[str, Any]]:
    return some.items() if isinstance(some, Mapping) else [(str(one[0]), one[1]) for one in some]


def _bytes(content: str | Mapping[str, str], here: Path) -> bytes:
    if isinstance(content, str):
        return content.replace(HERE, str(here)).encode()
    [(how, text)] = content.items()
    if how == "base64":
        return base64.b64decode(text)
    data = text.replace(HERE, str(here)).encode()
    return gzip.compress(data) if how == "gzip" else zstandard.compress(data) if how == "zstd" else data


def _faults(case: Mapping[str, Any], said: str, mails: Sequence[Held]) -> Iterator[str]:
    """Tell what is not as this outcome demands."""
    subjects = sorted(mail.row.subject for mail in mails)
    if case.get("mails", len(mails)) != len(mails):
        yield f"{len(mails)} mails instead of {case['mails']} ({said})"
    if sorted(case.get("subjects", subjects)) != subjects:
        yield f"subjects {subjects}"
    counted = Counter(folder for mail in mails for folder in mail.folders)
    for end, count in case.get("folders", {}).items():
        there = sum(n for folder, n in counted.items() if folder == end or folder.endswith(f"/{end}"))
        if there != count:
            yield f"{there} in {end} instead of {count}, of {dict(counted)}"
    for word in [case["told"]] if isinstance(case.get("told"), str) else case.get("told", ()):
        if spaced(word).casefold() not in spaced(said).casefold():
            yield f"{word!r} is not told: {said}"
    for subject, wanted in case.get("dates", {}).items():
        if not any(mail.day == wanted for mail in mails if mail.row.subject == subject):
            yield f"{subject} is of {[mail.day for mail in mails if mail.row.subject == subject]}"
    for subject, flags in case.get("flags", {}).items():
        if not any(mail.flags == set(flags) for mail in mails if mail.row.subject == subject):
            yield f"{subject} has {[sorted(mail.flags) for mail in mails if mail.row.subject == subject]}"
    for key, lacks in (("text_has", False), ("text_lacks", True)):
        for subject, words in case.get(key, {}).items():
            text = "\n".join(mail.text for mail in mails if mail.row.subject == subject)
            for word in [words] if isinstance(words, str) else words:
                if (word in text if "\n" in word else spaced(word) in spaced(text)) is lacks:
                    yield f"{subject} {'holds' if lacks else 'lacks'} {word!r}"
