"""The table of verbs: no clash, a sentence and a schema for each, and the keys of the design."""

import itertools
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.commands import chords
from osone.commands.context import Clause, Condition, fact, without
from osone.commands.everything import REGISTRY
from osone.commands.onboarding import OnboardingAct, id_of, taken
from osone.commands.registry import Command, Desk, Done, Gesture, Properties, Registry, command, gesture, parameters_of
from osone.commands.tools import tools
from osone.model.errors import CommandError

FACTS = ("a:1", "a:2", "b:1", "b:2", "x", "y")
CLAUSES = st.builds(
    Clause, st.frozensets(st.sampled_from(FACTS), max_size=3), st.frozensets(st.sampled_from(FACTS), max_size=3)
)
CONDITIONS = st.builds(lambda clauses: Condition(tuple(clauses)), st.lists(CLAUSES, max_size=3))
SITUATIONS = [
    frozenset(f for f in (a, b, *rest) if f)
    for a in ("", "a:1", "a:2", "a:3")
    for b in ("", "b:1", "b:2", "b:3")
    for n in range(3)
    for rest in itertools.combinations(("x", "y"), n)
]
"""Every situation there is: of the facts of one group at most one holds."""


@given(one=CONDITIONS, other=CONDITIONS)
def test_two_conditions_overlap_where_and_only_where_some_situation_fulfils_both(
    one: Condition, other: Condition
) -> None:
    assert one.overlaps(other) == any(one.holds(s) and other.holds(s) for s in SITUATIONS)
    assert one.overlaps(other) == other.overlaps(one)


@given(one=CONDITIONS, other=CONDITIONS)
def test_and_is_both_and_or_is_either_in_every_situation(one: Condition, other: Condition) -> None:
    for situation in SITUATIONS:
        assert (one & other).holds(situation) == (one.holds(situation) and other.holds(situation))
        assert (one | other).holds(situation) == (one.holds(situation) or other.holds(situation))


ALL = list(REGISTRY.commands.values())


def test_no_two_verbs_want_the_same_keys_where_both_could_act() -> None:
    for one, other in itertools.combinations(ALL, 2):
        for mine, theirs in itertools.product(one.keys, other.keys):
            if mine[: len(theirs)] == theirs[: len(mine)]:
                assert not one.when.overlaps(other.when), f"{one.id} and {other.id} both want {mine}"


@pytest.mark.parametrize("verb", ALL, ids=lambda v: v.id)
def test_every_verb_has_a_title_a_sentence_a_schema_and_a_picture(verb: Command) -> None:
    assert verb.title[0].isupper()
    assert len(verb.title) <= 48
    assert verb.sentence[0].isupper()
    assert verb.sentence.endswith((".", "?"))
    assert verb.icon
    assert (verb.run is None) == (verb.gesture is not None)
    schema = parameters_of(verb)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("verb", [v for v in ALL if v.keys], ids=lambda v: v.id)
def test_default_keys_keep_off_what_systems_take_for_themselves(verb: Command) -> None:
    for keys in verb.keys:
        assert chords.parse(" ".join(keys)) == keys
        for chord in keys:
            assert "Alt" not in chord
            assert not set(chord) & set("[]{}()<>")
            assert chord not in {"Mod+H", "Mod+M", "Mod+W"}
        if keys == ("Enter",):
            assert verb.id in ("open", "onboarding.take"), "a bare Enter opens and never sends"


DESIGNED = {
    "Mod+K": "palette.open", "Mod+J": "companion.talk", "Mod+1": "go.home", "Mod+2": "go.mail",
    "Mod+3": "go.calendar", "Mod+4": "go.tasks", "g i": "go.mail", "g c": "go.calendar", "g t": "go.tasks",
    "g h": "go.home", "g s": "go.settings", "g d": "go.date", "q": "capture.open", "c": "create", "/": "search.open",
    "j": "cursor.down", "k": "cursor.up",
    "Down": "cursor.down", "Up": "cursor.up", "n": "message.next", "p": "message.previous", "Enter": "open",
    "o": "open", "Esc": "back", "x": "select.toggle", "Shift+J": "select.down", "Shift+K": "select.up", "z": "undo",
    "Shift+Z": "redo", "v": "mail.move", "s": "mail.star", "u": "mail.unread", "a": "companion.about", "w": "why",
    "F6": "pane.next", "?": "keys.show", "y 1": "task.priority", "y 4": "task.priority", "t": "task.today",
    "d": "task.due", "1": "view.1", "9": "view.9",
}  # fmt: skip


@pytest.mark.parametrize("keys", DESIGNED)
def test_a_key_means_what_the_design_says(keys: str) -> None:
    assert chords.parse(keys) in REGISTRY[DESIGNED[keys]].keys


def test_e_is_done_and_the_hash_deletes_whatever_is_there() -> None:
    for keys, verbs in (
        ("e", {"mail.archive", "task.done"}),
        ("#", {"mail.trash", "mail.erase", "task.delete", "event.delete", "draft.discard", "turn.delete"}),
    ):
        assert {v.id for v in ALL if chords.parse(keys) in v.keys} == verbs


def make(registry: Registry, id: str = "lamp.light", **more: object) -> None:
    def light(desk: Desk, lamps: int) -> Done:
        """Light the lamps."""
        del desk
        return Done(f"{lamps} are lit.")

    command(id, "Light the lamps", registry=registry, **more)(light)  # type: ignore[arg-type]


