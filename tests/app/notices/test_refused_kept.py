"""What a server would not do while no window heard of it: told when one comes, and not again once it was answered."""

from osone.app.profile.profile import Profile
from osone.store import refusals
from osone.store.outbox import COLUMNS, Wish
from osone.store.writing import transaction
from osone.sync.messages import as_told
from tests.app.house import Running, living, sample


def refused(opened: Profile) -> None:
    """A server refused for good that two messages are deleted, and nobody was there."""
    core = opened.store.writer()
    with transaction(core) as tx:
        some = core.execute("SELECT id, account FROM message ORDER BY id DESC LIMIT 2").fetchall()
        for message, account in some:
            core.execute(
                "INSERT INTO outbox (account, kind, noun, noun_id, value, source, state)"
                " SELECT ?1, 'mail.move', 'message', ?2, f.id, f.id, 'waiting' FROM folder f WHERE f.role = 'inbox'",
                (account, message),
            )
        wishes = [Wish(*row) for row in core.execute(f"SELECT {COLUMNS} FROM outbox WHERE kind = 'mail.move'")]
        core.execute("DELETE FROM outbox WHERE kind = 'mail.move'")
        refusals.keep(tx, int(str(some[0][1])), wishes, "OVERQUOTA", "Quota exceeded")
    core.close()


def cards(house: Running) -> list[str]:
    return [str(row["body"]) for row in house.screens.shell.property("cards").rows]


def test_what_was_refused_while_no_window_was_there_is_told_by_the_next_ones_until_it_is_answered() -> None:
    with sample() as opened:
        refused(opened)
        for _window in range(2):
            with living(opened) as house:
                house.until(lambda: cards(house), "a card tells of it")
                assert len(cards(house)) == 1
                assert "Your mailbox is full." in cards(house)[0]
                (kept,) = refusals.every(house.reader)
                house.house.heard(as_told(kept))
                house.turn(0.1)
                assert len(cards(house)) == 1, "it is the same that the engine tells of"
        with living(opened) as house:
            house.until(lambda: cards(house), "it was never answered")
            house.screens.shell.decide_last(False)
            house.until(lambda: not refusals.every(house.reader), "now it was")
        with living(opened) as house:
            house.turn(0.5)
            assert not cards(house)
