"""What of the faults found in use is right now: ``python -m tests.bench.eval_faults FOLDER``.

Reads whichever case files lie in the folder, judges each case through the real import, store, search, reader, views and
capture, and prints every wrong one. Numbers of files that are not there are null.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench.faults import calendar, html, imports, lines, messages, search, threads
from tests.bench.faults.judged import Judged

FILES: Mapping[str, tuple[str, ...]] = {
    "messages.json": ("messages",),
    "threads.json": ("threads",),
    "import.json": ("imports",),
    "html.json": ("html",),
    "search.json": ("search",),
    "cases.json": ("calendar",),
    "lines.json": ("lines", "not_dates"),
}
"""Each case file, and the numbers that it gives."""
JUDGES: Mapping[str, Callable[[Path], Mapping[str, Judged]]] = {
    "messages.json": messages.judge,
    "threads.json": threads.judge,
    "import.json": imports.judge,
    "cases.json": calendar.judge,
    "html.json": html.judge,
    "search.json": search.judge,
    "lines.json": lines.judge,
}
"""By case file: judges the file at this path, for each of its numbers."""


def main(folder: Path) -> int:
    """Judge, print what is wrong, a table, and last a line of JSON."""
    numbers: dict[str, float | None] = dict.fromkeys(name for names in FILES.values() for name in names)
    for file, judge in JUDGES.items():
        if not (folder / file).is_file():
            continue
        for name, judged in judge(folder / file).items():
            for sentence in judged.wrong:
                print(f"{name}: {sentence}")
            print(f"{name}: {judged.cases - len(judged.wrong)} of {judged.cases} right\n")
            numbers[name] = judged.share
    for name, share in numbers.items():
        print(f"{name:12}{'not judged' if share is None else f'{share:.4f}':>12}")
    print(json.dumps({"name": "eval_faults", "metrics": numbers}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
