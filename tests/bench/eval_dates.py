"""How many dates in words are understood as two public test sets say, and how many other words are taken for dates.

``python -m tests.bench.eval_dates FOLDER`` (with ``duckling-en.json`` and ``recognizers-en.json``)
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from osone.calendar.grammar.meaning import Span
from osone.calendar.grammar.words import find

INNOCENT = (
    "Jane will monitor the paprika in march formation",
    "we may sat down with mon ami in the sun",
    "second thoughts on the first draft",
    "chapter 3 of 12, page 4",
    "call 555 1234 about invoice 2026-118",
    "the Friday-night lights of Augustin",
    "version 3.11 is out",
    "I decided to wed",
    "buy 2 lemons and 12 eggs",
    "Mary march past the weekly news",
)


def moment(parts: list[int]) -> datetime:
    """Year, month, day, hour, minute, second."""
    year, month, day, *clock = parts
    hour, minute, second = clock
    return datetime(year, month, day, hour, minute, second)


def agrees(span: Span, wanted: list[datetime], kind: str) -> bool:
    """Whether the beginning is that (and the end, give or take how ends are counted, for intervals)."""
    at = span.at.replace(tzinfo=None) if span.at else None
    if at is None or at != wanted[0]:
        return False
    if "Interval" in kind and len(wanted) > 1:
        until = span.until.replace(tzinfo=None) if span.until else None
        return until is not None and abs(until - wanted[1]) <= timedelta(hours=1)
    return True


def main(folder: Path) -> None:
    """Print a table and one line of JSON; with ``-v`` every miss."""
    loud = "-v" in sys.argv
    metrics: dict[str, float] = {}
    duckling = json.loads((folder / "duckling-en.json").read_text())
    reference = datetime.fromisoformat(duckling["reference"])
    for name in ("datetime", "datetimeInterval", "datetimeHoliday"):
        cases = [case for case in duckling["cases"] if case["kind"] == name]
        right = 0
        for case in cases:
            spans = find(case["text"], reference)
            good = len(spans) == 1 and agrees(spans[0], [moment(parts) for parts in case["vals"]], name)
            right += good
            if loud and not good and "Holiday" not in name:
                heard = [(case["text"][s.start : s.end], str(s.at)[:19], str(s.until)[:19]) for s in spans]
                print(f"  {name[8:] or 'Point'}: {case['text']!r} {case['vals']} got {heard}")
        metrics[f"duckling_{name}"] = right / max(1, len(cases))
    cases = json.loads((folder / "recognizers-en.json").read_text())["cases"]
    right = overlaps = 0
    for case in cases:
        spans = find(case["text"], datetime.fromisoformat(case["ref"]))
        begin = case["text"].lower().find(case["span"])
        near = [span for span in spans if span.start < begin + len(case["span"]) and span.end > begin]
        told = {str(span.at)[:10] if case["type"] == "date" else str(span.at)[:19] for span in near if span.at}
        good = len(near) == 1 and bool(told & set(case["vals"]))
        right += good
        overlaps += bool(near)
        if loud and not good:
            print(f"  {case['text']!r} ref {case['ref'][:16]} wants {case['vals']} got {told}")
    metrics["recognizers"] = right / len(cases)
    metrics["recognizers_found"] = overlaps / len(cases)
    now = datetime(2026, 11, 22, 10, 0)
    metrics["false_positives"] = sum(bool(find(text, now)) for text in INNOCENT) / len(INNOCENT)
    for key, value in metrics.items():
        print(f"{key:28}{value:8.3f}")
    print(json.dumps({"name": "eval_dates", "metrics": {key: round(value, 4) for key, value in metrics.items()}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
