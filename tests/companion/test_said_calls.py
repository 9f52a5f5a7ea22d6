"""What small models write in place of a call is read as one; no JSON nor leaked thought stands before a person."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.minds.protocol import Call
from osone.companion.minds.said_calls import SaidCalls

VERBS = ("task.add", "mail.archive", "undo")
MILK = Call("task.add", {"line": "milk"})
JSON = '{"name": "task.add", "arguments": {"line": "milk"}}'


def read(text: str, sizes: list[int] | None = None) -> tuple[str, list[Call]]:
    """The words and the calls of a reply that came in pieces of these sizes."""
    calls: list[Call] = []
    words, filters, left = "", SaidCalls(VERBS), text
    for size in [*(sizes or []), len(text)]:
        heard = filters.feed(left[:size])
        left = left[size:]
        words, calls = words + heard.words, [*calls, *heard.calls]
    heard = filters.end()
    return words + heard.words, [*calls, *heard.calls]


WRITTEN = [
    JSON,
    f"```json\n{JSON}\n```",
    f"```\n{JSON}\n```",
    f"```tool_call\n{JSON}\n```",
    f"<tool_call>\n{JSON}\n</tool_call>",
    f"<tool_call>\n{JSON}",
    f"[{JSON}]",
    f"[TOOL_CALLS][{JSON}]",
    f"<|im_start|>{JSON}<|im_end|>",
    '{"function": {"name": "task.add", "arguments": "{\\"line\\": \\"milk\\"}"}, "type": "function"}',
    '{"tool_calls": [{"function": {"name": "task.add", "arguments": {"line": "milk"}}}]}',
    '{"name": "task_add", "parameters": {"line": "milk"}}',
    '{"task.add": {"line": "milk"}}',
    "{'name': 'task.add', 'arguments': {'line': 'milk'}}",
    'task.add(line="milk")',
    "`task.add(line='milk')`",
    '```tool_code\ntask.add(line="milk")\n```',
    f'<think>\nThey want milk. {{"name": "undo"}}\n</think>\n{JSON}',
]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_call_that_is_written_as_text_is_a_call(text: str, size: int) -> None:
    words, calls = read(text, [size] * (len(text) // size))
    assert calls == [MILK]
    assert not words.strip()


def test_words_around_a_call_are_said_and_several_calls_are_several() -> None:
    words, calls = read(f"Sure, I will. {JSON}\n{JSON}\nThat is it.")
    assert calls == [MILK, MILK]
    assert words.split() == ["Sure,", "I", "will.", "That", "is", "it."]


@pytest.mark.parametrize(
    "text",
    [
        '{"answer": "You have two meetings."}', '```json\n{"events": [1, 2]}\n```', '{"name": "task.add", "argu',
        '[{"title": "Dinner"}]', '<tools>[{"type": "function"}]</tools>', "<think>I wonder", '{"a": {"b": "c"}',
        "<tool_response>{\"changed\": 1}</tool_response>", '```json\n{"name": "task.add"',
    ],
)  # fmt: skip
def test_data_and_thoughts_stand_before_nobody(text: str) -> None:
    words, calls = read(text)
    assert not words.strip()
    assert calls == []


def test_a_verb_that_there_is_not_is_asked_for_all_the_same_so_that_it_is_refused() -> None:
    assert read('{"name": "mail.explode", "arguments": {}}') == ("", [Call("mail.explode", {})])


@pytest.mark.parametrize(
    "text",
    [
        "Two things today, and six people wait.", "Use {braces} and [brackets] as you like.", "a < b, and b > c",
        "```python\nprint('hello')\n```\nThat prints it.", "I undo nothing.", "undo\n",
        "Task. Add it?", "- undo it\n- or not",
        "My list:\n1. milk\n2. eggs [2 dozen]", "`code` in a line", "Her name is <b>Ann</b>.", "5 {",
    ],
)  # fmt: skip
def test_what_is_meant_to_be_read_is_given_back_as_it_came(text: str) -> None:
    for size in (1, 2, 1000):
        assert read(text, [size] * (len(text) // size)) == (text, [])


def test_json_without_an_end_is_let_go_of() -> None:
    filters = SaidCalls(VERBS)
    for _piece in range(5000):
        assert filters.feed('{"a": ').words == ""
    assert filters.end().words == ""
    assert len(filters._held) == 0


PARTS = st.sampled_from(
    [
        "Hello there. ",
        JSON,
        "```",
        "json\n",
        "\n",
        "<think>",
        "</think>",
        "{",
        "}",
        "[",
        '"',
        "task.add(",
        ")",
        "<|",
        "undo",
    ]
)


@given(st.lists(PARTS, max_size=12), st.lists(st.integers(1, 9), max_size=40))
def test_however_a_reply_is_cut_into_pieces_the_same_comes_of_it(parts: list[str], sizes: list[int]) -> None:
    text = "".join(parts)
    assert read(text, sizes) == read(text)


@given(st.lists(PARTS, max_size=12))
def test_no_whole_call_is_ever_given_back_as_words(parts: list[str]) -> None:
    assert json.dumps(MILK.arguments) not in read("".join(parts))[0]
