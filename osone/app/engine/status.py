"""What the engine says, shown where it belongs: in the status line, at its account, or as a toast."""

from collections.abc import Sequence
from functools import partial

from osone.app.engine.child import Life
from osone.app.notices.cards import Asking
from osone.bridge.screens import Screens
from osone.sync import known
from osone.sync.known import Known
from osone.sync.messages import (
    AccountStanding,
    FolderRefused,
    FolderUnsure,
    JobDone,
    JobFailed,
    Message,
    Progress,
    Standing,
    Work,
)
from osone.text.catalogue import N_, _, digits, plural
from osone.text.lines import short

FULL = N_("The disk is full. Free some space, and OS One goes on.")
DOING = {
    Work.MENDING: (N_("Recovering after a crash. Nothing was lost."),) * 2,
    Work.IMPORT: (N_("Importing: {count} so far"), N_("Importing: {count} so far, {rate} a second")),
    Work.HEADERS: (N_("Reading your mail: {count} so far"), N_("Reading your mail: {count} so far, {rate} a second")),
    Work.BODIES: (
        N_("Downloading messages: {count} so far"),
        N_("Downloading messages: {count} so far, {rate} a second"),
    ),
    Work.INDEXING: (N_("Preparing search: {left} to go"),) * 2,
}
"""What is said of each work, without and with its pace."""
SIGN_IN = "account.sign_in"
REPORT = "import.report"
TOLD = 120
"""Letters of a report that are read in a toast."""
WELL = {Standing.SYNCING: N_("Checking for mail"), Standing.QUIET: N_("Up to date")}
LIVES = {
    Life.DOWN: N_("Reconnecting. Nothing was lost."),
    Life.UPDATED: N_("OS One was updated. Quit and open it again."),
}


class Status:
    """How the engine and each account stand, and the places that show it."""

    def __init__(self, screens: Screens, asking: Asking, keys: str = "") -> None:
        self._screens, self._asking = screens, asking
        self._keys = keys
        """The key of the verb that shows the report of an import."""
        self._life = Life.STARTING
        self._known: Known = {}
        self._full = False
        self._closed: set[FolderRefused] = set()
        """Folders that were said to be closed."""
        self._unsure: set[FolderUnsure] = set()
        """Questions about folders that were asked."""

    def lives(self, life: Life) -> None:
        """The engine came, fell, or is of another version. What it had said before is no longer so."""
        self._life = life
        self._show({})

    def room(self, full: bool) -> None:
        """The disk is full, or has room again: the window sees that before any engine runs."""
        self._full = full
        self._tell()

    def heard(self, said: Message) -> None:
        """Show one message of the engine's. What it says to the application alone is passed over."""
        match said:
            case AccountStanding(account=account, standing=Standing.REFUSED):
                before = self._known.get(account, known.NOTHING)
                # What is wrong for all of them alike, as a keyring that is locked, is said once.
                alike = {one.whole for one in known.standing(self._known, Standing.REFUSED)}
                if before.standing != said and said.command == SIGN_IN:
                    # It needs the person's browser, so it is asked first.
                    self._asking.ask(
                        _("Sign in again?"),
                        said.whole,
                        _("Sign in"),
                        partial(self._screens.shell.press, f"{SIGN_IN}:{account}"),
                        icon="log-in",
                        key=f"{SIGN_IN}:{account}",
                    )
                elif before.standing != said and said.whole not in alike:
                    # The toast says it whole, with what mends it.
                    action = _("Fix") if said.command else ""
                    # Which account it is goes along: there may be more than one to change.
                    command = f"{said.command}:{account}" if said.command == "account.change" else said.command
                    self._screens.shell.toast(said.whole, action, "", command, fault=True)
            case FolderRefused(sentence=sentence) if said not in self._closed:
                # It is tried again with every look at the server.
                self._closed.add(said)
                self._screens.shell.toast(sentence, fault=True)
            case FolderUnsure(sentence=sentence) if said not in self._unsure:
                self._unsure.add(said)
                self._screens.shell.toast(sentence, _("Choose"), "", "folder.purpose")
            case JobDone(said=words, of="import") if len(words) > TOLD:
                # Three lines of it are seen, for a few seconds: it can be read whole afterwards.
                self._screens.shell.toast(short(words, TOLD), _("Details"), self._keys, REPORT)
            case JobDone(said=words) if words:
                self._screens.shell.toast(words)
            case JobFailed():
                self._screens.shell.toast(said.whole, fault=True)
            case _:
                pass
        known_before = self._known
        self._show(known.fold(self._known, said))
        for account in _signed_out(known_before) - _signed_out(self._known):
            # Who signed in another way, or took the account away, need not be asked any more.
            self._asking.drop(f"{SIGN_IN}:{account}")

    @property
    def reached(self) -> bool:
        """Whether every account can be reached, as far as is known."""
        return not known.standing(self._known, Standing.REFUSED, Standing.OFFLINE)

    def show_report(self, report: str) -> None:
        """Show all that was said of the last import; ``report`` is empty where there was none."""
        if report:
            title = _("What was imported")
            self._screens.shell.card("report", title, report, "", _("Close"), "hard-drive-download")
        else:
            self._screens.shell.toast(_("Nothing was imported yet."))

    def _show(self, now: Known) -> None:
        if now is self._known:
            return
        troubled = {one.account: one.whole for one in known.standing(now, Standing.REFUSED, Standing.OFFLINE)}
        for account in {*self._known, *now}:
            self._screens.preferences.trouble(account, troubled.get(account, ""))
            self._screens.preferences.stands(account, _well(now, account))
        self._known = now
        self._screens.reading.offline = frozenset(one.account for one in known.standing(now, Standing.OFFLINE))
        self._tell()

    def _tell(self) -> None:
        self._screens.shell.set_status(*line(self._life, self._known, full=self._full))


