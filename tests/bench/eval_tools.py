"""Whether a model of Ollama chooses the right verb: thirty asks, each in a talk of its own, the first call judged.

``python -m tests.bench.eval_tools MODEL`` (``-v`` prints every ask)

Calls count as the talk reads them, those that are written as text too (``companion/minds/said_calls.py``). ``verb`` are
asks whose verb is right, ``whole`` those whose arguments are right as well, ``alone`` those that want no verb and get
none, ``shown`` replies that would show JSON or a thought to a person.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from osone.commands import tools
from osone.commands.everything import REGISTRY
from osone.companion import guard
from osone.companion.minds.ollama import OllamaHost, OllamaMind
from osone.companion.minds.protocol import Call, MindTimeouts, Options, ToolSpec, Words
from osone.companion.minds.said_calls import SaidCalls
from osone.companion.persona import Persona, system_block
from osone.companion.prompt import Beside, Prompt, Seen

ASKS = Path(__file__).parent / "talk" / "tools.json"
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=ZoneInfo("Europe/Stockholm"))
IDS = {"thread": 264, "task": 5, "event": 7}
PATIENCE = MindTimeouts(first=600, between=120)
SHOWN = re.compile(r"[{}]|</?(?:think|tool)")


def specs() -> tuple[ToolSpec, ...]:
    """All verbs that a model is offered."""
    everything = frozenset({"focus:thread", "focus:task", "focus:event", "reading"})
    return tuple(ToolSpec(t.id, t.sentence, t.parameters, REGISTRY[t.id].title) for t in tools.tools(everything))


async def said_and_called(mind: OllamaMind, prompt: Prompt) -> tuple[str, list[Call]]:
    """The words of a reply that a person would see, and its calls."""
    read, words, calls = SaidCalls([spec.name for spec in prompt.tools]), "", list[Call]()
    async for piece in mind.talk(prompt.messages(), prompt.tools, Options(120, 0.0, 1)):
        if isinstance(piece, Words):
            heard = read.feed(piece.text)
            words, calls = words + heard.words, [*calls, *heard.calls]
        elif isinstance(piece, Call):
            calls.append(piece)
    heard = read.end()
    return words + heard.words, [*calls, *heard.calls]


def whole(call: Call, wanted: Mapping[str, str], spec: ToolSpec) -> bool:
    """Whether the arguments are right."""
    given = {name: str(call.arguments.get(name, "")) for name in wanted}
    return not guard.faults(spec, call.arguments) and all(re.search(wanted[name], given[name]) for name in wanted)


async def judged(mind: OllamaMind, asks: list[dict[str, Any]]) -> Counter[str]:
    """Ask everything, and count."""
    counts: Counter[str] = Counter()
    head = Prompt(system_block(Persona("Iris", "Mara")), specs())
    by_name = {spec.name: spec for spec in head.tools}
    for ask in asks:
        seen = (Seen(ask["on"], IDS[ask["on"]], untrusted=False),) if "on" in ask else ()
        words, calls = await said_and_called(mind, head.asked(ask["said"], Beside(now=NOW, seen=seen)))
        first = calls[0] if calls else None
        right = first is not None and first.name == ask["verb"]
        counts["verb"] += right
        counts["whole"] += right and first is not None and whole(first, ask["arguments"], by_name[ask["verb"]])
        counts["alone"] += not ask["verb"] and first is None
        counts["shown"] += bool(SHOWN.search(words))
        if "-v" in sys.argv:
            print(f"{ask['said']!r}: {first.name if first else '-'} {dict(first.arguments) if first else ''} {words!r}")
    await mind.close()
    return counts


def main(model: str) -> int:
    """Print the counts and one line of JSON; 1 where anything would be shown that is for no person."""
    asks = json.loads(ASKS.read_text("utf-8"))["asks"]
    counts = asyncio.run(judged(OllamaMind(model, OllamaHost(patience=PATIENCE)), asks))
    metrics = {name: counts[name] for name in ("verb", "whole", "alone", "shown")} | {"asks": len(asks)}
    for name, value in metrics.items():
        print(f"{name:14}{value:5}")
    print(json.dumps({"name": "eval_tools", "metrics": metrics}))
    return int(counts["shown"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
