"""Conditions as values: where a verb can be used, so that clashes are found when the program starts.

A situation is a set of facts such as ``screen:mail``, ``focus:thread`` or ``reading``. A fact with a colon belongs to a
group of which one can hold at a time.
"""

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """Facts that must hold and facts that must not."""

    needs: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()

    def holds(self, facts: Set[str]) -> bool:
        """Whether this is so now."""
        return self.needs <= facts and not self.bars & facts

    def meets(self, other: "Clause") -> bool:
        """Whether some situation fulfils both."""
        needs, bars = self.needs | other.needs, self.bars | other.bars
        if needs & bars:
            return False
        groups = [fact.partition(":")[0] for fact in needs if ":" in fact]
        return len(groups) == len(set(groups))


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of some clauses."""

    clauses: tuple[Clause, ...] = (Clause(),)

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(
            tuple(Clause(a.needs | b.needs, a.bars | b.bars) for a in self.clauses for b in other.clauses if a.meets(b))
        )

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(self.clauses + other.clauses)

    def holds(self, facts: Set[str]) -> bool:
        """Whether this is so now."""
        return any(clause.holds(facts) for clause in self.clauses)

    def overlaps(self, other: "Condition") -> bool:
        """Whether some situation fulfils both conditions."""
        return any(a.meets(b) for a in self.clauses for b in other.clauses)


def fact(name: str) -> Condition:
    """The condition that a fact holds."""
    return Condition((Clause(needs=frozenset({name})),))


def without(name: str) -> Condition:
    """The condition that a fact does not hold."""
    return Condition((Clause(bars=frozenset({name})),))


ALWAYS = Condition()
IN_MAIL = fact("screen:mail")
IN_CALENDAR = fact("screen:calendar")
IN_TASKS = fact("screen:tasks")
ON_THREAD = fact("focus:thread")
"""A conversation is under the cursor, selected or open."""
ON_TASK = fact("focus:task")
ON_EVENT = fact("focus:event")
ON_TURN = fact("focus:turn")
"""Something that was said in the talk is chosen, and the keyboard is on it."""
WRITING = fact("writing") & fact("screen:writing")
"""A draft is open, and before the person."""
WORDS_CHOSEN = WRITING & fact("words chosen")
"""Words of the draft's text are selected, with the keyboard there."""
FILE_OUT = WRITING & fact("file out")
"""A file was taken out of the draft, and that is the newest thing done to it."""
MAY_SEND_AGAIN = fact("may send.again") & fact("focus:draft")
"""The message at hand was refused, or may not have arrived."""
MAY_LEAVE = fact("may send.leave") & fact("focus:draft")
"""The message at hand may have arrived."""
ON_DRAFT = fact("focus:draft")
ON_BOX = fact("focus:box")
"""The name of a list is under the cursor."""
IN_LIST = fact("list")
"""A cursor moves on the screen."""
CREATES = fact("creates")
"""Something new can be begun on the screen."""
IN_TRASH, IN_JUNK = "box:trash", "box:junk"
"""Facts: the list at hand is that of what was deleted, or of junk."""
MUTED = "muted"
"""Fact: the conversations at hand are muted."""
READING = fact("reading") & IN_MAIL
"""A conversation is open."""
IN_READER = READING & fact("reader")
"""The keyboard is on the open conversation, not on the list beside it."""
WITH_FILES = READING & fact("files")
"""What is read brought files."""
WITH_LINKS = READING & fact("links")
"""What is read has links."""
INVITED = READING & fact("invited")
"""What is read asks for an answer to its invitation."""
IN_LINE = fact("text")
"""Words are being written."""
ONBOARDING = fact("screen:onboarding")
"""The first run asks its questions."""
MET = without("screen:onboarding")
"""The meeting is over: the house is open."""
