"""What the engine says, shown where it belongs: in the status line, at its account, or as a toast."""

from collections.abc import Sequence

from osone.app.engine.child import Life
from osone.bridge.screens import Rooms
from osone.sync import known
from osone.sync.known import Known
from osone.sync.messages import (
    AccountStanding,
    FolderRefused,
    JobDone,
    JobFailed,
    Message,
    Progress,
    Standing,
    Work,
)

DOING = {
    Work.MENDING: "Recovering after a crash. Nothing was lost.",
    Work.IMPORT: "Importing: {count:,} so far",
    Work.HEADERS: "Reading your mail: {count:,} so far",
    Work.BODIES: "Downloading messages: {count:,} so far",
    Work.INDEXING: "Preparing search: {left:,} to go",
}
LIVES = {
    Life.DOWN: "Reconnecting. Nothing was lost.",
    Life.UPDATED: "OS One was updated. Quit and open it again.",
}


class Status:
    """How the engine and each account stand, and the places that show it."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._life = Life.STARTING
        self._known: Known = {}

    def lives(self, life: Life) -> None:
        """The engine came, fell, or is of another version. What it had said before is no longer so."""
        self._life = life
        self._show({})

    def heard(self, said: Message) -> None:
        """Show one message of the engine's. What it says to the application alone is passed over."""
        match said:
            case AccountStanding(account=account, standing=Standing.REFUSED):
                before = self._known.get(account, known.NOTHING)
                if before.standing != said:
                    # The toast says it whole, with what mends it.
                    action = "Fix" if said.command else ""
                    self._rooms.shell.toast(_whole(said), action, "", said.command, fault=True)
            case FolderRefused(sentence=sentence):
                self._rooms.shell.toast(sentence, fault=True)
            case JobDone(said=words) if words:
                self._rooms.shell.toast(words)
            case JobFailed(sentence=sentence, remedy=remedy):
                self._rooms.shell.toast(f"{sentence} {remedy}".strip(), fault=True)
            case _:
                pass
        self._show(known.fold(self._known, said))

    def _show(self, now: Known) -> None:
        if now is self._known:
            return
        troubled = {one.account: _whole(one) for one in known.standing(now, Standing.REFUSED, Standing.OFFLINE)}
        for account in {*self._known, *now}:
            self._rooms.preferences.trouble(account, troubled.get(account, ""))
        self._known = now
        self._rooms.reading.offline = frozenset(one.account for one in known.standing(now, Standing.OFFLINE))
        self._rooms.shell.set_status(*line(self._life, now))


def line(life: Life, now: Known) -> tuple[str, str, float]:
    """The status line: its kind, its words and the share that is done, -1 where that is not known.

    Trouble comes before work, and the trouble of every account is in it.
    """
    if life in LIVES:
        return "restarting", LIVES[life], -1.0
    refused, offline = known.standing(now, Standing.REFUSED), known.standing(now, Standing.OFFLINE)
    if refused:
        return "fault", _refused([one.sentence for one in refused], len(offline)), -1.0
    if offline:
        said = {_whole(one) for one in offline}
        # Without a network all say the same.
        return "offline", said.pop() if len(said) == 1 else f"{len(offline):,} accounts are offline.", -1.0
    work = known.under_way(now)
    return ("", "", -1.0) if work is None else ("sync", *_progress(work))


def _progress(work: Progress) -> tuple[str, float]:
    rate = f", {work.rate:,} a second" if work.rate else ""
    share = work.count / (work.count + work.left) if work.left > 0 else -1.0
    return DOING[work.work].format(count=work.count, left=work.left) + rate, share


def _refused(sentences: Sequence[str], offline: int) -> str:
    words = sentences[0] if len(sentences) == 1 else f"{len(sentences):,} accounts need your attention."
    if offline:
        words += " Another account is offline." if offline == 1 else f" {offline:,} others are offline."
    return words


def _whole(one: AccountStanding) -> str:
    return f"{one.sentence} {one.remedy}".strip()
