"""Which models fit: at most half the memory, or four fifths of the card's."""

from hypothesis import given
from hypothesis import strategies as st

from osone.companion.minds import processor
from osone.companion.minds.fit import GIB, RECOMMENDED, Machine, fits, measure, need, read_nvidia, recommended

SIZES = st.integers(0, 200 * GIB)


@given(SIZES, SIZES, SIZES)
def test_what_fits_leaves_half_the_memory_or_a_fifth_of_the_card(size: int, ram: int, vram: int) -> None:
    assert fits(size, Machine(ram, vram)) == (need(size) <= ram / 2 or need(size) <= vram * 0.8)
    assert need(size) > size


def test_a_small_machine_is_offered_small_models_and_a_tiny_one_none() -> None:
    assert [model.name for model in recommended(Machine(4 * GIB, 0))] == ["llama3.2:1b"]
    assert recommended(Machine(2 * GIB, 0)) == ()
    assert recommended(Machine(32 * GIB, 0)) == RECOMMENDED
    assert recommended(Machine(8 * GIB, 24 * GIB)) == RECOMMENDED


def test_this_machine_can_be_read() -> None:
    assert measure().ram > 0
    assert read_nvidia("8192\n24576\n") == 24 * GIB
    assert read_nvidia("No devices were found\n") == 0


def test_the_processor_s_flags_are_read() -> None:
    assert processor.has_avx2("flags\t\t: fpu sse avx avx2 bmi1\n")
    assert not processor.has_avx2("model name : an avx2 poster\nflags\t\t: fpu sse avx\n")
