"""The names it proposes: many, with reasons, in a steady order, never the person's own."""

from hypothesis import given
from hypothesis import strategies as st

from osone.companion.names import NAMES, proposals


def test_there_are_many_and_each_has_a_short_reason() -> None:
    assert len(NAMES) >= 60
    assert len({name.name for name in NAMES}) == len(NAMES)
    for name in NAMES:
        assert 20 <= len(name.reason) <= 120
        assert name.reason.endswith(".")
        assert name.name.isalpha()


@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_is_steady(seed: str, person: str) -> None:
    assert proposals(seed, person) == proposals(seed, person)
    assert proposals(seed)[0] in NAMES


def test_another_seed_gives_another_order() -> None:
    assert len({proposals(str(seed))[0].name for seed in range(40)}) > 15


def test_the_person_s_own_name_is_left_out() -> None:
    for person in ("Robin Smith", "robin", "Robyn Iris"):
        names = {name.name for name in proposals("x", person)}
        assert "Robin" not in names or person == "Robyn Iris"
    assert "Iris" not in {name.name for name in proposals("x", "Robyn Iris")}
    assert "Juniper" not in {name.name for name in proposals("x", "Juni")}
    assert len(proposals("x", "")) == len(NAMES)


def test_no_reason_boasts_of_work_that_was_not_done() -> None:
    for name in NAMES:
        assert not any(char.isdigit() for char in name.reason)
        assert "I read" not in name.reason
