"""Schedules: who does what in which order, and what goes wrong meanwhile; made from a number, run, and made shorter.

A schedule is a value that is made without a look at the world: what it names is counted among what is there by then.
So any part of one is a schedule too, and the shortest that still fails is found by leaving steps out, in a bounded
number of tries. Hypothesis' state machines were tried first: of its schedules hardly any got as far as handing over a
message, for most of what it draws is small or the same, and to shorten one took minutes without a bound.
"""

import shutil
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.parts.memory import Fault
from tests.sync.soak import laws
from tests.sync.soak.noted import ABILITIES, ENGINE, LANES, OTHER, PERSON, Act, Disk, Trouble
from tests.sync.soak.world import World, world

STEPS = (8, 30)
SAID = {"receive": 26, "act": 14, "send": 12}
"""Things that are said in a longer step of each lane, about."""
COMMITS = 8
WAITS = (1, 11, 11, 61, 700)
TRIES = 400
"""Schedules that are tried to find a shorter one."""


@dataclass(frozen=True)
class Works:
    """A lane of the engine works."""

    lane: str
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Waits:
    """Time goes by."""

    seconds: int


@dataclass(frozen=True)
class Fills:
    """The disk is full, or has room again."""

    full: bool


@dataclass(frozen=True)
class Dies:
    """The engine is killed while it does nothing."""


@dataclass(frozen=True)
class Rests:
    """All comes to rest, and the laws must hold."""


Step = Act | Works | Waits | Fills | Dies | Rests


@dataclass(frozen=True)
class Schedule:
    """How it begins, and what follows. It always ends with a rest."""

    abilities: str = "all"
    keeps_copies: bool = False
    letters: int = 2
    known: bool = True
    steps: tuple[Step, ...] = ()


def made(number: int) -> Schedule:
    """The schedule of this number: always the same."""
    dice = Random(number)
    steps = [step for _step in range(dice.randint(*STEPS)) for step in _some(dice)]
    return Schedule(
        dice.choice(list(ABILITIES)), dice.random() < 0.3, dice.randint(1, 4), dice.random() < 0.8, tuple(steps)
    )


def _act(dice: Random, who: str, what: Sequence[str]) -> Act:
    return Act(who, dice.choice(what), dice.randrange(6), dice.randrange(4))


def _some(dice: Random) -> Iterator[Step]:
    """What may happen next."""
    kind = dice.choices(("engine", "person", "other", "wait", "fill", "die", "rest"), (9, 7, 3, 3, 0.6, 0.4, 0.7))[0]
    match kind:
        case "engine":
            lane = dice.choice(ENGINE)
            yield Works(lane, _trouble(dice, lane) if dice.random() < 0.6 else None)
        case "person":
            yield _act(dice, "person", PERSON)
        case "other":
            yield _act(dice, "other", OTHER)
        case "wait":
            yield Waits(dice.choice(WAITS))
        case "fill":
            yield Fills(True)
            yield _act(dice, "person", PERSON)
            yield Works(dice.choice(ENGINE))
            yield Fills(dice.random() < 0.3)
        case "die":
            yield Dies()
        case _:
            yield Rests()


def _trouble(dice: Random, lane: str) -> Trouble:
    at = dice.randrange(SAID[lane])
    if dice.random() < 0.35:
        others = [
            ("person", PERSON),
            ("person", PERSON),
            ("other", OTHER),
            ("engine", [o for o in ENGINE if o != lane]),
        ]
        return Trouble(None, at, dice.random() < 0.5, _act(dice, *dice.choice(others)))
    if dice.random() < 0.25:
        return Trouble(dice.choice(list(Disk)), dice.randrange(COMMITS))
    return Trouble(dice.choice(list(Fault)), at)


def run(schedule: Schedule, folder: Path) -> World:
    """Carry out a schedule in an empty folder. AssertionError where a law does not hold, and whatever falls."""
    with world(
        folder,
        abilities=schedule.abilities,
        keeps_copies=schedule.keeps_copies,
        letters=schedule.letters,
        known=schedule.known,
    ) as here:
        for step in (*schedule.steps, Rests()):
            _take(here, step)
    return here


def _take(here: World, step: Step) -> None:
    match step:
        case Act():
            here.do(step)
        case Works(lane, trouble):
            here.step(LANES[lane], trouble)
        case Waits(seconds):
            here.wait(seconds)
        case Fills(full):
            here.full = full
        case Dies():
            here.killed()
        case Rests():
            here.rest()
            laws.hold(here)


def fall(schedule: Schedule, folder: Path) -> BaseException | None:
    """What falls of a schedule, or nothing."""
    try:
        run(schedule, folder)
    except Exception as error:  # noqa: BLE001 whatever falls is what is looked for
        return error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def _where(error: BaseException) -> tuple[str, str]:
    """What fell, and where: by that two falls are the same."""
    frames = list(traceback.extract_tb(error.__traceback__))
    return type(error).__name__, frames[-1].name


def shortest(schedule: Schedule, fell: BaseException, folder: Path) -> Schedule:
    """The shortest schedule that is found, in so many tries, of those that fall as this one does."""
    tries = 0

    def still(one: Schedule) -> bool:
        nonlocal tries
        tries += 1
        error = fall(one, folder) if tries <= TRIES else None
        return error is not None and _where(error) == _where(fell)

    before = None
    while before != schedule:
        before = schedule
        size = max(1, len(schedule.steps) // 2)
        while size:
            at = 0
            while at < len(schedule.steps):
                fewer = replace(schedule, steps=schedule.steps[:at] + schedule.steps[at + size :])
                if still(fewer):
                    schedule = fewer
                else:
                    at += size
            size //= 2
        for plainer in _plainer(schedule):
            if still(plainer):
                schedule = plainer
                break
    return schedule


def _plainer(schedule: Schedule) -> Iterator[Schedule]:
    """The same with one thing less that is out of the ordinary."""
    usual = Schedule()
    for name in ("abilities", "keeps_copies", "letters", "known"):
        if getattr(schedule, name) != getattr(usual, name):
            yield replace(schedule, **{name: getattr(usual, name)})
    if schedule.letters > 1:
        yield replace(schedule, letters=1)
    for place, step in enumerate(schedule.steps):
        for other in _plainer_step(step):
            yield replace(schedule, steps=(*schedule.steps[:place], other, *schedule.steps[place + 1 :]))


def _plainer_step(step: Step) -> Iterator[Step]:
    if isinstance(step, Act):
        if step.which:
            yield replace(step, which=0)
        if step.where:
            yield replace(step, where=0)
    elif isinstance(step, Works) and step.trouble is not None:
        yield replace(step, trouble=None)
        if step.trouble.others is not None:
            for act in _plainer_step(step.trouble.others):
                assert isinstance(act, Act)
                yield replace(step, trouble=replace(step.trouble, others=act))
        if step.trouble.late:
            yield replace(step, trouble=replace(step.trouble, late=False))
