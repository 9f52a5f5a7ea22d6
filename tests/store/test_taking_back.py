"""Who takes back what: the person the newest that was done here, a mind its own deeds, and nobody half of one."""

import pytest

from osone.commands import running
from osone.commands.everything import REGISTRY
from osone.model.errors import CommandError
from osone.store import pieces, tasks
from osone.store import settings as kept
from osone.store.writing import transaction
from tests.store import world as worlds
from tests.store.test_laws import do, run
from tests.store.world import World


def did(world: World, by: str, verb: str = "task.add", **arguments: object) -> running.Outcome:
    given = arguments or ({"line": f"by the {by}"} if verb == "task.add" else {})
    return running.run(world.core, verb, given, by=by, now=worlds.NOW, registry=REGISTRY)


def test_z_takes_back_the_newest_that_was_done_here_and_names_who_did_it_if_not_the_person(world: World) -> None:
    for by in ("person", "companion", "shell", "rule"):
        did(world, by)
    assert did(world, "person", "undo").said == "Undone: added “by the companion” (your companion did it)"
    with transaction(world.core) as tx:
        kept.put(tx, "companion.name", "Iris")
    assert did(world, "person", "redo").said == "Redone: added “by the companion” (Iris did it)"
    assert did(world, "person", "undo").said == "Undone: added “by the companion” (Iris did it)"
    assert did(world, "person", "undo").said == "Undone: added “by the person”"
    assert did(world, "person", "undo").said == "Nothing to undo."
    assert {t.title for t in tasks.every_open(world.core)} == {"by the shell", "by the rule"}
    assert did(world, "person", "redo").said == "Redone: added “by the person”"
    assert did(world, "person", "redo").said == "Redone: added “by the companion” (Iris did it)"


def test_what_a_rule_did_is_taken_back_as_its_entry(world: World) -> None:
    entry = did(world, "rule").journal
    assert entry is not None
    did(world, "person", "undo.entry", entry=entry)
    assert not tasks.every_open(world.core)
    with pytest.raises(CommandError, match="undone already"):
        did(world, "person", "undo.entry", entry=entry)


def test_a_mind_takes_back_does_again_and_stops_nothing_of_a_person_s(world: World) -> None:
    entry = did(world, "person").journal
    assert entry is not None
    assert did(world, "companion", "undo").said == "Nothing to undo."
    with pytest.raises(CommandError, match="only what it did itself"):
        did(world, "companion", "undo.entry", entry=entry)
    did(world, "person", "undo")
    with pytest.raises(CommandError, match="Only you can redo"):
        did(world, "companion", "redo")
    assert did(world, "person", "redo").said == "Redone: added “by the person”"
    with transaction(world.core) as tx:
        pieces.begin(tx, entry, pieces.DOING, [1], {})
    with pytest.raises(CommandError, match="only what it did itself"):
        did(world, "companion", "stop")
    assert "Stopped" in did(world, "person", "stop").said


def test_what_is_taken_back_is_told_by_its_verb_where_nothing_was_said_of_it(world: World) -> None:
    did(world, "person", "settings.set", key="look.mode", value="night")
    assert did(world, "person", "undo").said == "Undone: changed “Appearance”"


def test_a_task_that_was_changed_since_is_not_taken_away_with_its_making(world: World) -> None:
    added = do(world, ("task.add", [0], 1))
    assert added is not None
    running.run(world.core, "task.done", {"tasks": [1]}, by="rule", now=worlds.NOW, registry=REGISTRY)
    assert run(world, "undo").said.startswith("Not undone")
    assert world.core.execute("SELECT done_at IS NOT NULL FROM task").get == 1


def test_a_verb_that_changes_nothing_leaves_no_entry_and_keeps_what_could_be_done_again(world: World) -> None:
    do(world, ("task.add", [0], 1))
    do(world, ("task.add", [0], 2))
    run(world, "undo")
    assert do(world, ("task.reopen", [0], 0)) is not None  # it is open already
    assert run(world, "redo").said == "Redone: added “Buy 2 lamps”"
