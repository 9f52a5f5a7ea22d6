"""How many recurrence rules of a case file (RRULE, DTSTART, INSTANCES) come out as it says.

``python -m tests.bench.eval_recurrence FILE``
"""

import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from osone.calendar import ics
from osone.calendar.recurrence import occurrences

BLOCK = re.compile(r"RRULE:(.*)\nDTSTART:(.*)\n(?:START-AT:.*\n)?INSTANCES:(.*)")


def moment(text: str) -> datetime:
    """A date or a time as the case file writes it, taken as UTC."""
    text = text.strip().rstrip("Z")
    return datetime.strptime(text, "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d").replace(tzinfo=UTC)


def main(path: Path) -> None:
    """Print every case that differs, a table, and one line of JSON."""
    total = agree = 0
    for rule, first, listed in BLOCK.findall(path.read_text()):
        if "*" in listed or not listed.strip():
            continue
        total += 1
        expected = [moment(text) for text in listed.split(",")]
        stamp = f"DTSTART:{first}" if "T" in first else f"DTSTART;VALUE=DATE:{first}"
        lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", stamp, f"RRULE:{rule}", "END:VEVENT", "END:VCALENDAR", ""]
        reading = ics.read("\r\n".join(lines))
        found: list[datetime] = []
        if reading.events:
            until = expected[-1] + timedelta(seconds=1)
            found = [one.start for one in occurrences(reading.events[0], expected[0], until, UTC)]
        if found == expected:
            agree += 1
        else:
            print(f"  differs: {rule}  from {first}: {[f'{one:%Y%m%dT%H}' for one in found[:4]]} for {listed[:60]}")
    share = agree / max(1, total)
    print(f"{'cases':10}{'agree':>10}{'share':>10}\n{total:<10}{agree:>10}{share:>10.3f}")
    print(json.dumps({"name": "eval_recurrence", "metrics": {"cases": total, "agree": round(share, 4)}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
