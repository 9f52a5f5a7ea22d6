"""Nothing is said to be all there is before it is known, and what is wrong is said at once, on every screen."""

from collections.abc import Iterator

import apsw
import pytest

from osone.model.mail import Box
from osone.store import accounts
from osone.store.writing import transaction
from osone.sync.messages import AccountStanding, Standing
from tests.app.house import Running, living, sample
from tests.app.seen import bare, words

CERTAIN = ("You're all caught up", "Nothing in your inbox needs you.", "Nothing in your inbox needs an answer.")
SCREENS = ("h", "i", "c", "t", "w", "s")


def account(house: Running, low_uid: int) -> None:
    """An account of a server whose inbox was read down to this UID."""
    writer = house.house.profile.store.writer()
    with transaction(writer) as tx:
        made = accounts.add(tx, "imap", "mara@one.example", "Mara", {})
        tx.connection.execute(
            "INSERT INTO folder (account, path, role, name, uidvalidity, uidnext, low_uid)"
            " VALUES (?, 'INBOX', 'inbox', 'Inbox', 7, 40, ?)",
            (made, low_uid),
        )
    writer.close()
    house.screens.refresh()
    house.turn(0.3)


def said(house: Running) -> list[str]:
    """What Home and the first list of mail say where nothing is there."""
    house.press("Esc", "Esc", "g", "h")
    house.turn(0.3)
    home = words(house, "HomeScreen")
    house.press("g", "i", "1")
    house.turn(0.3)
    return [*home, *words(house, "MailScreen")]


def certain(lines: list[str]) -> list[str]:
    return [one for one in lines if one in CERTAIN or "Nothing needs you today" in one]


def test_nobody_is_said_to_wait_for_nothing_while_mail_is_still_being_read() -> None:
    with bare() as opened, living(opened) as house:
        account(house, low_uid=20)
        lines = said(house)
        assert certain(lines) == []
        assert any("so far" in one for one in lines)


def test_where_all_was_read_it_is_said_in_so_many_words() -> None:
    with bare() as opened, living(opened) as house:
        account(house, low_uid=1)
        assert set(CERTAIN) & set(certain(said(house)))
        assert any("Nothing needs you today" in one for one in said(house))


@pytest.mark.parametrize("low_uid", [1, 20])
def test_an_empty_list_of_drafts_says_where_those_are_that_were_written_here(low_uid: int) -> None:
    with bare() as opened, living(opened) as house:
        account(house, low_uid)
        house.press("Mod+K")
        house.write("go to drafts")
        house.press("Enter")
        kept = "Messages you write are kept in Writing. Press g w to go there."
        house.until(lambda: kept in words(house, "MailScreen"), "it is said, however much is read")
        house.press("/")
        house.write("in:drafts boat")
        house.until(lambda: [one for one in words(house, "MailScreen") if "not searched" in one], "of a search too")
        house.press("Esc", "Esc", "g", "w")
        house.until(lambda: house.screens.at.name == "writing", "and the keys lead there")


def test_what_did_nothing_does_not_wear_the_mark_of_a_success(running: Running) -> None:
    def told() -> list[tuple[str, bool]]:
        return [(str(one["text"]), bool(one["told"])) for one in running.screens.shell.property("toasts").rows]

    def drop() -> None:
        for one in list(running.screens.shell.property("toasts").rows):
            running.screens.shell.drop(str(one["key"]))

    running.press("Esc", "Esc", "g", "i", "2")
    running.turn(0.3)
    drop()
    running.press("g", "g", "#")
    running.until(lambda: ("Deleted 1 conversation", False) in told(), "that was a deed")
    drop()
    running.press("Mod+K")
    running.write("go to archive")
    running.press("Enter")
    running.until(lambda: running.screens.inbox.property("box") == Box.ARCHIVE and running.screens.inbox.current, "")
    running.press("e")
    running.until(lambda: ("Already archived.", True) in told(), "that was none")
    drop()
    running.press("z")
    running.until(lambda: told() and not told()[-1][1], "taking back is one")
    running.press("Esc", "Esc")
    drop()


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with sample() as opened, living(opened) as made:
        yield made


@pytest.mark.parametrize("standing", [Standing.OFFLINE, Standing.REFUSED])
def test_a_server_that_is_down_is_said_on_every_screen_and_that_changes_wait(
    running: Running, standing: Standing
) -> None:
    number = running.number("SELECT min(id) FROM account")
    running.house.heard(AccountStanding(number, standing, "mail.one.example can't be reached."))
    assert any("mail.one.example can't be reached." in one for one in words(running)), "at once"
    for toast in running.screens.shell.property("toasts").rows:
        running.screens.shell.drop(str(toast["key"]))
    try:
        for key in SCREENS:
            running.press("Esc", "Esc", "g", key)
            running.turn(0.1)
            assert "mail.one.example can't be reached. Your changes wait." in words(running), key
    finally:
        running.house.heard(AccountStanding(number, Standing.QUIET))
    running.turn(0.05)
    assert not [one for one in words(running) if "Your changes wait" in one]


@pytest.mark.parametrize(
    "keys", [("g", "i", "2", "e"), ("g", "i", "2", "s"), ("g", "t", "1", "e"), ("g", "c", "t", "#"), ("g", "h", "e")]
)
def test_a_full_disk_is_said_wherever_one_is_and_what_was_to_go_is_there_again(
    running: Running, keys: tuple[str, ...]
) -> None:
    def bounded(connection: apsw.Connection) -> None:
        connection.execute("CREATE TEMP TRIGGER full BEFORE INSERT ON journal BEGIN SELECT fail(); END")

    def full(*_values: object) -> None:
        raise apsw.FullError("database or disk is full")

    def prepare(connection: apsw.Connection) -> None:
        connection.create_scalar_function("fail", full, 0)
        bounded(connection)

    def free(connection: apsw.Connection) -> None:
        connection.execute("DROP TRIGGER full")

    def rows() -> list[str]:
        running.press("Home")
        found = running.screens.selection()
        return [f"{noun}/{number}" for noun, numbers in found.items() for number in numbers]

    *there, verb = keys
    running.press("Esc", "Esc", *there)
    running.turn(0.3)
    first = rows()
    assert first, "something is under the cursor"
    deeds = running.number("SELECT count(*) FROM journal")
    running.house.writer.write(prepare)
    try:
        running.press(verb)
        running.until(lambda: any("disk is full" in one for one in words(running)), "it is said", 5)
        running.until(lambda: rows() == first, "it is there again")
    finally:
        running.house.writer.write(free)
    assert running.number("SELECT count(*) FROM journal") == deeds
