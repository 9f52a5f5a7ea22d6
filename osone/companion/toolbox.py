"""Which verbs a mind is given: the most useful first, and no more than it can read in good time."""

from collections.abc import Sequence
from itertools import accumulate

from osone.companion.minds.protocol import MindPace, ToolSpec
from osone.companion.prompt import CHARACTERS_PER_TOKEN, Prompt, size

READ_S = 15.0
"""How long a mind may read its list of verbs, seconds: so much longer is a first word where nothing is known yet, as
after half an hour of silence. From then on the list costs nothing."""
TURN_S = 3.0
"""The same where a mind's form has it read the list with every turn."""
UNMEASURED = 40.0
"""Tokens a second, where nobody has taken the time yet: what a small model reads on two busy cores."""
LEAST = 3
"""Verbs that even the slowest machine gets: without them a mind could look nothing up."""


def taken(specs: Sequence[ToolSpec], pace: MindPace) -> tuple[ToolSpec, ...]:
    """The verbs that a mind of this pace is given.

    ``specs`` are in the order of their use. What a slower mind gets is always the beginning of what a quicker one gets,
    so that a list that grows before the talk begins keeps what was read of it.
    """
    room = (pace.tokens or UNMEASURED) * (TURN_S if pace.again else READ_S) * CHARACTERS_PER_TOKEN
    bare = size(Prompt(""))
    costs = accumulate(size(Prompt("", (spec,))) - bare for spec in specs)
    fitting = sum(cost <= room for cost in costs)
    return tuple(specs[: max(LEAST, fitting)])
