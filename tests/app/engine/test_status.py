"""How the engine and each account stand, as the window shows it."""

import shutil
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from osone.app.engine.child import Life
from osone.app.engine.status import line
from osone.store import accounts
from osone.store.writing import transaction
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
from tests.app.house import Running, living, sample

REFUSED = AccountStanding(1, Standing.REFUSED, "mail.one.example rejected this password.", "Type it again.", "x.y")
OFFLINE = AccountStanding(2, Standing.OFFLINE, "No network.", "It is tried again.")


def folded(*said: Message) -> Known:
    found: Known = {}
    for one in said:
        found = known.fold(found, one)
    return found


def test_a_disk_without_room_is_what_the_line_says_whether_an_engine_runs_or_not() -> None:
    words = "fault", "The disk is full. Free some space, and OS One goes on.", -1.0
    assert line(Life.FULL, {}) == words
    waits = folded(Progress(Work.INDEXING, 3, 4), Progress(Work.ROOM, 0, -1))
    assert line(Life.UP, waits) == words
    assert line(Life.STARTING, {}, full=True) == line(Life.DOWN, folded(OFFLINE), full=True) == words
    assert line(Life.UP, folded(Progress(Work.ROOM, 0, -1), Progress(Work.ROOM, 0, 0))) == ("", "", -1.0)


def test_the_window_says_that_the_disk_is_full_before_any_engine_does(monkeypatch: pytest.MonkeyPatch) -> None:
    with sample() as opened:
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=0))
        with living(opened) as house:
            assert house.house.child.life is Life.STARTING
            for screen in ("mail", "calendar", "settings", "home"):
                house.screens.shell.go(screen)
                house.turn()
                assert house.screens.shell.property("status").startswith("The disk is full. Free some space")
            monkeypatch.undo()
            house.until(lambda: not house.screens.shell.property("status"), "there is room again")


def standing(account: int, how: Standing, sentence: str = "") -> AccountStanding:
    return AccountStanding(account, how, sentence)


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ([], "", ""),
        ([standing(1, Standing.QUIET)], "", ""),
        ([OFFLINE], "offline", "No network. Your changes wait."),
        ([REFUSED], "fault", "mail.one.example rejected this password. Your changes wait."),
        ([REFUSED, OFFLINE], "fault", "mail.one.example rejected this password. Another account is offline."),
        ([OFFLINE, REFUSED], "fault", "mail.one.example rejected this password. Another account is offline."),
        (
            [REFUSED, standing(2, Standing.REFUSED, "No.")],
            "fault",
            "2 accounts need your attention. Your changes wait.",
        ),
        (
            [OFFLINE, standing(3, Standing.OFFLINE, "Gone.")],
            "offline",
            "2 accounts are offline. Your changes wait.",
        ),
        (
            [standing(1, Standing.OFFLINE, "No network."), standing(3, Standing.OFFLINE, "No network.")],
            "offline",
            "No network. Your changes wait.",
        ),
        ([OFFLINE, standing(1, Standing.QUIET)], "offline", "No network. Your changes wait."),
        ([OFFLINE, Progress(Work.HEADERS, 1, 1, 1)], "offline", "No network. Your changes wait."),
        ([REFUSED, standing(1, Standing.GONE)], "", ""),
        ([OFFLINE, standing(2, Standing.SYNCING)], "", ""),
    ],
)
def test_the_trouble_of_one_account_neither_hides_nor_ends_anothers(said: list[Message], kind: str, words: str) -> None:
    assert line(Life.UP, folded(*said))[:2] == (kind, words)


def test_work_is_shown_with_its_share_and_mending_comes_first() -> None:
    bodies = Progress(Work.BODIES, 30, 10, 1, "INBOX", 5)
    assert line(Life.UP, folded(bodies)) == ("sync", "Downloading messages: 30 so far, 5 a second", 0.75)
    mending = folded(bodies, Progress(Work.MENDING, 0, -1))
    assert line(Life.UP, mending) == ("sync", "Recovering after a crash. Nothing was lost.", -1.0)
    assert line(Life.UP, known.fold(mending, Progress(Work.MENDING, 4, 0)))[1].startswith("Downloading")
    assert line(Life.UP, folded(bodies, Progress(Work.BODIES, 40, 0, 1))) == ("", "", -1.0)


def test_an_engine_that_is_away_or_newer_is_said_before_all_else() -> None:
    assert line(Life.DOWN, folded(REFUSED))[:2] == ("restarting", "Reconnecting. Nothing was lost.")
    assert line(Life.UPDATED, folded())[:2] == ("restarting", "OS One was updated. Quit and open it again.")
    assert line(Life.STARTING, folded()) == ("", "", -1.0)


@pytest.fixture(scope="module")
def house() -> Iterator[Running]:
    with sample() as opened, living(opened) as made:
        core = opened.store.writer()
        with transaction(core) as tx:
            accounts.add(tx, "imap", "amy@two.example", "Amy", {})
        core.close()
        made.until(lambda: len(made.screens.preferences.property("accounts")) > 1, "the second account")
        yield made


