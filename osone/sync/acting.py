"""How acts leave, whatever the source: doubts first, then what may leave, and what a server's no means."""

import time
from collections.abc import Sequence

from osone.host.patience import grown
from osone.store import due, outbox, refusals
from osone.store.outbox import Wish
from osone.store.refusals import KeptRefusal
from osone.store.shown import OVERLAY
from osone.store.writing import transaction
from osone.sync.messages import as_told
from osone.sync.source import Acting, NotYetError, RefusedError

FIRST_WAIT_S = 5
GIVE_UP_AFTER = 8
"""Refusals after which a wish is taken back and the person is told."""


def settle(line: Acting) -> None:
    """Find out about acts whose answer was lost, before anything else leaves."""
    core, account = line.ground.files.core, line.ground.account.id
    with transaction(core, durable=True) as tx:
        outbox.doubt(tx, account, line.service)
    for act in outbox.of_account(core, account, outbox.DOUBTFUL, service=line.service):
        line.settle(act)


def let_leave(line: Acting, now: float | None = None) -> int:
    """Let everything leave that may; how many acts left."""
    core, moment, left = line.ground.files.core, int(time.time() if now is None else now), 0
    for act in line.unsettled():
        line.settle(act)
    for part in line.together(outbox.ready(core, line.ground.account.id, moment, service=line.service)):
        try:
            left += line.send(part)
        except RefusedError as error:
            _refused(line, part, error, moment)
        except NotYetError:
            with transaction(core, durable=True) as tx:
                outbox.put_back(tx, part, moment + FIRST_WAIT_S, "")
    return left


def _refused(line: Acting, acts: Sequence[Wish], error: RefusedError, now: int) -> None:
    """The server said no: try again later; or where that will not help, take the wish back and say what was wished."""
    with transaction(line.ground.files.core, durable=True) as tx:
        later = [a for a in acts if not error.lasting and a.tries + 1 < GIVE_UP_AFTER]
        for act in later:
            wait = grown(FIRST_WAIT_S, due.LONGEST_WAIT_S, act.tries)
            outbox.put_back(tx, [act], now + int(wait), str(error), counts=True)
        over = [a for a in acts if a not in later]
        kept: list[KeptRefusal] = []
        if over:
            outbox.refuse(tx, over, str(error))
            shown = [a for a in over if a.kind in OVERLAY]
            kept = refusals.keep(tx, line.ground.account.id, shown, error.code, error.words)
    for one in kept:
        line.ground.report(as_told(one))
