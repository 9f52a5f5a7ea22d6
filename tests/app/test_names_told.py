"""What each thing is called for who hears the window: every line by what it asks, nothing twice, nothing nameless."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from osone.bridge.window.palette import QUESTIONS
from osone.commands.registry import REGISTRY
from osone.commands.screens import SCREENS
from osone.model.accounts import Service
from osone.model.services import Imap, Security, Server, encode
from osone.store import accounts
from osone.store.writing import transaction
from tests.app.house import Running, living, sample

PRESSED = (QAccessible.Role.Button, QAccessible.Role.Link, QAccessible.Role.PageTab, QAccessible.Role.CheckBox)
NAMED = (*PRESSED, QAccessible.Role.EditableText, QAccessible.Role.Dialog, QAccessible.Role.List)


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened:
        core = opened.store.writer()
        with transaction(core) as tx:
            for uid, label in (("one", "Boat club"), ("two", "Choir")):
                server = Imap(Server(f"{uid}.example", 993, Security.TLS), f"{uid}@club.example")
                kept = encode({Service.INCOMING: server})
                made = accounts.add(tx, "imap", f"{uid}@club.example", "Mara", kept, uid=uid)
                tx.connection.execute("UPDATE account SET label = ? WHERE id = ?", (label, made))
        core.close()
        with living(opened) as running:
            running.until(lambda: running.screens.inbox.current, "the mail is read")
            yield running


def parts(house: Running) -> list[QAccessibleInterface]:
    """Everything that is told of the window as it is now."""

    def within(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        yield one
        for at in range(one.childCount()):
            child = one.child(at)
            if child is not None and not child.state().invisible:
                yield from within(child)

    assert house.house.window is not None
    return list(within(QAccessible.queryAccessibleInterface(house.house.window)))


def name(one: QAccessibleInterface) -> str:
    return one.text(QAccessible.Text.Name)


def numbers(house: Running) -> dict[int, str]:
    """The two accounts at servers, with what they are called."""
    return {int(str(n)): str(words) for n, words in house.rows("SELECT id, label FROM account WHERE label <> ''")}


def dialog(house: Running) -> list[str]:
    return [name(one) for one in parts(house) if one.role() == QAccessible.Role.Dialog]


def ask(house: Running, command: str) -> None:
    house.press("Esc", "Esc")
    house.screens.finder.ask(command, REGISTRY[command].title)
    house.turn(0.05)


def test_each_line_that_asks_is_called_by_what_it_asks_and_the_palette_by_its_own_name(house: Running) -> None:
    house.press("Esc", "Esc", "g", "i")
    told = {}
    for key, verb in (("h", "mail.snooze"), ("v", "mail.move")):
        house.press(key)
        house.until(lambda: house.screens.finder.property("opened"), "it asks")
        told[verb] = dialog(house)
        house.press("Esc")
    asking = [one for one in QUESTIONS if one in REGISTRY.commands] + ["account.change", "box.folder"]
    for verb in asking:
        ask(house, verb)
        told.setdefault(verb, dialog(house))
    house.press("Esc", "Mod+K")
    house.turn(0.05)
    palette = dialog(house)
    house.press("Esc")
    assert palette == ["Command palette"]
    assert told["mail.snooze"] == ["Snooze until when?"]
    assert told["mail.move"] == ["Move to which folder?"]
    assert told["mail.import"] == ["Where is it?"]
    assert told["account.change"] == ["Change an account's password or servers"]
    for verb, said in told.items():
        assert len(said) == 1, verb
        assert said != palette, verb
        assert said[0], verb


def test_of_two_accounts_each_is_told_by_its_own_name(house: Running) -> None:
    ask(house, "account.change")
    rows = [name(one) for one in parts(house) if one.role() == QAccessible.Role.MenuItem]
    house.press("Esc")
    assert {"Boat club, one@club.example, Mara", "Choir, two@club.example, Mara"} <= set(rows)


def wrong(house: Running) -> list[str]:
    """What is nameless, called like another, or called the same thing twice over."""
    told = parts(house)
    twice = Counter(name(one) for one in told if one.role() in PRESSED)
    found = [f"{one.role().name} has no name" for one in told if one.role() in NAMED and not name(one).strip()]
    found += [f"two are called {words}" for words, times in twice.items() if times > 1]
    for one in told:
        pieces = [piece.strip() for piece in name(one).split(": ")]
        found += [name(one) for first, second in pairwise(pieces) if first and second.startswith(first)]
    return found


@pytest.mark.parametrize("screen", [row.name for row in SCREENS])
def test_on_every_screen_all_that_can_be_used_has_a_name_of_its_own_which_says_nothing_twice(
    house: Running, screen: str
) -> None:
    house.press("Esc", "Esc")
    house.screens.shell.go(screen)
    house.turn(0.3)
    assert wrong(house) == []


def test_what_is_open_in_the_settings_says_of_which_account_it_is(house: Running) -> None:
    house.screens.shell.go("settings")
    for number, words in numbers(house).items():
        house.screens.preferences.edit(number)
        house.turn(0.1)
        assert wrong(house) == []
        told = [name(one) for one in parts(house)]
        for what in ("Account name", "Password and servers", "Remove account"):
            assert f"{what}: {words}" in told


def test_the_line_for_a_password_says_of_which_account_it_is(house: Running) -> None:
    for number in numbers(house):
        address = house.rows("SELECT address FROM account WHERE id = ?", number)[0][0]
        house.screens.shell.press(f"account.change:{number}")
        house.until(lambda: house.screens.shell.property("onboarding"), "it is asked for")
        house.until(lambda words=address: f"Password for {words}" in [  # type: ignore[misc]
            name(one) for one in parts(house) if one.role() == QAccessible.Role.EditableText
        ], "the line has its name")  # fmt: skip
        assert wrong(house) == []
        house.press("Esc")
        house.until(lambda: not house.screens.shell.property("onboarding"), "and left")
