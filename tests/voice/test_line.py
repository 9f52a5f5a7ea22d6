"""The line to a process that dies, hangs or babbles."""

import json
import os
import signal
import subprocess
import sys
from gettext import NullTranslations

import pytest

from osone.model.errors import VoiceError
from osone.text.catalogue import use
from osone.voice import line
from osone.voice.line import VoiceChild, own_command

BABBLE = """
import json, sys
for row in sys.stdin:
    order = json.loads(row)
    print("a library says hello")
    print(json.dumps({"event": "done", "job": 4711}))
    print(json.dumps({"event": "done", "job": order["job"], "text": "yes"}), flush=True)
"""
FAILS = """
import json, sys
for row in sys.stdin:
    told = {"event": "failed", "message": "The recording is missing.", "remedy": "Record it again."}
    print(json.dumps(told | {"job": json.loads(row)["job"]}), flush=True)
"""


async def test_a_process_that_always_dies_is_left_to_rest() -> None:
    child = VoiceChild([sys.executable, "-c", "input()"])
    with pytest.raises(VoiceError, match="twice"):
        await child.ask({"do": "load"})
    with pytest.raises(VoiceError):
        await child.ask({"do": "load"})
    with pytest.raises(VoiceError, match="resting"):
        await child.ask({"do": "load"})
    await child.close()


async def test_a_process_that_cannot_be_started_is_told_in_a_sentence() -> None:
    with pytest.raises(VoiceError, match="couldn't be started"):
        await VoiceChild(["/there/is/no/such/program"]).ask({"do": "load"})


class German(NullTranslations):
    """A catalogue of two sentences."""

    def gettext(self, message: str) -> str:
        known = {"Record it again.": "Nimm es noch einmal auf.", "The recording is missing.": "Die Aufnahme fehlt."}
        return known.get(message, message)


async def test_what_failed_there_is_told_in_the_language_that_is_read_here() -> None:
    child = VoiceChild([sys.executable, "-c", FAILS])
    use(German())
    try:
        with pytest.raises(VoiceError, match="Die Aufnahme fehlt") as told:
            await child.ask({"do": "hear"})
    finally:
        use(None)
        await child.close()
    assert told.value.remedy == "Nimm es noch einmal auf."


async def test_what_is_no_event_is_passed_over() -> None:
    child = VoiceChild([sys.executable, "-c", BABBLE])
    assert (await child.ask({"do": "load"}))["text"] == "yes"
    await child.close()
    assert child.pid is None


async def test_a_process_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "PATIENCE", 0.2)
    child = VoiceChild([sys.executable, "-c", "import time; time.sleep(600)"])
    with pytest.raises(VoiceError, match="twice"):
        await child.ask({"do": "load"})
    await child.close()


def test_the_voice_ends_when_its_input_does() -> None:
    orders = b'nonsense\n{"do": "dance", "job": 1}\n{"do": "stop"}\n'
    done = subprocess.run(own_command(), input=orders, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout == b""
    assert b"nonsense" not in done.stderr


@pytest.mark.usefixtures("weights")
def test_the_voice_ends_in_the_middle_of_its_work() -> None:
    with subprocess.Popen(own_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        text = "A long story is told here. " * 40
        order = {"do": "speak", "job": 1, "text": text, "voice": {"kind": "piper"}, "last": True}
        process.stdin.write(json.dumps(order).encode() + b"\n")
        process.stdin.flush()
        assert b"sounding" in process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)  # as a terminal sends it to all: only the end of the input counts
        process.stdin.close()
        assert process.wait(timeout=30) == 0
