"""A process of ours: how it is started, how it ends, and when one that falls comes again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.host import child, paths
from osone.host.child import BRIEF_S, LONGEST_WAIT_S, STEADY_S, Child, Falls, RestingError, command

ECHO = "import sys\nfor line in sys.stdin: print(line.strip(), flush=True)\n"
ROUNDING_S = 1e-6
"""What sums of floats may be off by."""
STUBBORN = "import signal, sys, time\nprint('here', flush=True)\nwhile True: time.sleep(1)\n"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@given(st.lists(st.floats(0, STEADY_S - 0.1), min_size=1, max_size=40))
def test_a_child_that_falls_again_and_again_is_waited_for_ever_longer_and_never_too_long(runs: list[float]) -> None:
    falls, now, waits = Falls(), 1000.0, []
    for run in runs:
        falls.start(now)
        now += run
        falls.fall(now)
        waits.append(falls.wait(now))
        now += waits[-1]
        assert falls.wait(now) < ROUNDING_S, "after its wait it may come"
    assert waits[0] == 0, "the first time nobody should notice"
    assert waits == sorted(waits)
    assert max(waits) <= LONGEST_WAIT_S


@given(st.integers(1, 40))
def test_a_good_time_makes_up_for_every_fall_before_it(count: int) -> None:
    falls = Falls()
    for now in range(count):
        falls.start(now)
        falls.fall(now)
    falls.start(100.0)
    falls.fall(100.0 + STEADY_S)
    assert falls.wait(100.0 + STEADY_S) == 0


def test_one_start_is_one_fall_however_often_it_is_noticed() -> None:
    falls = Falls()
    falls.start(1.0)
    for _ in range(5):
        falls.fall(2.0)
    assert falls.count == 1


async def test_it_says_its_first_line_and_ends_with_its_input() -> None:
    one = Child(python(ECHO))
    process = await one.start(b"good morning\n")
    assert process.stdout is not None
    assert await process.stdout.readline() == b"good morning\n"
    assert await one.start(b"again\n") is process, "it runs already"
    await one.end()
    assert (one.pid, process.returncode, one.falls.count) == (None, 0, 0)


async def test_one_that_does_not_go_is_made_to() -> None:
    one = Child(python(STUBBORN))
    process = await one.start()
    assert process.stdout is not None
    await process.stdout.readline()
    await one.end(patience_s=0.05)
    assert process.returncode == -signal.SIGKILL
    assert one.pid is None


async def test_one_that_dies_at_once_is_left_to_rest() -> None:
    one = Child(python("raise SystemExit(1)"))

    async def live(times: int) -> None:
        for _ in range(times):
            process = await one.start()
            await process.wait()

    await live(2)
    with pytest.raises(RestingError):
        await live(20)
    assert one.falls.wait(time.monotonic()) > BRIEF_S
    assert one.pid is None


async def test_one_that_was_killed_comes_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "BRIEF_S", 0)
    one = Child(python(ECHO))
    first = await one.start()
    os.kill(first.pid, signal.SIGKILL)
    await first.wait()
    second = await one.start(patience_s=0)
    assert second.pid != first.pid
    await one.end()


async def test_what_it_says_beside_goes_to_its_log_and_its_environment_is_ours_and_more(tmp_path: Path) -> None:
    code = "import os, sys; print(os.environ['ONE'], 'PATH' in os.environ, file=sys.stderr)"
    one = Child(python(code), more={"ONE": "more"}, log=tmp_path / "log")
    process = await one.start()
    await process.wait()
    assert (tmp_path / "log").read_text() == "more True\n"
    await one.end()


async def test_a_program_that_is_not_there_is_an_oserror() -> None:
    with pytest.raises(OSError, match="no/such"):
        await Child(["/there/is/no/such/program"]).start()


def test_this_program_starts_itself_by_its_name_or_by_a_module_of_its_own() -> None:
    assert command("engine", "--child") == [sys.executable, "-m", "osone", "engine", "--child"]
    assert command("voice", module="osone.voice.child") == [sys.executable, "-m", "osone.voice.child"]
    done = subprocess.run([*command("--version")], capture_output=True, text=True, check=True, cwd=paths.ROOT)
    assert done.stdout.startswith("OS One ")


def test_the_packaged_program_is_its_own_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("engine", "--child") == [sys.executable, "engine", "--child"]
    assert command("voice", module="osone.voice.child") == [sys.executable, "voice"]
