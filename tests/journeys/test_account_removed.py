"""An account taken away by keys: a card says what goes, then it is gone from here, and its server kept all of it."""

from pathlib import Path

import pytest

from osone.accounts.secrets import SystemSecrets
from osone.app.profile import vault
from osone.store import accounts
from tests.journeys.written import WORD, written

pytestmark = pytest.mark.timeout(240)


def test_what_goes_is_shown_first_and_the_server_keeps_all_of_it(tmp_path: Path) -> None:
    with written(tmp_path) as desk:
        win = desk.win
        held = vault.secrets(SystemSecrets(), win.profile)
        [account] = accounts.every(win.look())
        assert held.vault.get(held.name_of(account)) == WORD
        win.press("g", "w", "c")
        win.until(lambda: desk.shows("text: To"), "a message is begun")
        win.write("bo@example.test")
        win.press("Return")
        win.write("Lunch")
        win.press("Return")
        win.write("At one?")
        win.until(lambda: "At one?" in str(desk.draft("blocks")), "it is kept")
        win.press("Escape", "Escape")
        win.press("ctrl+k")
        win.until(lambda: desk.shows("Command palette"), "the palette")
        win.write("remove account")
        win.press("Return")
        win.until(lambda: desk.shows("Remove which account?"), "it asks for which")
        win.press("Return")
        win.until(lambda: desk.shows("Remove amy@example.test?"), "a card asks first")
        assert desk.shows("1 message, 1 draft and its password")
        assert desk.shows("Your mail stays on the server.")
        assert win.number("SELECT count(*) FROM message") == 1
        win.press("Tab", "Return")
        win.until(lambda: win.number("SELECT count(*) FROM account") == 0, "it is gone")
        for table in ("message", "folder", "draft", "outbox", "raw.raw", "raw.words"):
            assert win.number(f"SELECT count(*) FROM {table}") == 0, table
        win.until(lambda: desk.shows("amy@example.test was removed from this computer."), "it is said")
        assert held.vault.get(held.name_of(account)) is None
        client = desk.dovecot.client("amy")
        client.select("INBOX")
        assert client.search(None, "ALL")[1] == [b"1"]
        client.logout()
        assert desk.server.sent == []
