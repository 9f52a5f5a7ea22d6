"""Words of others in markdown, and markdown in a place that shows plain text."""

from hypothesis import given
from hypothesis import strategies as st

from osone.text.markdown import bare, plain


@given(st.text(alphabet="ab *_[]()<>~|&`#+-=.1\\", max_size=30))
def test_words_made_plain_are_the_same_words_without_their_marks(words: str) -> None:
    assert bare(plain(words)) == " ".join(words.split())


def test_what_is_set_off_stands_bare_where_nothing_is_set_off() -> None:
    assert bare(f"mail from **{plain('Shop *Blau*')}**") == "mail from Shop *Blau*"
