"""Hearing: what was said in a recording, written down by a process of its own."""

from collections.abc import Mapping
from pathlib import Path

from osone.voice.line import VoiceChild


class Hearing:
    """The ears. The model is loaded at the first recording and stays until ``close``."""

    def __init__(self, environment: Mapping[str, str] | None = None, log: Path | None = None) -> None:
        self._child = VoiceChild(environment=environment, log=log)

    async def warm_up(self) -> float:
        """Load the model now; seconds that took. Raises VoiceError where it is not here."""
        return float((await self._child.ask({"do": "load", "kind": "ears"}))["seconds"])

    async def transcribe(self, wav: Path) -> str:
        """What is said in a WAV file, in English. Raises VoiceError where it cannot be heard."""
        return str((await self._child.ask({"do": "hear", "wav": str(wav)}))["text"])

    async def close(self) -> None:
        """End the process."""
        await self._child.close()
