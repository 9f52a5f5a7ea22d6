"""Whether twenty questions for facts are answered with the facts, by rules alone, and nothing is made up.

``python -m tests.bench.eval_facts`` (``-v`` prints every answer)

The facts come from the sample world, and what each answer must hold stands beside the question. ``wrong`` are answers
that hold something else; a line that says what is not known counts as *refused*. No model phrases these answers:
the rule's own sentence is judged.
"""

import json
import sys
from pathlib import Path

from tests.bench.eval_talk import tally

FACTS = Path(__file__).parent / "talk" / "facts.json"


def main() -> int:
    """Print what is not right, a table and one line of JSON; 1 where anything is wrong."""
    asks = json.loads(FACTS.read_text("utf-8"))["asks"]
    counts = tally(asks, {})
    metrics = {name: counts[name] for name in ("right", "refused", "wrong", "embarrassing")} | {"asks": len(asks)}
    for name, value in metrics.items():
        print(f"{name:14}{value:5}")
    print(json.dumps({"name": "eval_facts", "metrics": metrics}))
    return int(counts["wrong"] + counts["embarrassing"] > 0)


if __name__ == "__main__":
    sys.exit(main())
