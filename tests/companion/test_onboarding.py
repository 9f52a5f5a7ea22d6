"""The meeting's laws: anything may be skipped, left and taken up again, and going back loses nothing."""

import json

from hypothesis import given
from hypothesis import strategies as st

from osone.companion.onboarding import (
    ALLOWANCES,
    DEFAULT_NAME,
    LONGEST_NAME,
    MANNERS,
    QUESTIONS,
    STEPS,
    Interrupt,
    MailboxWay,
    Onboarding,
    ReplyLength,
    Step,
    answered,
    back,
    changes,
    greeting,
    onward,
    tidy,
)

ANSWERS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["never", "freely", "brief", "chatty", "none", "starter", "ollama:", "ollama:qwen3:4b", "sample", "af_heart"]
    ),
)
MOVES = st.one_of(
    st.tuples(st.just("answer"), ANSWERS),
    st.tuples(st.just("skip"), st.just("")),
    st.tuples(st.just("back"), st.just("")),
)


def moved(meeting: Onboarding, move: tuple[str, str]) -> Onboarding:
    kind, words = move
    if kind == "answer":
        return answered(meeting, words)
    return onward(meeting) if kind == "skip" else back(meeting)


def walked(moves: list[tuple[str, str]]) -> Onboarding:
    meeting = Onboarding()
    for move in moves:
        meeting = moved(meeting, move)
    return meeting


def test_skipping_everything_ends_with_sane_defaults() -> None:
    meeting = Onboarding()
    for _ in STEPS:
        meeting = onward(meeting)
    assert meeting.done
    assert meeting.step is Step.DONE
    assert (meeting.name, meeting.person, meeting.voice, meeting.mind) == (DEFAULT_NAME, "", "none", "starter")
    assert (meeting.interrupt, meeting.talk, meeting.mailbox) == (
        Interrupt.MATTERS,
        ReplyLength.NATURAL,
        MailboxWay.NONE,
    )


def test_the_steps_come_in_their_order() -> None:
    meeting, seen = Onboarding(), [Step.BOOT]
    for _ in QUESTIONS:
        meeting = onward(meeting)
        seen.append(meeting.step)
    assert [step.value for step in seen] == ["boot", "hello", "interrupt", "talk", "voice", "name", "mind", "mailbox"]


@given(st.lists(MOVES, max_size=30))
def test_any_path_can_be_left_and_taken_up_again(moves: list[tuple[str, str]]) -> None:
    meeting = walked(moves)
    kept = json.loads(json.dumps(meeting.settings()))
    assert Onboarding.kept(kept) == meeting


@given(st.lists(MOVES, max_size=30), MOVES)
def test_what_is_written_at_each_move_is_the_whole_difference(
    moves: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    kept: dict[str, object] = {}
    meeting = Onboarding()
    for move in [*moves, last]:
        after = moved(meeting, move)
        kept |= changes(meeting, after)
        meeting = after
    assert Onboarding.kept(kept) == meeting


@given(st.lists(MOVES, max_size=30))
def test_back_then_forward_is_where_one_was(moves: list[tuple[str, str]]) -> None:
    meeting = walked(moves)
    if meeting.may_go_back:
        assert onward(back(meeting)) == meeting
    else:
        assert back(meeting) == meeting


@given(st.lists(MOVES, max_size=30))
def test_forward_then_back_is_where_one_was_until_the_end(moves: list[tuple[str, str]]) -> None:
    meeting = walked(moves)
    after = onward(meeting)
    if meeting.step not in (Step.BOOT, Step.MAILBOX, Step.DONE):
        assert back(after) == meeting


@given(st.lists(MOVES, max_size=40))
def test_the_end_is_for_good(moves: list[tuple[str, str]]) -> None:
    end = Onboarding()
    for _ in STEPS:
        end = onward(end)
    for move in moves:
        assert moved(end, move) == end


@given(
    st.dictionaries(
        st.sampled_from(sorted(Onboarding().settings())),
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.integers())),
    )
)
def test_settings_that_make_no_sense_are_defaults(settings: dict[str, object]) -> None:
    meeting = Onboarding.kept(settings)
    assert Onboarding.kept(meeting.settings()) == meeting
    assert meeting.name
    assert meeting.step in STEPS


@given(st.text())
def test_a_name_is_one_short_line(text: str) -> None:
    name = tidy(text)
    assert tidy(name) == name
    assert len(name) <= LONGEST_NAME
    assert "\n" not in name
    assert name == name.strip()


def test_answers_go_where_they_belong() -> None:
    meeting = onward(Onboarding())
    for answer in ["  Ada   Byron ", "never", "chatty", "kokoro:af_heart", "Juno", "ollama:qwen3:4b", "sample"]:
        meeting = answered(meeting, answer)
    assert meeting == Onboarding(
        step=Step.DONE,
        person="Ada Byron",
        interrupt=Interrupt.NEVER,
        talk=ReplyLength.CHATTY,
        voice="kokoro:af_heart",
        name="Juno",
        mind="ollama:qwen3:4b",
        mailbox=MailboxWay.SAMPLE,
        done=True,
    )


def test_every_answer_is_offered_in_its_order() -> None:
    assert list(ALLOWANCES) == list(Interrupt)
    assert list(MANNERS) == list(ReplyLength)


def test_home_says_hello_by_name() -> None:
    assert greeting(Onboarding(person="Ada", name="Juno"), 8) == "Good morning, Ada. I'm Juno."
    assert greeting(Onboarding(), 13) == "Good afternoon. I'm Iris."
    assert greeting(Onboarding(), 2) == "Still up. I'm Iris."