def _signed_out(now: Known) -> set[int]:
    """The accounts whose sign-in has ended."""
    return {one.account for one in known.standing(now, Standing.REFUSED) if one.command == SIGN_IN}


def line(life: Life, now: Known, *, full: bool = False) -> tuple[str, str, float]:
    """The status line: its kind, its words and the share that is done, -1 where that is not known.

    Trouble comes before work, and the trouble of every account is in it. A ``full`` disk comes before all that it
    brings with it.
    """
    if life is not Life.UPDATED and (full or life is Life.FULL or known.waits_for_room(now)):
        return "fault", _(FULL), -1.0
    if life in LIVES:
        return "restarting", _(LIVES[life]), -1.0
    refused, offline = known.standing(now, Standing.REFUSED), known.standing(now, Standing.OFFLINE)
    if refused:
        alike = list(dict.fromkeys(one.sentence for one in refused))
        words = _refused(alike if len(alike) == 1 else [one.sentence for one in refused], len(offline))
        return "fault", words if offline else _("{why} Your changes wait.", why=words), -1.0
    if offline:
        said = {one.sentence for one in offline}
        many = plural("{count} account is offline.", "{count} accounts are offline.", len(offline))
        # Without a network all say the same. What to do about it stands at the account.
        why = said.pop() if len(said) == 1 else many
        return "offline", _("{why} Your changes wait.", why=why), -1.0
    work = known.under_way(now)
    return ("", "", -1.0) if work is None else ("sync", *_progress(work))


def _progress(work: Progress) -> tuple[str, float]:
    plain, paced = DOING[work.work]
    share = work.count / (work.count + work.left) if work.left > 0 else -1.0
    fields = {"count": digits(work.count), "left": digits(work.left), "rate": digits(work.rate)}
    return _(paced if work.rate else plain, **fields), share


def _refused(sentences: Sequence[str], offline: int) -> str:
    need = plural("{count} account needs your attention.", "{count} accounts need your attention.", len(sentences))
    words = [sentences[0] if len(sentences) == 1 else need]
    if offline:
        words.append(plural("Another account is offline.", "{count} others are offline.", offline))
    return " ".join(words)


def _well(now: Known, account: int) -> str:
    """How an account is doing with which nothing is wrong."""
    stands = now.get(account, known.NOTHING).standing
    words = WELL.get(stands.standing, "") if stands is not None else ""
    return _(words) if words else ""
