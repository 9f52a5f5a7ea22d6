"""Keys: how they are written, what they mean where, and the person's own file."""

import json
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.commands import chords, keymap
from osone.commands.chords import key_said, key_words
from osone.commands.everything import REGISTRY
from osone.commands.keymap import Binding, Keymap
from osone.commands.palette import offers
from osone.model.errors import CommandError
from osone.text.catalogue import use

MAIL = frozenset({"screen:mail", "focus:thread"})
TASKS = frozenset({"screen:tasks", "focus:task"})


def means(keys: str, facts: frozenset[str] = MAIL, using: Keymap | None = None) -> str | bool:
    found = (using or keymap.default()).find(tuple(keys.split()), facts)
    return found.command.id if isinstance(found, Binding) else found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("e", ("e",)), ("E", ("e",)), ("shift+j", ("Shift+J",)), ("ctrl+k", ("Mod+K",)),
        ("Cmd+Shift+p", ("Mod+Shift+P",)),
        ("return", ("Enter",)), ("g i", ("g", "i")), ("#", ("#",)), ("+", ("+",)), ("f6", ("F6",)),
        ("Mod+Up", ("Mod+Up",)),
    ],
)  # fmt: skip
def test_a_key_has_one_spelling(written: str, read: tuple[str, ...]) -> None:
    assert chords.parse(written) == read


@pytest.mark.parametrize("written", ["", "  ", "Alt+x", "Option+e", "[", "ö", "Mod++", "Hyper+K", "F13", "ab", "Mod+"])
def test_what_is_no_key_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(CommandError) as caught:
        chords.parse(written)
    assert str(caught.value).endswith(".")


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_refused_and_reads_the_same_again(text: str) -> None:
    try:
        keys = chords.parse(text)
    except CommandError:
        return
    assert chords.parse(" ".join(keys)) == keys


def test_a_key_means_what_it_means_where_it_is_pressed() -> None:
    assert means("e") == "mail.archive"
    assert means("e", TASKS) == "task.done"
    assert means("e", frozenset({"screen:home"})) is False
    assert means("Mod+K") == "palette.open"


def test_a_sequence_waits_for_its_second_key() -> None:
    assert means("g") is True
    assert means("g i") == "go.mail"
    assert means("g x") is False
    assert means("y 2", TASKS) == "task.priority"
    found = keymap.default().find(("y", "2"), TASKS)
    assert isinstance(found, Binding)
    assert found.preset == {"number": 2}


@pytest.mark.parametrize("key", ["e", "z", "#", "Shift+J", "Delete", "Enter", "Down", "Home", "PageUp", "g", "1", "/"])
def test_a_line_being_edited_keeps_its_keys(key: str) -> None:
    assert means(key, MAIL | {"text"}) is False
    assert means("Mod+K", MAIL | {"text"}) == "palette.open"
    assert means("Esc", MAIL | {"text"}) == "line.leave"


def test_single_keys_can_be_turned_off() -> None:
    quiet = Keymap(keymap.default().bindings, single=False)
    for key in ("e", "z", "#", "g", "?", "Shift+Z"):
        assert means(key, using=quiet) is False
    assert means("Mod+J", using=quiet) == "companion.talk"
    assert means("Enter", using=quiet) == "open"


def read(tmp_path: Path, text: str) -> tuple[Keymap, str]:
    path = tmp_path / "keys.json"
    path.write_text(text, "utf-8")
    return keymap.read(path)


def test_the_own_file_shadows_and_null_unbinds(tmp_path: Path) -> None:
    mine, sentence = read(tmp_path, '{"e": "mail.trash", "z": null, "g m": "go.mail", "Mod+E": "task.done"}')
    assert sentence == ""
    assert means("e", using=mine) == "mail.trash"
    assert means("e", TASKS, mine) == "task.done"  # elsewhere the default still holds
    assert means("z", using=mine) is False
    assert means("g m", using=mine) == means("g i", using=mine) == "go.mail"
    assert mine.keys_of("mail.trash") == ("#", "Delete", "e")
    assert means("Mod+E", TASKS, mine) == "task.done"


