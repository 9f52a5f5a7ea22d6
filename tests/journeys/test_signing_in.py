"""An account by a browser: the real program opens one, mail comes, and nothing of its tokens is left lying."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from osone.accounts.oauth import own, tokens
from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.model.accounts import Way
from osone.store import accounts, files
from osone.store.card import read_card
from tests.journeys.window import Window, missing, window
from tests.parts.authority import CLIENT, Provider
from tests.parts.dovecot import Dovecot
from tests.sync.desk import letter

pytestmark = pytest.mark.timeout(240)

ADDRESS = "amy@localhost.example"
BROWSER = """#!{python}
import ssl, sys, httpx
context = ssl.create_default_context(cafile={ca!r})
httpx.get(sys.argv[1], verify=context, trust_env=False, follow_redirects=True)
"""
"""What stands in the place of a browser: it says yes, and goes where it is sent."""


@dataclass
class Signed:
    """The window, the provider, and the server that takes its tokens."""

    win: Window
    provider: Provider
    dovecot: Dovecot
    seen: set[str] = field(default_factory=set)
    """Every command line of the program so far."""

    def shows(self, words: str) -> bool:
        """Whether a screen reader finds these words on the screen."""
        return any(words in line for line in self.win.spoken())

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait, and look at the command lines of all of its processes meanwhile."""

        def looked() -> object:
            for process in self.win.family():
                try:
                    self.seen.add(" ".join(process.cmdline()))
                except psutil.Error:
                    continue
            return holds()

        self.win.until(looked, what)

    def secrets(self) -> list[str]:
        """Every token that was ever given out, and what they are had with."""
        former = [form["refresh_token"] for form in self.provider.asked if "refresh_token" in form]
        proofs = [form["code_verifier"] for form in self.provider.asked if "code_verifier" in form]
        return [*self.provider.given, *self.provider.refreshing, *former, *proofs]


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Signed]:
    assert not missing(), missing()
    with ExitStack() as stack:
        provider = stack.enter_context(Provider(tmp_path, ADDRESS))
        dovecot = stack.enter_context(
            Dovecot(
                users={ADDRESS: "not asked for"}, extra=provider.passdb(tmp_path / "passdb"), authority=provider.own
            )
        )
        dovecot.deliver(ADDRESS, [letter(1)])
        browser = tmp_path / "bin" / "xdg-open"
        browser.parent.mkdir()
        browser.write_text(BROWSER.format(python=sys.executable, ca=str(provider.ca)))
        browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
        win = stack.enter_context(window())
        path = f"{browser.parent}:{os.environ['PATH']}"
        win.start(PATH=path, OSONE_CA=str(provider.ca))
        win.until(lambda: read_card(win.profile) is not None, "there is a store")
        known = provider.authority
        mine = {"name": "Work", "hosts": ["localhost"], "authorize": known.authorize, "token": known.token}
        (win.profile / own.FILE).write_text(json.dumps([mine | {"scopes": ["mail"], "client": CLIENT}]))

        def skip() -> bool:
            win.press("ctrl+Right")
            return bool(win.setting("meeting.done"))

        win.until(skip, "the meeting is over")
        yield Signed(win, provider, dovecot)


def test_a_person_signs_in_with_a_browser_and_again_once_that_ended(signed: Signed) -> None:
    win = signed.win
    win.press("ctrl+k")
    signed.until(lambda: signed.shows("text: "), "the palette")
    win.write("add account")
    win.press("Return")
    signed.until(lambda: signed.shows("heading: Where is your mail?"), "it asks where it is")
    win.press("Return")
    signed.until(lambda: signed.shows("heading: What's your email address?"), "it asks for the address")
    win.write(ADDRESS)
    win.press("Return")
    signed.until(lambda: not signed.shows("heading: What's your email address?"), "it looks for servers")
    win.press("Return")
    signed.until(lambda: signed.shows("What are your mail servers?"), "and lets them be typed")
    win.write("localhost")
    win.press("Tab", "BackSpace", "BackSpace", "BackSpace")
    win.write(str(signed.dovecot.port))
    win.press("Return")
    signed.until(lambda: signed.shows("And the password?"), "a password would do")
    win.press("ctrl+b")
    signed.until(lambda: signed.shows("You sign in at localhost."), "it says where the browser goes")
    win.press("Return")
    signed.until(lambda: signed.shows("Signed in."), "the browser brought the answer")
    win.press("Return")
    signed.until(lambda: win.number("SELECT count(*) FROM message") == 1, "mail comes")

    signed.provider.forget()
    signed.dovecot.restart()
    signed.dovecot.deliver(ADDRESS, [letter(2)])
    signed.until(lambda: signed.shows("Sign in again?"), "a card asks for another sign-in")
    win.press("Tab", "Return")
    signed.until(lambda: signed.shows("You sign in at localhost."), "which is by the browser again")
    win.press("Return")
    signed.until(lambda: signed.shows("Signed in."), "it is done")
    win.press("Return")
    signed.until(lambda: win.number("SELECT count(*) FROM message") == 2, "and mail comes on")

    held = vault.secrets(SystemSecrets(), win.profile)
    reader = files.Store(win.profile, held.store_key(create=False)).reader()
    (account,) = accounts.every(reader)
    reader.close()
    assert account.way is Way.TOKEN
    grant = tokens.decode(held.secret(account) or "")
    assert grant is not None
    assert grant.refresh in signed.provider.refreshing, "what is kept is what serves now"
    win.leave()
    nowhere_else(signed)


def nowhere_else(signed: Signed) -> None:
    """No token stands in a log, in the database, in any other file of the profile, or on a command line."""
    secret = signed.secrets()
    assert len(secret) > 4
    win = signed.win
    assert any("engine" in line for line in signed.seen)
    places = {"a command line": "\n".join(signed.seen).encode(), "standard error": win.standard_error.read_bytes()}
    for path in win.profile.rglob("*"):
        if path.is_file():
            places[path.name] = path.read_bytes()
    held = vault.secrets(SystemSecrets(), win.profile)
    reader = files.Store(win.profile, held.store_key(create=False)).reader()
    tables = [str(name) for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert "setting" in tables
    for table in tables:
        places[f"the table {table}"] = repr(list(reader.execute(f'SELECT * FROM "{table}"'))).encode()
    reader.close()
    found = [place for place, held in places.items() if any(word.encode() in held for word in secret)]
    assert found == []
