"""The real messages held against others who read them: ``tests.bench.eval_mails``.

The words of their HTML against those that a browser showed (``mails/reference.py`` asked it once; ``mails/browsed.xz``
keeps its answer). What a browser shows is ``innerText`` without scripts and network, less what nobody sees: words of no
size, in the colour that is behind them, and choices of a list that is not opened.
"""

import sys

from tests.bench.mails import words
from tests.bench.measure import Goal, show
from tests.parts import mailset

GOALS = {"shown": Goal(0.99, least=True), "searched": Goal(0.99, least=True), "own": Goal(0.99, least=True)}


def main() -> int:
    """Compare, and print."""
    if not mailset.have_real():
        return 1
    show("eval_mails", words.measured(), GOALS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
