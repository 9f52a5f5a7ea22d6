"""What a judge of cases found, and how a wrong case is told."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judged:
    """The cases of one kind: how many there are, and what is wrong, a line for each case that is."""

    cases: int
    wrong: Sequence[str]

    @property
    def share(self) -> float:
        """How many of them are right, 0 to 1; 1 where there is no case."""
        return round(1 - len(self.wrong) / self.cases, 4) if self.cases else 1.0


def spaced(text: str) -> str:
    """Text as cases compare it: blanks and no-break spaces are one blank, and none stands at an end."""
    return " ".join(text.replace("\xa0", " ").split())
