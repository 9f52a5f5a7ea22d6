"""What wakes behind the first frame: the voice with its greetings, where the two have not met, and the model."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from osone.model.errors import OsOneError
from osone.model.settings import met

if TYPE_CHECKING:
    from osone.app.companion.talker import Talker

FIRST_WORDS_MS = 400


class Waking:
    """Wakes the parts of the talk, and shows in the ring of the first run how far they are."""

    def __init__(
        self,
        talker: Callable[[], "Talker"],
        reach: Callable[[str, float], None],
        fail: Callable[[str, str], None],
    ) -> None:
        self._talker, self._reach, self._fail = talker, reach, fail

    async def wake(self, kept: Mapping[str, object]) -> None:
        """Wake them, a moment after the window is there; ``kept`` are the settings."""
        await asyncio.sleep(FIRST_WORDS_MS / 1000)
        if not met(kept):
            await self._voice()
        await self.mind()

    async def _voice(self) -> None:
        from osone.app.onboarding.voices_and_minds import greetings

        try:
            await self._talker().speaking.warm_up(
                greetings(), lambda step: self._reach("voice", step.done / max(1, step.of))
            )
            self._reach("voice", 1.0)
        except OsOneError as error:
            self._fail("voice", str(error))

    async def mind(self) -> None:
        """Wake the model that is chosen."""
        trouble = await self._talker().warm()
        if trouble:
            self._fail("mind", trouble)
        else:
            self._reach("mind", 1.0)
