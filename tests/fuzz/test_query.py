"""Words that nobody would look for, in texts that nobody would write."""

import re
from datetime import UTC, date

import apsw
from hypothesis import strategies as st

from osone.queries.query import parse
from osone.store import search
from osone.store.schema import MIGRATIONS
from osone.text.folding import folded
from tests.fuzz.harness import fuzzed

SIGNS = st.sampled_from(
    [
        *(
            '"',
            "*",
            "-",
            "(",
            ")",
            ":",
            "{",
            "}",
            "^",
            "+",
            ",",
            ".",
            " ",
            "\0",
            "\n",
            "OR",
            "AND",
            "NOT",
            "NEAR(",
            "|",
        ),
        *("from:", "to:", "in:", "is:", "has:", "on:", "after:", "before:", "last", "week", "3", "days", "ago", "me"),
        *(
            "c++",
            "c#",
            "$1",
            ".net",
            "#4",
            "50%",
            "東京",
            "駅",
            "부산",
            "ประเทศ",
            "ß",
            "ｶﾞ",
            "ﬁ",
            "й",
            "e\u0301",
            "\u200b",
        ),
    ]
)
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=30).map("".join)
HELD = apsw.Connection(":memory:")
HELD.execute("ATTACH DATABASE ':memory:' AS search")
for step in MIGRATIONS["search"]:
    assert isinstance(step, str)
    HELD.execute(step.replace(" TABLE words", " TABLE search.words").replace(" TABLE places", " TABLE search.places"))


@fuzzed(asked=TEXTS, typing=st.booleans())
def test_any_question_can_be_asked(asked: str, typing: bool) -> None:
    query = parse(asked, today=date(2026, 11, 29), typing=typing, zone=UTC)
    for match in filter(None, (query.match, query.former, query.excluded)):
        search.newest(HELD, match)


@fuzzed(text=TEXTS)
def test_any_word_of_a_text_finds_it(text: str) -> None:
    for word in re.split("[ \n]+", text)[:8]:
        if (match := search.phrase(word)) and is_found(word, match):
            assert is_found(text, match)


def is_found(text: str, match: str) -> bool:
    """Whether a message of this text is found. Letters that the tokeniser does not know are no words anywhere."""
    row = "INSERT OR REPLACE INTO search.words (rowid, subject, sender, recipients, body) VALUES (1, '', '', '', ?)"
    HELD.execute(row, (folded(text),))
    return search.newest(HELD, match) == [1]
