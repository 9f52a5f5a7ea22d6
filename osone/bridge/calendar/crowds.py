"""Hours with more side by side than have room for a word: some of them, and how many more there are."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from osone.bridge.calendar.agenda import key_of
from osone.calendar.periods import HourBlock


class SideBySide(NamedTuple):
    """How many events stand side by side where each must have room for a word; 0 where any number may."""

    most: int = 0
    crowded: int = 0
    """The same beside a place that tells how many more there are."""


class CrowdedHours(NamedTuple):
    """Some of a day that are not drawn, which overlap one with the next."""

    hidden: Sequence[HourBlock]
    start: float
    """In hours of the clock on the wall."""
    end: float


def crowded(
    placed: Sequence[HourBlock], room: SideBySide, at: str
) -> tuple[Sequence[HourBlock], Sequence[CrowdedHours]]:
    """What is drawn of a day, and the hours in which there is more. The event of this key is always drawn."""
    drawn: list[HourBlock] = []
    more: list[CrowdedHours] = []
    for _group, members in groupby(placed, key=lambda one: one.group):
        cluster = list(members)
        if room.most == 0 or cluster[0].parts <= room.most:
            drawn += cluster
            continue
        last = max(1, room.crowded) - 1
        seen = [one for one in cluster if one.part <= last]
        under = next((one for one in cluster if one.part > last and key_of(one.occurrence) == at), None)
        if under is not None:
            # It takes the place of what stands there in its hours.
            seen = [one for one in seen if one.part != last or not _meet(one, under)]
            seen.append(under._replace(part=last))
        shown = {id(one.occurrence) for one in seen}
        drawn += [one._replace(parts=last + 1, crowded=True) for one in seen]
        more += _runs([one for one in cluster if id(one.occurrence) not in shown])
    return drawn, more


def _meet(one: HourBlock, other: HourBlock) -> bool:
    return one.start < max(other.end, other.start + 0.5) and other.start < max(one.end, one.start + 0.5)


def _runs(hidden: Sequence[HourBlock]) -> list[CrowdedHours]:
    """Those of them that overlap, one with the next, together."""
    runs: list[CrowdedHours] = []
    for one in sorted(hidden, key=lambda block: (block.start, block.part)):
        end = max(one.end, one.start + 0.5)
        if runs and one.start < runs[-1].end:
            runs[-1] = CrowdedHours([*runs[-1].hidden, one], runs[-1].start, max(runs[-1].end, end))
        else:
            runs.append(CrowdedHours([one], one.start, end))
    return runs
