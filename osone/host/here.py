"""The time where this machine is."""

from datetime import datetime, tzinfo

_own: list[tzinfo] = []


def learn() -> None:
    """Find out in which zone this machine is; until then ``now`` knows no more of it than the offset of this moment.

    It takes some milliseconds, which a first frame does without. Called again, it notices that one has travelled.
    """
    import tzlocal  # with what it imports, as above

    try:
        zone: tzinfo = tzlocal.reload_localzone()
    except (KeyError, ValueError, OSError):
        return  # a machine whose settings contradict each other, or name no zone that is known: its offset still serves
    _own[:] = [zone]


def now() -> datetime:
    """The time, aware: in the zone of this machine, with its summers and winters once they were learnt."""
    return datetime.now(_own[0]) if _own else datetime.now().astimezone()
