"""Two accounts in one window: what is new leaves from the one at hand, an answer from the one its letter came to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.model.accounts import Service
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.store import accounts, files
from osone.store.writing import transaction
from tests.journeys.written import WORD, Written, written
from tests.parts import smtp
from tests.parts.dovecot import Dovecot
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(240)
WORK = "amy@work.example"


@dataclass
class Two:
    """The window with its first account, and the server that the second one sends through."""

    first: Written
    work: smtp.Submission

    def left(self) -> tuple[list[str], list[str]]:
        """What has left so far, by each account's server: from whom."""
        return [one.sender for one in self.first.server.sent], [one.sender for one in self.work.sent]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    (tmp_path / "work").mkdir()
    with (
        Dovecot() as dovecot,
        smtp.Submission(tmp_path / "work", {"amy": WORD}) as work,
        written(tmp_path) as first,
    ):
        dovecot.deliver("amy", [letter(2, words="The report is due on Friday.", sender="Cy <cy@work.example>")])
        services: Services = {
            Service.INCOMING: Imap(Server("127.0.0.1", dovecot.port), "amy", str(dovecot.ca)),
            Service.OUTGOING: Smtp(Server(work.host, work.port, Security.TLS), "amy", str(work.ca)),
        }
        held = vault.secrets(SystemSecrets(), first.win.profile)
        core = files.Store(first.win.profile, held.store_key(create=False)).writer()
        with transaction(core) as tx:
            account = accounts.one(core, accounts.add(tx, "imap", WORK, "amy", encode(services)))
            assert account is not None
            # Before the engine can hear of it: one that finds no password waits until it is told.
            held.vault.put(held.name_of(account), WORD)
        core.close()
        first.win.until(lambda: first.win.number("SELECT count(*) FROM raw.raw") == 2, "its letter has come")
        yield Two(first, work)


def test_each_message_leaves_from_the_account_it_belongs_to(two: Two) -> None:
    first, win = two.first, two.first.win
    first.hold(0)
    win.press("slash")
    win.until(lambda: first.shows("Search"), "the search")
    win.write("report")
    win.press("Return")
    win.until(lambda: first.shows("letter 2"), "the letter of the second account is found")
    win.press("Return")
    win.until(lambda: first.shows("The report is due on Friday."), "it is open")
    win.press("c")
    win.until(lambda: first.shows("text: To"), "a message is begun")
    win.write("bo@example.test")
    win.press("Return")
    win.write("Lunch")
    win.press("Return")
    win.write("At one?")
    win.until(lambda: "At one?" in str(first.draft("blocks")), "it is kept")
    win.press("ctrl+Return")
    win.until(lambda: two.left() == ([], [WORK]), "what is new leaves from the account at hand")
    first.begin("bo@example.test", "Tea", "At five?")
    win.press("ctrl+Return")
    win.until(lambda: two.left() == (["amy@example.test"], [WORK]), "with none at hand from the first")
