"""How the engine's work stands, for each account by itself: folded from its messages, there and in the window alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from osone.model.accounts import Service
from osone.sync.messages import AccountStanding, Message, Progress, Standing, Work

ORDER = (Work.MENDING, Work.IMPORT, Work.HEADERS, Work.BODIES, Work.INDEXING)
"""Of several works the first of these is shown."""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What is known of one account; account 0 stands for the work that belongs to none."""

    standings: Mapping[str, AccountStanding] = field(default_factory=dict)
    """By service."""
    works: tuple[Progress, ...] = ()
    """What is under way. An account does one thing at a time, and what belongs to none goes on side by side."""

    @property
    def standing(self) -> AccountStanding | None:
        """The standing to be told: the worst of its services', and where they stand alike, that of its mail."""
        found = [self.standings[service] for service in sorted(self.standings, key=lambda one: one != INCOMING)]
        return min(found, key=lambda one: WORST.index(one.standing), default=None)


INCOMING = Service.INCOMING.value
WORST = (Standing.REFUSED, Standing.OFFLINE, Standing.SYNCING, Standing.QUIET, Standing.GONE)
Known = Mapping[int, KnownAccount]
NOTHING = KnownAccount()


def fold(known: Known, said: Message) -> Known:
    """What is known after a message; the same where it tells nothing of how things stand."""
    match said:
        case AccountStanding(account=account, standing=standing, service=service):
            before = known.get(account, NOTHING)
            kept = {name: one for name, one in before.standings.items() if name != service}
            if standing is not Standing.GONE:
                kept[service] = said
            elif not kept:
                return {number: state for number, state in known.items() if number != account}
            # Whatever was under way goes on only while it is being looked at.
            works = before.works if service != INCOMING or standing is Standing.SYNCING else ()
            return {**known, account: KnownAccount(kept, works)}
        case Progress(account=account, work=work, left=left):
            before = known.get(account, NOTHING)
            others = () if account else tuple(one for one in before.works if one.work is not work)
            return {**known, account: KnownAccount(before.standings, (*others, said) if left else others)}
        case _:
            return known


def replay(known: Known) -> Iterator[Message]:
    """The messages that tell all of it to somebody who has heard nothing yet."""
    for state in known.values():
        yield from state.standings.values()
        yield from state.works


def standing(known: Known, *wanted: Standing) -> list[AccountStanding]:
    """The accounts that stand so, by their number."""
    found = (state.standing for _number, state in sorted(known.items()))
    return [one for one in found if one is not None and one.standing in wanted]


def waits_for_room(known: Known) -> bool:
    """Whether something is not done because the disk is full."""
    return any(one.work is Work.ROOM for state in known.values() for one in state.works)


def under_way(known: Known) -> Progress | None:
    """The work to show, of all accounts together; None where nothing is under way."""
    works = [one for state in known.values() for one in state.works]
    for work in ORDER:
        alike = [one for one in works if one.work is work]
        if alike:
            left = -1 if any(one.left < 0 for one in alike) else sum(one.left for one in alike)
            return Progress(work, sum(one.count for one in alike), left, rate=sum(one.rate for one in alike))
    return None
