"""How many verbs a mind is given: as many as it reads in good time, the most useful first."""

from hypothesis import given
from hypothesis import strategies as st

from osone.app.companion.house import RegistryTools
from osone.commands.everything import REGISTRY
from osone.commands.tools import USE
from osone.companion.minds.protocol import MindPace
from osone.companion.prompt import CHARACTERS_PER_TOKEN, Prompt, size
from osone.companion.toolbox import LEAST, READ_S, TURN_S, UNMEASURED, taken

VERBS = RegistryTools(None, frozenset).specs()  # type: ignore[arg-type]
PACES = st.floats(0.1, 500)


@given(PACES, PACES)
def test_a_slower_mind_gets_the_beginning_of_what_a_quicker_one_gets(one: float, other: float) -> None:
    slow, quick = sorted((one, other))
    few, many = taken(VERBS, MindPace(slow)), taken(VERBS, MindPace(quick))
    assert many[: len(few)] == few
    assert len(few) >= LEAST


@given(PACES)
def test_what_is_given_is_read_in_time_and_one_more_would_not_be(pace: float) -> None:
    given_verbs = taken(VERBS, MindPace(pace))
    room = pace * READ_S * CHARACTERS_PER_TOKEN
    if len(given_verbs) > LEAST:
        commas = 2 * len(given_verbs)
        assert size(Prompt("", given_verbs)) - size(Prompt("")) <= room + commas
    if len(given_verbs) < len(VERBS):
        assert size(Prompt("", tuple(VERBS[: len(given_verbs) + 1]))) > room


def test_a_quick_machine_gets_every_verb_and_an_unknown_one_is_taken_for_slow() -> None:
    assert taken(VERBS, MindPace(500)) == tuple(VERBS)
    assert taken(VERBS, MindPace()) == taken(VERBS, MindPace(UNMEASURED))
    assert LEAST < len(taken(VERBS, MindPace())) < len(VERBS)


@given(PACES)
def test_a_list_that_is_read_with_every_turn_is_shorter_by_as_much(pace: float) -> None:
    assert taken(VERBS, MindPace(pace, again=True)) == taken(VERBS, MindPace(pace * TURN_S / READ_S))


def test_the_order_of_use_names_verbs_that_there_are_and_leads_the_list() -> None:
    assert [REGISTRY[id].offered for id in USE] == [True] * len(USE)
    assert [verb.name for verb in VERBS[: len(USE)]] == list(USE)
    assert [verb.name for verb in VERBS[len(USE) :]] == sorted(verb.name for verb in VERBS[len(USE) :])
