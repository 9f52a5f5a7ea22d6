"""How fast a mind reads on this machine, and whether its form has it read the verbs with every turn."""

import secrets
from collections.abc import Awaitable, Callable, Sequence

from osone.companion.minds.protocol import MindPace, PromptMessage, PromptRole, ToolSpec

TRIAL = " ".join(
    [
        "A person reads a page in a minute or two, and thinks about it for an evening.",
        "A model reads first, and says nothing until it has read to the end; so it matters how fast it does.",
        "These lines are here to be read and forgotten.",
    ]
    * 3
)
"""About 150 tokens, for taking the time."""
MARK = "a word to be found again"
ANY = ToolSpec("any", "Any verb.", {"type": "object", "properties": {}})

Read = Callable[[Sequence[PromptMessage]], Awaitable[tuple[int, float]]]
"""Has the mind read messages: the tokens, and the seconds that they took."""
Render = Callable[[Sequence[PromptMessage], ToolSpec], Awaitable[str]]
"""The prompt as the mind's form makes it, with a verb in it; empty where it cannot be seen."""


async def pace_of(read: Read, render: Render) -> MindPace:
    """Take the time on words that the mind cannot know yet, and look at how its prompts are built."""
    # The first words bring the weights into memory.
    await read((PromptMessage(PromptRole.USER, "Hello."),))
    tokens, seconds = await read((PromptMessage(PromptRole.USER, f"{secrets.token_hex(8)} {TRIAL}"),))
    return MindPace(tokens / seconds if seconds > 0 else 0.0, await _reads_again(render))


async def _reads_again(render: Render) -> bool:
    """Whether what stands before a message differs once another one follows it, as with Llama's own template."""
    said = (PromptMessage(PromptRole.SYSTEM, "system"), PromptMessage(PromptRole.USER, MARK))
    first = await render(said, ANY)
    second = await render(
        (*said, PromptMessage(PromptRole.ASSISTANT, "yes"), PromptMessage(PromptRole.USER, "and")), ANY
    )
    return MARK in first and MARK in second and not second.startswith(first[: first.find(MARK)])
