"""Lines that are written into the box: what they become, when, how often, and words in which there is no date."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from osone.queries.line import EVENT, TASK, understand
from tests.bench.faults.judged import Judged, spaced

_NOW = re.compile(r"(\S+) (\S+)")
"""As ``2026-11-18T10:15 Europe/London``."""


def judge(file: Path) -> Mapping[str, Judged]:
    """Judge every line, and every sentence that holds no date."""
    cases = json.loads(file.read_text("utf-8"))
    said = _NOW.match(cases["now"])
    assert said is not None, cases["now"]
    now = datetime.fromisoformat(said[1]).replace(tzinfo=ZoneInfo(said[2]))
    wrong = [told for case in cases["lines"] if (told := _wrong(case, now))]
    dated = [told for line in cases["not_dates"] if (told := _dated(line, now))]
    return {
        "lines": Judged(len(cases["lines"]), wrong),
        "not_dates": Judged(len(cases["not_dates"]), dated),
    }


def _wrong(case: Mapping[str, object], now: datetime) -> str:
    """What is wrong with the reading of a line; empty where it is right."""
    heard = understand(str(case["line"]), now)
    task, event = heard.task, heard.event
    came: dict[str, object]
    if heard.kind == EVENT and event is not None:
        day = event.all_day
        came = {
            "title": spaced(event.title),
            "start": _said(event.start, day=day),
            "end": _said(event.end, day=day),
            "rule": event.rule,
            "place": event.place,
            "people": list(event.people),
        }
    else:
        due = task.due
        came = {
            "title": spaced(task.title),
            "start": "" if due is None else _said(due, day=False) if isinstance(due, datetime) else due.isoformat(),
            "end": "",
            "rule": task.repeats or (event.rule if event is not None else ""),
        }
    faults = []
    if case.get("kind", "either") not in ("either", heard.kind if event is not None or heard.kind == TASK else ""):
        faults.append(f"a {heard.kind}")
    for key in ("title", "start", "end", "place", "people"):
        wanted = case.get(key)
        if wanted in (None, "") or key not in came:
            continue
        if came[key] not in (wanted if isinstance(wanted, list) and key != "people" else [wanted]):
            faults.append(f"{key} {came[key]!r} and not {wanted!r}")
    rule = case.get("rule", "")
    if (rule is None and came["rule"]) or (rule and came["rule"] != rule):
        faults.append(f"rule {came['rule']!r} and not {rule!r}")
    return f"{case['line']!r}: {', '.join(faults)}" if faults else ""


def _dated(line: str, now: datetime) -> str:
    heard = understand(line, now)
    if heard.event is None and heard.task.due is None and spaced(heard.task.title) == spaced(line):
        return ""
    when = heard.event.start if heard.event is not None else heard.task.due
    return f"{line!r}: taken for {when}"


def _said(at: datetime, *, day: bool) -> str:
    return at.date().isoformat() if day else at.strftime("%Y-%m-%dT%H:%M")