def test_each_account_shows_its_own_trouble_until_it_is_well(house: Running) -> None:
    first, second = (a.id for a in accounts.every(house.reader))

    def faults() -> list[str]:
        return [str(row["fault"]) for row in house.screens.preferences.property("accounts")]

    def status() -> str:
        return str(house.screens.shell.property("status"))

    refused = AccountStanding(first, Standing.REFUSED, "Your password was rejected.", "Type it again.", "account.add")
    offline = AccountStanding(second, Standing.OFFLINE, "No network.")
    house.house.heard(refused)
    house.house.heard(offline)
    house.house.heard(refused)
    assert faults() == ["Your password was rejected. Type it again.", "No network."]
    assert status() == "Your password was rejected. Another account is offline."
    assert house.toasts() == ["Your password was rejected. Type it again."], "it is said once"
    assert house.screens.reading.offline == {second}
    house.house.heard(AccountStanding(first, Standing.SYNCING))
    assert (faults(), status()) == (["", "No network."], "No network. Your changes wait.")
    house.house.status.lives(Life.DOWN)
    assert (faults(), status()) == (["", ""], "Reconnecting. Nothing was lost.")
    house.house.status.lives(Life.UP)
    assert (status(), house.screens.reading.offline) == ("", frozenset())


def test_a_sign_in_that_ended_is_a_card_that_opens_the_way_to_another(house: Running) -> None:
    first = accounts.every(house.reader)[0].id
    refused = AccountStanding(
        first, Standing.REFUSED, "id.example no longer accepts this sign-in.", "Sign in again.", "account.sign_in"
    )
    house.house.heard(refused)
    house.house.heard(refused)
    (card,) = house.screens.shell.property("cards").rows
    assert (card["title"], card["body"]) == (
        "Sign in again?",
        "id.example no longer accepts this sign-in. Sign in again.",
    )
    assert not any("id.example" in words for words in house.toasts())
    asked: list[str] = []
    house.screens.shell.commandAsked.connect(asked.append)
    house.screens.shell.decide(str(card["key"]), True)
    assert asked == [f"account.sign_in:{first}"]


@pytest.mark.parametrize("how", [Standing.SYNCING, Standing.GONE])
def test_a_card_that_asks_to_sign_in_goes_once_that_is_not_needed_any_more(house: Running, how: Standing) -> None:
    first = accounts.every(house.reader)[0].id
    house.house.heard(AccountStanding(first, Standing.REFUSED, "It ended.", "Sign in again.", "account.sign_in"))
    assert len(shown(house)) == 1
    house.house.heard(AccountStanding(first, Standing.QUIET, service="outgoing"))
    assert len(shown(house)) == 1, "it is the other server that let one in"
    house.house.heard(AccountStanding(first, how))
    assert not shown(house)


def test_where_several_folders_would_do_the_person_is_asked_once(house: Running) -> None:
    for _look in range(3):
        house.house.heard(FolderUnsure(1, "sent", "Several folders could be for sent mail: Sent and Sent Items."))
    said = "Several folders could be for sent mail: Sent and Sent Items."
    assert house.toasts().count(said) == 1
    *_before, toast = house.screens.shell.property("toasts").rows
    house.screens.shell.take(str(toast["key"]))
    house.until(lambda: house.screens.finder.property("opened"), "the palette asks which")


def test_what_was_asked_for_once_is_told_when_it_ends(house: Running) -> None:
    house.house.heard(JobDone(1, "12 mails came from Old."))
    house.house.heard(JobFailed(2, "Old could not be read.", "Name a Maildir."))
    for _look in range(3):
        house.house.heard(FolderRefused(1, "Shared", "The mail server won't open Shared: NO"))
    assert house.toasts()[-3:] == [
        "12 mails came from Old.", "Old could not be read. Name a Maildir.", "The mail server won't open Shared: NO",
    ]  # fmt: skip


def over(house: Running, job: int, kind: str, said: str) -> None:
    """The engine has done a job: it stands in the store, and is told."""
    core = house.house.profile.store.writer()
    with transaction(core) as tx:
        sql = "INSERT INTO errand (id, kind, arguments, state, said) VALUES (?, ?, '', 'done', ?)"
        tx.connection.execute(sql, (job, kind, said))
    core.close()
    house.house.heard(JobDone(job, said, kind))


def shown(house: Running) -> list[tuple[object, object]]:
    return [(card["title"], card["body"]) for card in house.screens.shell.property("cards").rows]


def test_what_was_imported_is_shown_by_a_key_however_short_it_is_and_whatever_was_done_since(house: Running) -> None:
    house.press("Esc", "Esc", "g", "r")
    house.until(lambda: "Nothing was imported yet." in house.toasts(), "there was nothing")
    over(house, 101, "import", "Imported 12 messages from Old.")
    over(house, 102, "check", "Checked for new mail.")
    over(house, 103, "remove", "amy@old.example was removed from this computer.")
    house.press("g", "r")
    house.until(lambda: house.screens.shell.property("asking"), "a card says it")
    assert shown(house) == [("What was imported", "Imported 12 messages from Old.")]
    house.press("Esc")


def test_a_long_report_of_an_import_and_of_nothing_else_leads_to_the_whole_of_it(house: Running) -> None:
    report = "Imported 5 messages from Letters. " + "1 file is not a message: photo.jpg. " * 6
    over(house, 201, "remove", report)
    assert house.screens.shell.property("toasts").rows[-1]["action"] == ""
    over(house, 202, "import", report)
    toast = house.screens.shell.property("toasts").rows[-1]
    assert (toast["action"], toast["keys"]) == ("Details", "g r")
    assert len(str(toast["text"])) < len(report)
    house.screens.shell.take(str(toast["key"]))
    house.until(lambda: house.screens.shell.property("asking"), "a card says it")
    assert shown(house) == [("What was imported", report)]
    house.press("Esc")
