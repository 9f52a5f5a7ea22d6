"""The real messages held against others who read them: ``tests.bench.eval_mails``.

- The words of their HTML against those that a browser showed (``mails/reference.py`` asked it once, and
  ``mails/browsed.xz`` keeps its answer): ``innerText`` without scripts and network, less what nobody sees: words of no
  size, in the colour that is behind them, and choices of a list that is not opened. Of some parts more is shown here:
  what a mailing list wrote beneath base64.
- Their parts against a walk of the standard library: each is shown, or offered as a file.
- Their conversations, and forty searches, against notmuch: each difference with its reason.
"""

import sys

from osone.store import files
from tests.bench.index import run_ours
from tests.bench.mails import found, offered, threads, words
from tests.bench.measure import Goal, missing, notmuch_config, peer_cpu, place, show, write_maildir
from tests.parts import mailset

GOALS = {
    "shown": Goal(0.99, least=True),
    "searched": Goal(0.99, least=True),
    "own": Goal(0.99, least=True),
    "lost": Goal(0),
    "with_strangers": Goal(0),
    "parted_by_notmuch": Goal(0),
    "threads_unexplained": Goal(0),
    "searches_unexplained": Goal(0),
}


def main() -> int:
    """Compare, and print."""
    if not mailset.have_real():
        return 1
    mails = list(mailset.real())
    print("words of HTML")
    metrics = dict(words.measured())
    print("parts")
    metrics |= offered.measured(mails)
    if missing("notmuch"):
        print("To compare conversations and searches: apt-get install notmuch.")
    else:
        with place() as here:
            maildir = write_maildir(here / "mail", mails)
            run_ours(maildir, here / "profile")
            config = notmuch_config(here / "notmuch", maildir)
            peer_cpu(["notmuch", f"--config={config}", "new", "--quiet"], here)
            reader = files.open_store(here / "profile", bytes(32)).reader()
            print("conversations")
            metrics |= threads.measured(reader, config, mails)
            print("searches")
            metrics |= found.measured(reader, config, mails)
            reader.close()
    show("eval_mails", metrics, GOALS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