def test_a_definition_that_is_not_whole_fails_when_it_is_made() -> None:
    registry = Registry()
    make(registry, keys="g x")
    with pytest.raises(ValueError, match="two verbs are called"):
        make(registry)
    with pytest.raises(ValueError, match="both want g"):
        make(registry, "lamp.go", keys="g")
    make(registry, "lamp.other", keys="x", when=fact("screen:mail"))
    make(registry, "lamp.third", keys="x", when=fact("screen:tasks"))
    with pytest.raises(ValueError, match="both want x"):
        gesture("lamp.show", "Show it", Gesture("show"), keys="x", when=without("screen:home"), registry=registry)

    def mute(desk: Desk) -> Done:
        return Done()

    with pytest.raises(ValueError, match="needs a docstring"):
        command("lamp.mute", "Light", registry=registry)(mute)

    def half(desk: Desk, lamps) -> Done:  # type: ignore[no-untyped-def]
        """Light half of them."""
        return Done()

    with pytest.raises(ValueError, match="needs an annotation"):
        command("lamp.half", "Light", registry=registry)(half)

    def odd(desk: Desk, lamps: dict[str, int]) -> Done:
        """Light odd ones."""
        return Done()

    with pytest.raises(ValueError, match="cannot be an argument"):
        command("lamp.odd", "Light", registry=registry)(odd)

    def loose(desk: Desk) -> Done:
        """Light some"""
        return Done()

    with pytest.raises(ValueError, match="one whole sentence"):
        command("lamp.loose", "Light", registry=registry)(loose)
    with pytest.raises(ValueError, match="needs a title"):
        gesture("lamp.nameless", "", Gesture("show"), registry=registry)
    with pytest.raises(ValueError, match="needs a title"):
        gesture("lamp.sentence", "Show it.", Gesture("show"), registry=registry)
    with pytest.raises(CommandError, match="only Mod and Shift"):
        make(registry, "lamp.alt", keys="Alt+X")
    with pytest.raises(CommandError, match="no command"):
        registry["lamp.none"]


def test_the_tools_of_a_situation_are_always_the_same_bytes() -> None:
    facts = frozenset({"screen:mail", "focus:thread"})

    def text(registry: Registry) -> bytes:
        return json.dumps([(t.id, t.sentence, t.parameters) for t in tools(facts, registry)]).encode()

    turned = Registry(dict(reversed(list(REGISTRY.commands.items()))))
    assert text(REGISTRY) == text(turned)
    offered = {t.id for t in tools(facts)}
    assert {"mail.archive", "mail.star", "task.add", "today"} <= offered
    assert not offered & {"open", "mail.want", "settings.set", "undo.entry", "task.done", "go.mail"}


def test_what_turns_stops_and_fetches_is_no_looking() -> None:
    for verb in ("undo", "redo", "undo.entry", "stop", "mail.want", "mail.check"):
        properties = REGISTRY[verb].properties
        assert properties.writes
        assert not properties.undoable, "it is no entry of the journal"
    assert {v.id for v in ALL if v.run is not None and not v.properties.writes} == {"today", "talk.find"}
    assert {v.id for v in ALL if v.turns} == {"undo", "undo.entry", "redo"}
    assert {v.id for v in ALL if v.unasked} == {"mail.want", "mail.read", "draft.keep"}


def test_a_mind_is_given_no_gesture_and_nothing_that_is_for_the_person_alone() -> None:
    everything = frozenset({"focus:thread", "focus:task", "focus:event", "reading"})
    assert not {t.id for t in tools(everything)} & {"redo", "undo.entry", "settings.set", "mail.want", "mail.read"}
    assert all(not v.properties.mind and not v.properties.writes for v in ALL if v.gesture is not None)


def test_a_mind_is_given_nothing_that_names_a_file_of_this_machine() -> None:
    files = {v.id for v in ALL if {a.name for a in v.arguments} & {"path", "file", "files", "place"}}
    assert "mail.import" in files
    given = {v.id for v in ALL if v.properties.mind and v.run is not None}
    assert given & files == set()


def test_what_only_looks_has_nothing_to_ask_about() -> None:
    with pytest.raises(ValueError, match="nothing to ask"):
        Properties(writes=False, asks=True)


def test_nothing_can_be_done_before_the_two_have_met() -> None:
    everything = frozenset({"screen:onboarding", "focus:thread", "focus:task", "reading", *map(taken, OnboardingAct)})
    acting = {verb.id for verb in ALL if verb.when.holds(everything)}
    assert acting == {"quit", *map(id_of, OnboardingAct)}
    assert {verb.id for verb in ALL if verb.when.holds(frozenset({"screen:onboarding"}))} == {"quit"}


@pytest.mark.parametrize("act", OnboardingAct)
def test_what_is_done_in_the_first_run_has_a_key_and_is_done_nowhere_else(act: OnboardingAct) -> None:
    verb = REGISTRY[id_of(act)]
    assert verb.keys
    assert not verb.when.holds(frozenset({"screen:mail", "focus:thread", taken(act)}))
    assert not verb.when.holds(
        frozenset({"screen:onboarding", *(taken(other) for other in OnboardingAct if other is not act)})
    )
