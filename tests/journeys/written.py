"""A window whose one account is read on Dovecot and sent through a server of its own; one letter is there."""

import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import apsw

from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.model.accounts import Service
from osone.model.services import Imap, Security, Server, Services, Smtp, encode
from osone.store import accounts, files, settings
from osone.store.card import read_card
from osone.store.writing import Tx, transaction
from tests.journeys import screen_reader
from tests.journeys.window import Window, missing, window
from tests.parts import smtp
from tests.parts.dovecot import Dovecot
from tests.sync.desk import letter

WORD = "correct horse"
ME = "amy@example.test"


@dataclass
class Written:
    """The window, and the servers that it reads and sends through."""

    win: Window
    dovecot: Dovecot
    server: smtp.Submission

    def sent(self) -> list[EmailMessage]:
        """What has left, as a reader of mail finds it."""
        return [email.message_from_bytes(one.raw, policy=email.policy.default) for one in self.server.sent]

    def draft(self, what: str = "count(*)") -> object:
        """Of the draft, or of the one that was written first."""
        found = self.win.rows(f"SELECT {what} FROM draft")
        return found[0][0] if found else None

    def shows(self, words: str) -> bool:
        """Whether a screen reader finds these words on the screen."""
        return any(words in line for line in self.win.spoken())

    def on(self, name: str) -> bool:
        """Whether what the keyboard is on is called so, or begins with it."""
        there = (part for part in screen_reader.parts(self.win.access) if "focused" in part.states)
        return any(part.name.startswith(name) for part in there)

    def hold(self, seconds: int) -> None:
        """How long a message waits before it leaves."""
        _write(self.win, lambda tx: settings.put(tx, "mail.hold", seconds))

    def begin(self, to: str, subject: str, text: str) -> None:
        """Write a message by keys, from wherever one is."""
        win = self.win
        win.press("g", "w", "c")
        win.until(lambda: self.shows("text: To"), "a message is begun")
        win.write(to)
        win.press("Return")
        win.write(subject)
        win.press("Return")
        win.write(text)
        win.until(lambda: text in str(self.draft("blocks")), "it is kept as it is written")


def _core(win: Window) -> apsw.Connection:
    held = vault.secrets(SystemSecrets(), win.profile)
    return files.Store(win.profile, held.store_key(create=False)).writer()


def _write(win: Window, change: Callable[[Tx], None]) -> None:
    core = _core(win)
    with transaction(core) as tx:
        change(tx)
    core.close()


@contextmanager
def written(tmp_path: Path) -> Iterator[Written]:
    """The window, until left."""
    assert not missing(), missing()
    with ExitStack() as stack:
        dovecot = stack.enter_context(Dovecot())
        server = stack.enter_context(smtp.Submission(tmp_path, {"amy": WORD}))
        dovecot.deliver("amy", [letter(1, words="Shall we meet on Thursday?")])
        win = stack.enter_context(window())
        win.start()
        win.until(lambda: read_card(win.profile) is not None, "there is a store")

        def skip() -> bool:
            win.press("ctrl+Right")
            return bool(win.setting("meeting.done"))

        win.until(skip, "the meeting is over")
        core = _core(win)
        services: Services = {
            Service.INCOMING: Imap(Server("127.0.0.1", dovecot.port), "amy", str(dovecot.ca)),
            Service.OUTGOING: Smtp(Server(server.host, server.port, Security.TLS), "amy", str(server.ca)),
        }
        with transaction(core) as tx:
            made = accounts.add(tx, "imap", ME, "Amy", encode(services))
            settings.put(tx, "mail.hold", 5)
        account = accounts.one(core, made)
        assert account is not None
        held = vault.secrets(SystemSecrets(), win.profile)
        held.vault.put(held.name_of(account), WORD)
        core.close()
        win.until(lambda: win.number("SELECT count(*) FROM raw.raw") == 1, "the letter has come")
        yield Written(win, dovecot, server)
        assert win.troubles() == []
