"""Mail is never lost, doubled or wrongly deleted, and leaves once or never, whatever happens: tried on many schedules.

``make test`` tries the same fifty each time, ``make soak`` a thousand, these among them. Of one that falls the shortest
that does is shown: it belongs into ``test_kept``, as a sentence.
"""

from pathlib import Path

import pytest

from osone.host import environment
from tests.sync.soak.schedules import fall, made, shortest

SCHEDULES = "OSONE_SOAK"
"""How many schedules are tried, and from which number on, as in ``1000`` or ``1000 from 5000``."""
FEW = 50
PARTS = 10


def numbers() -> range:
    """The schedules of this run."""
    many, _from, first = (environment.value(SCHEDULES) or str(FEW)).partition(" from ")
    return range(int(first or 0), int(first or 0) + int(many))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mail_is_lost_doubled_or_wrongly_deleted_and_what_is_sent_leaves_once(part: int, tmp_path: Path) -> None:
    for number in numbers()[part::PARTS]:
        schedule = made(number)
        fell = fall(schedule, tmp_path / "world")
        if fell is not None:
            short = shortest(schedule, fell, tmp_path / "world")
            again = fall(short, tmp_path / "world")
            raise AssertionError(f"schedule {number} falls, and so does\n{short}") from again or fell
