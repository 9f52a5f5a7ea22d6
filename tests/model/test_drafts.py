"""What is written, as it is kept."""

import json

from hypothesis import given
from hypothesis import strategies as st

from osone.model import drafts
from osone.model.drafts import Block, Run, Shape

RUNS = st.builds(Run, st.text(max_size=20), st.booleans(), st.booleans(), st.text(max_size=9), st.text(max_size=9))
BLOCKS = st.lists(
    st.builds(
        Block, st.lists(RUNS, max_size=3).map(tuple), st.sampled_from(Shape), st.integers(0, 8), st.integers(0, 8)
    ),
    max_size=8,
).map(tuple)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["runs", "shape", "indent", "words"]), inner)
    ),
)


@given(BLOCKS)
def test_what_is_kept_is_read_back(written: tuple[Block, ...]) -> None:
    assert drafts.decode(drafts.encode(written)) == written


@given(JSON.map(json.dumps) | st.text())
def test_whatever_stands_there_is_read(kept: str) -> None:
    assert all(isinstance(block, Block) for block in drafts.decode(kept))
