"""How a mind fails: each failure is one clear sentence and a way on, and what came before it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.companion.minds import errors
from osone.companion.minds.ollama import OllamaHost, OllamaMind, host_address
from osone.companion.minds.protocol import MindTimeouts, Options, Piece, PromptMessage, PromptRole, ToolSpec, Words
from osone.companion.minds.pulling import Pulling, Tally
from osone.companion.minds.starter import StarterMind
from osone.companion.minds.thoughts import ThoughtFilter
from osone.model.errors import MindError
from tests.companion.replay import DONE, Cut, Pause, Replay, Step, lines, replaying, words

HASTY = MindTimeouts(connect=2, answer=2, first=0.2, between=0.2, pull=0.3)
PATIENT = MindTimeouts(connect=20, answer=20, first=20, between=20, pull=20)
"""Where a silence is not what is told: a busy machine may be silent for a while."""
HELLO = (PromptMessage(PromptRole.USER, "hello"),)


async def heard(replay: Replay, patience: MindTimeouts = PATIENT) -> tuple[str, list[Piece]]:
    mind = OllamaMind("m", OllamaHost(replay.host, patience=patience))
    pieces: list[Piece] = []
    text = ""
    try:
        async for piece in mind.talk(HELLO):
            pieces.append(piece)
            text += piece.text if isinstance(piece, Words) else ""
    except MindError as error:
        error.add_note(text)
        raise
    finally:
        await mind.close()
    return text, pieces


FAILURES: list[tuple[list[Step], type[MindError], str]] = [
    ([*lines(words("Hel")), Pause(5)], errors.StallError, "Hel"),
    ([Pause(5)], errors.StallError, ""),
    ([*lines(words("Hel")), Cut], errors.CutOffError, "Hel"),
    ([*lines(words("Hel")), b'{"model": "m", "mess', Cut], errors.CutOffError, "Hel"),
    ([*lines(words("Hel")), b'{"model": "m", "mess'], errors.CutOffError, "Hel"),
    (lines(words("Hel")), errors.CutOffError, "Hel"),
    (lines(words("Hel"), {"error": "an error was encountered while running the model"}), errors.CutOffError, "Hel"),
    (lines(words("Hel"), {"error": "CUDA error: out of memory"}), errors.MemoryShortError, "Hel"),
    (lines(words("Hel"), {"error": "model 'm' not found"}), errors.MissingModelError, "Hel"),
    ([], errors.EmptyReplyError, ""),
    (lines(DONE), errors.EmptyReplyError, ""),
    (lines(words("<think>hm</think>"), DONE), errors.EmptyReplyError, ""),
    ([Cut], errors.CutOffError, ""),
]


@pytest.mark.parametrize(("steps", "kind", "kept"), FAILURES)
async def test_each_failure_of_a_stream_is_told_apart(steps: list[Step], kind: type[MindError], kept: str) -> None:
    async with replaying(steps) as replay:
        with pytest.raises(kind) as caught:
            await heard(replay, HASTY if any(isinstance(step, Pause) for step in steps) else PATIENT)
    assert caught.value.__notes__ == [kept]
    assert str(caught.value).endswith(".")
    assert caught.value.remedy.endswith(".")
    assert caught.value.command


REFUSALS: list[tuple[int, str, type[MindError]]] = [
    (404, "model 'm' not found", errors.MissingModelError),
    (500, "model requires more system memory (12.0 GiB) than is available (3.1 GiB)", errors.MemoryShortError),
    (400, "the input length exceeds the context length", errors.ContextFullError),
    (500, "llama runner process has terminated: exit status 2", errors.MindRefusedError),
]


@pytest.mark.parametrize(("status", "text", "kind"), REFUSALS)
async def test_each_refusal_is_told_apart(status: int, text: str, kind: type[MindError]) -> None:
    async with replaying(lines({"error": text}), status=status) as replay:
        with pytest.raises(kind):
            await heard(replay)


async def test_nobody_at_the_address_is_said_with_the_address() -> None:
    async with replaying([]) as replay:
        gone = replay.host
    mind = OllamaMind("m", OllamaHost(gone, patience=HASTY))
    with pytest.raises(errors.AbsentError, match=r"127\.0\.0\.1"):
        await anext(mind.talk(HELLO))
    with pytest.raises(errors.AbsentError):
        await mind.host.version()
    with pytest.raises(errors.AbsentError):
        await anext(mind.host.pull("llama3.2:1b"))
    await mind.close()


async def test_every_call_carries_the_same_runner_options_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_API_KEY", "secret-of-mine")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    picture = PromptMessage(PromptRole.USER, "/etc/hostname")
    tool = ToolSpec("mail.archive", "Archive.", {"type": "object"})
    async with replaying(lines(words("ok"), DONE), lines(words("ok"), DONE), lines(DONE)) as replay:
        mind = OllamaMind("m", OllamaHost(replay.host, patience=HASTY))
        async for _ in mind.talk((picture,), (tool,), Options(limit=5, seed=3, stops=("x",))):
            pass
        async for _ in mind.talk(HELLO, (tool,), Options(schema={"type": "object"})):
            pass
        await mind.warm()
        await mind.close()
    assert len(replay.asked) == 3
    for asked in replay.asked:
        assert "authorization" not in asked.headers
        body = asked.body
        assert (body["think"], body["truncate"], body["shift"], body["keep_alive"]) == (False, False, False, "30m")
        options = body["options"]
        assert isinstance(options, dict)
        assert options["num_ctx"] == 8192
        assert set(options) <= {"num_ctx", "num_predict", "temperature", "seed", "stop"}
    assert replay.asked[0].body["messages"] == [{"role": "user", "content": "/etc/hostname"}]
    assert "tools" in replay.asked[0].body
    assert "tools" not in replay.asked[1].body


def layer(digest: str, completed: int, total: int) -> dict[str, object]:
    return {"status": f"pulling {digest}", "digest": digest, "total": total, "completed": completed}


async def pulled(replay: Replay, expected: int = 0) -> list[Pulling]:
    host = OllamaHost(replay.host, patience=HASTY)
    try:
        return [step async for step in host.pull("m", expected=expected)]
    finally:
        await host.close()


async def test_a_stalled_pull_is_asked_for_again_and_goes_on() -> None:
    manifest: dict[str, object] = {"status": "pulling manifest"}
    standing: list[Step] = []
    for _ in range(20):
        standing += [*lines(layer("a", 40, 100)), Pause(0.05)]
    rest = lines(manifest, layer("a", 40, 100), layer("a", 100, 100), layer("b", 10, 10))
    end = lines({"status": "verifying sha256 digest"}, {"status": "success"})
    async with replaying([*lines(manifest), *standing, Pause(5)], [*rest, *end]) as replay:
        steps = await pulled(replay)
    assert [asked.path for asked in replay.asked] == ["/api/pull", "/api/pull"]
    assert any("trying again" in step.says for step in steps)
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert steps[-1].finished
    assert shares[-1] == 1.0
    assert all(share < 1.0 for share in shares[:-1])


@pytest.mark.parametrize("end", [[Cut], [Pause(5)], []])
async def test_a_pull_that_never_goes_on_is_given_up_with_a_sentence(end: list[Step]) -> None:
    async with replaying([*lines(layer("a", 40, 100)), *end]) as replay:
        with pytest.raises(errors.StallError, match="stalled"):
            await pulled(replay)
    assert len(replay.asked) == 6


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("pull model manifest: file does not exist", errors.MissingModelError),
        ('Get "https://x/v2/": dial tcp: lookup x: no such host', errors.MindRefusedError),
        ("write /m/blobs: no space left on device", errors.MindRefusedError),
    ],
)
async def test_a_pull_that_is_refused_says_why(text: str, kind: type[MindError]) -> None:
    async with replaying(lines({"status": "pulling manifest"}, {"error": text})) as replay:
        with pytest.raises(kind):
            await pulled(replay)


async def test_a_pull_can_be_cancelled() -> None:
    async with replaying([*lines(layer("a", 40, 100)), Pause(20)]) as replay:
        host = OllamaHost(replay.host)
        steps = host.pull("m")
        assert (await anext(steps)).done == 40
        await steps.aclose()
        await host.close()
    assert len(replay.asked) == 1


LINES = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 100), st.integers(1, 100)), max_size=30)


@given(LINES, st.integers(0, 500))
def test_the_share_of_a_pull_never_shrinks(told: list[tuple[str, int, int]], expected: int) -> None:
    tally = Tally(expected)
    last = 0.0
    for digest, completed, total in told:
        step = tally.take(f"pulling {digest}", digest, total, completed).step
        if step is not None:
            assert last <= step.share < 1.0
            assert step.done <= step.total
            last = step.share
    assert tally.again().share == last


@given(st.text("ab <>/think\n", max_size=60), st.lists(st.integers(0, 60), max_size=12))
def test_thoughts_are_taken_out_the_same_way_in_any_pieces(text: str, cuts: list[int]) -> None:
    whole = ThoughtFilter()
    expected = whole.feed(text) + whole.end()
    places = sorted({min(cut, len(text)) for cut in cuts})
    parts = ThoughtFilter()
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    assert "".join(parts.feed(piece) for piece in pieces) + parts.end() == expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<think>let me see</think>\n\nHello", "Hello"),
        ("Hello </think>there", "Hello there"),
        ("</think>\nHello", "Hello"),
        ("a < b and <b>", "a < b and <b>"),
        ("<think>never closed", ""),
        ("\n <thin air>", "<thin air>"),
    ],
)
def test_thoughts_are_dropped_and_the_rest_is_kept(text: str, left: str) -> None:
    thoughts = ThoughtFilter()
    assert thoughts.feed(text) + thoughts.end() == left


@pytest.mark.parametrize(
    ("named", "address"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        (":9000", "http://127.0.0.1:9000"),
        ("box.lan", "http://box.lan:11434"),
        ("https://box.lan/", "https://box.lan:443"),
        ("http://[::]:8", "http://[::1]:8"),
        ("[::1]", "http://[::1]:11434"),
    ],
)
def test_the_address_is_read_as_ollama_reads_it(named: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLLAMA_HOST", named)
    assert host_address() == address
    assert host_address("10.0.0.1:1") == "http://10.0.0.1:1"


async def test_a_starter_mind_whose_process_ends_at_once_says_so() -> None:
    mind = StarterMind(command=["false"])
    with pytest.raises(MindError):
        await anext(mind.talk(HELLO))
    await mind.close()
    gone = StarterMind(command=["/does/not/exist"])
    with pytest.raises(MindError):
        await gone.warm()
