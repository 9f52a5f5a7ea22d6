"""Whether twenty questions for facts are answered with the facts, and nothing is made up.

``python -m tests.bench.eval_facts [MODEL]`` (``-v`` prints every answer; the model is one of Ollama's)

The facts come from the sample world, and what each answer must hold stands beside the question. ``wrong`` are answers
that hold something else; a line that says what is not known counts as *refused*. Without a model the rule's own
sentence is judged. With one, it may put short facts into words (``companion/phrasing.py``): ``kept`` are the answers
whose words passed, ``slowest`` and ``median`` how long an answer then took, in seconds.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from osone.companion.minds.ollama import OllamaMind
from tests.bench.eval_talk import tally

FACTS = Path(__file__).parent / "talk" / "facts.json"


def main(model: str) -> int:
    """Print what is not right, a table and one line of JSON; 1 where anything is wrong."""
    asks = json.loads(FACTS.read_text("utf-8"))["asks"]
    mind = OllamaMind(model) if model else None
    counts, took = tally([], {}), []
    for ask in asks:
        begun = time.monotonic()
        counts += tally([ask], {}, mind)
        took.append(time.monotonic() - begun)
    metrics: dict[str, float] = {name: counts[name] for name in ("right", "refused", "wrong", "embarrassing")}
    metrics["asks"] = len(asks)
    if model:
        metrics |= {"kept": counts["kept"], "median": round(statistics.median(took), 1), "slowest": round(max(took), 1)}
    for name, value in metrics.items():
        print(f"{name:14}{value:5}")
    print(json.dumps({"name": "eval_facts", "metrics": metrics}))
    return int(counts["wrong"] + counts["embarrassing"] > 0)


if __name__ == "__main__":
    sys.exit(main(next((word for word in sys.argv[1:] if not word.startswith("-")), "")))