def test_a_key_that_began_a_sequence_takes_its_place(tmp_path: Path) -> None:
    mine, _ = read(tmp_path, '{"g": "mail.archive"}')
    assert means("g", using=mine) == "mail.archive"
    assert means("g i", using=mine) is False


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "Could not read"),
        ("[1]", "must hold one object"),
        ("[" * 100_000, "Could not read"),
        ("\ud800", ""),
    ],
)
def test_a_broken_file_gives_a_sentence_and_the_defaults(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found, sentence = keymap.read(path)
    assert word in sentence
    assert sentence.endswith("The default keys are used.")
    assert found == keymap.default()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ('"e": 7', "must name a command"),
        ('"e": "mail.fly"', "There is no command"),
        ('"Alt+e": "mail.archive"', "only Mod and Shift"),
        ('"": "mail.archive"', "Name a key"),
    ],
)
def test_a_line_that_means_nothing_is_left_out_and_named_and_the_others_hold(
    tmp_path: Path, line: str, word: str
) -> None:
    mine, sentence = read(tmp_path, f'{{"x": "mail.trash", {line}, "z": null}}')
    assert sentence.startswith("1 line of keys.json was left out.")
    assert word in sentence
    assert f"“{line.split(chr(34))[1]}”" in sentence, "by its key"
    assert means("x", using=mine) == "mail.trash"
    assert means("z", using=mine) is False
    assert means("e", using=mine) == "mail.archive", "what it was by default"


def test_many_lines_that_mean_nothing_are_counted_and_few_of_them_named(tmp_path: Path) -> None:
    lines = ", ".join(f'"g {letter}": "mail.fly"' for letter in "abcdefhij")
    mine, sentence = read(tmp_path, f"{{{lines}}}")
    assert sentence.startswith("9 lines of keys.json were left out.")
    assert sentence.count("There is no command") == 3
    assert mine == keymap.default()


def test_caps_are_called_as_the_language_calls_them() -> None:
    class German(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Ctrl": "Strg", "Space": "Leertaste", "PageDown": "Bild ab"}.get(message, message)

    use(German())
    try:
        assert key_words("Mod+K Shift+Space PageDown", mac=False) == "Strg K Shift Leertaste Bild\u00a0ab"
        assert key_said("Mod+PageDown", mac=False) == "Strg+Bild\u00a0ab"
    finally:
        use(None)


def test_without_a_file_the_defaults_are_in_force_and_nothing_is_said(tmp_path: Path) -> None:
    assert keymap.read(tmp_path / "none.json") == (keymap.default(), "")


@given(
    own=st.dictionaries(
        st.sampled_from(["e", "z", "g", "g i", "Mod+K", "x", "y 1", "Shift+J", "Enter"]),
        st.none() | st.sampled_from(sorted(REGISTRY.commands)),
    )
)
def test_whatever_the_file_says_no_two_bindings_clash(own: dict[str, str | None]) -> None:
    mine = keymap.shadowed(keymap.default(), json.loads(json.dumps(own)))
    for n, one in enumerate(mine.bindings):
        for other in mine.bindings[n + 1 :]:
            same = one.keys[: len(other.keys)] == other.keys[: len(one.keys)]
            assert not (same and one.command.id != other.command.id and one.command.when.overlaps(other.command.when))


def test_the_palette_offers_what_can_be_done_here_with_its_keys() -> None:
    found = offers("archive", MAIL, keymap.default())
    assert (found[0].command, found[0].keys) == ("mail.archive", "e")
    assert "task.done" not in {o.command for o in offers("", MAIL, keymap.default(), limit=99)}
    assert next(o for o in offers("move folder", MAIL, keymap.default())).asks == "folder"
    assert offers("xyzzy", MAIL, keymap.default()) == []
