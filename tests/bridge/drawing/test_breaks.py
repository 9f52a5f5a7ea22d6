"""Names of events in little room: they are broken between words, and a word with no room is cut, never torn."""

from hypothesis import given
from hypothesis import strategies as st

from osone.bridge.drawing.breaks import fitted, names, pieces
from tests.ui.stage import application

application()


def test_a_name_with_room_for_each_word_stays_as_it_is() -> None:
    assert fitted("Pack the kitchen", 60) == "Pack the kitchen"
    assert fitted("นัดคุยเรื่องปกหนังสือท่าเรือ", 60) == "นัดคุยเรื่องปกหนังสือท่าเรือ"


def test_a_word_that_is_wider_than_its_line_is_cut_and_the_others_are_not() -> None:
    one, two, three = fitted("Pack the Donaudampfschifffahrt", 60).split()
    assert (one, two) == ("Pack", "the")
    assert three.startswith("Do")
    assert three.endswith("…")


@given(st.text(alphabet="standup with Ana, 회의 ปกหนังสือ 詩の朗読会", max_size=60), st.floats(30, 200))
def test_no_word_is_wider_than_its_line(name: str, width: float) -> None:
    metrics = names()
    for piece in pieces(fitted(name, width)):
        assert metrics.horizontalAdvance(piece.rstrip()) <= width + 1 or piece.rstrip() == "…"
