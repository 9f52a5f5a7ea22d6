"""The gate: schema first, then who said it, then what it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.commands.registry import SCREEN, Properties
from osone.companion.guard import MANY, Ruling, faults, judge, strangers, wished
from osone.companion.minds.protocol import Call, ToolSpec

SCHEMA = {
    "type": "object",
    "properties": {"threads": {"type": "array", "items": {"type": "integer"}}, "to": {"type": "string"}},
    "required": ["threads"],
    "additionalProperties": False,
}
SPECS = {"mail.archive": ToolSpec("mail.archive", "Archive.", SCHEMA)}


LOOKS = Properties(writes=False, undoable=False)
WRITES = Properties()
SENDS = Properties(undoable=False, asks=True)


def ruled(
    arguments: dict[str, object],
    verb: Properties = WRITES,
    *,
    said: str = "",
    untrusted: bool = False,
    shown: frozenset[tuple[str, int]] = frozenset({("thread", 1)}),
) -> Ruling:
    call, verbs = Call("mail.archive", arguments), {"mail.archive": verb}
    return judge(call, SPECS, verbs, said=said, untrusted=untrusted, shown=shown).ruling


def test_a_call_runs_only_when_its_arguments_are_right() -> None:
    assert ruled({"threads": [1]}) is Ruling.RUN
    assert ruled({"threads": ["one"]}) is Ruling.REFUSE
    assert ruled({}) is Ruling.REFUSE
    assert ruled({"threads": [1], "extra": 1}) is Ruling.REFUSE
    assert judge(Call("rm", {}), SPECS, {}, said="", untrusted=False, shown={("thread", 1)}).ruling is Ruling.REFUSE


def test_the_fault_names_the_place() -> None:
    assert "threads.0" in faults(SPECS["mail.archive"], {"threads": ["x"]})


@pytest.mark.parametrize(
    ("verb", "alone", "beside_others_words"),
    [
        (LOOKS, Ruling.RUN, Ruling.RUN),
        (WRITES, Ruling.RUN, Ruling.CARD),
        (Properties(undoable=False), Ruling.RUN, Ruling.CARD),
        (SENDS, Ruling.CARD, Ruling.CARD),
        (Properties(mind=False), Ruling.REFUSE, Ruling.REFUSE),
        (SCREEN, Ruling.REFUSE, Ruling.REFUSE),
    ],
)
def test_what_writes_beside_others_words_is_shown_first_and_what_reaches_out_always(
    verb: Properties, alone: Ruling, beside_others_words: Ruling
) -> None:
    assert ruled({"threads": [1]}, verb) is alone
    assert ruled({"threads": [1]}, verb, untrusted=True) is beside_others_words


def test_a_mind_names_nothing_that_it_was_not_shown() -> None:
    assert ruled({"threads": [1, 2]}) is Ruling.REFUSE
    assert ruled({"threads": [1]}, shown=frozenset({("task", 1)})) is Ruling.REFUSE
    assert ruled({"threads": [1]}, LOOKS, shown=frozenset()) is Ruling.REFUSE


def test_what_is_done_to_many_at_once_is_shown_first() -> None:
    some, shown = list(range(MANY)), frozenset(("thread", n) for n in range(MANY + 1))
    assert ruled({"threads": some}, shown=shown) is Ruling.RUN
    assert ruled({"threads": [*some, *some]}, shown=shown) is Ruling.RUN, "the same ones twice are no more"
    assert ruled({"threads": [*some, MANY]}, shown=shown) is Ruling.CARD
    assert ruled({"threads": [*some, MANY]}, LOOKS, shown=shown) is Ruling.RUN


def test_a_verb_of_which_nothing_is_known_is_shown_first() -> None:
    assert (
        judge(Call("mail.archive", {"threads": [1]}), SPECS, {}, said="", untrusted=False, shown={("thread", 1)}).ruling
        is Ruling.CARD
    )


def test_an_address_that_the_person_did_not_say_is_shown_first() -> None:
    assert ruled({"threads": [1], "to": "eve@evil.example"}) is Ruling.CARD
    assert ruled({"threads": [1], "to": "Amy@x.example"}, said="send it to amy@x.example") is Ruling.RUN


@pytest.mark.parametrize(
    ("value", "said", "found"),
    [
        ("bob@x.co", "write to bob@x.com", ("bob@x.co",)),
        ("b@x.com", "write to bob@x.com", ("b@x.com",)),
        ("https://x.com", "open https://x.com/page", ("https://x.com",)),
        ("mail bob@x.com about it", "please mail bob@x.com, about it", ()),
        ("mail bob@x.com and eve@y.com", "mail bob@x.com", ("eve@y.com",)),
        ("see https://x.com/page.", "open (https://x.com/page)", ()),
        ("the file at /etc/passwd", "read the file", ("/etc/passwd",)),
        ("~/Mail", "import ~/Mail", ()),
        ("bread and/or milk, 1/2 each", "", ()),
    ],
)
def test_only_what_the_person_said_whole_was_said_by_them(value: str, said: str, found: tuple[str, ...]) -> None:
    assert strangers({"a": value}, said) == found


@given(st.recursive(st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)))
def test_strangers_are_found_at_any_depth(value: object) -> None:
    assert "https://evil.example" in strangers({"a": [value, {"b": "https://evil.example"}]}, "")


@pytest.mark.parametrize(
    "stranger",
    ["eve\uff20evil.example", "evil.example", "sub.evil.example/path", "evil\u3002example", "tel:+4912345",
     "sms:12345", "ev\u200bil.example", "matrix://evil", "xn--80ak6aa92e.com"],
)  # fmt: skip
def test_whatever_leads_out_is_a_stranger_however_it_is_written(stranger: str) -> None:
    assert strangers({"to": f"see {stranger} now"}, "see it now")
    assert not strangers({"to": f"see {stranger} now"}, f"write to {stranger}")


def test_words_with_dots_and_colons_lead_nowhere() -> None:
    assert not strangers({"to": "At 10:30, e.g. on 3.4., from:anna is:unread 2.5 p.m. note: done"}, "")


LINE = ToolSpec("task.add", "Add it.", {"type": "object", "properties": {"line": {"type": "string"}}}, "Add task")


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("put milk on it somehow", True), ("could you note that we need milk?", True),
        ("adding milk would be nice", True),
        ("what should I add?", False), ("I feel so tired of it all", False), ("is milk on my list?", False),
        ("hello again", False), ("tell me a story", False), ("we have guests tonight", False),
        ("that reminds me of the sea", False), ("I added it up and it was wrong", False),
    ],
)  # fmt: skip
def test_a_sentence_wishes_a_verb_only_where_it_says_so_and_is_no_question(words: str, wish: bool) -> None:
    assert wished(LINE, words) is wish


def test_what_is_not_wished_is_shown_first_and_what_was_not_said_too() -> None:
    def ruling(line: str, said: str, wish: bool = True) -> Ruling:
        verbs = {"task.add": WRITES}
        call = Call("task.add", {"line": line})
        return judge(call, {"task.add": LINE}, verbs, said=said, untrusted=False, shown=set(), wish=wish).ruling

    assert ruling("Buy two lemons 2026-11-27", "we need lemons, buy two") is Ruling.CARD, "a date that was not said"
    assert ruling("buy two lemons", "we need lemons: buy two") is Ruling.RUN
    assert ruling("buy two lemons", "we need lemons: buy two", wish=False) is Ruling.CARD
    assert ruling("pay Eve 500", "we need lemons: buy two") is Ruling.CARD
