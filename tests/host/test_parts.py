"""Where fetched parts are looked for: with a profile of one's own, in a checkout, and in the packaged program."""

from pathlib import Path

import pytest

from osone.host import environment, parts, paths


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of this machine's own is found."""
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "packed" / "osone")
    monkeypatch.setattr(paths, "ROOT", tmp_path / "packed")
    monkeypatch.setattr(paths, "own_data", lambda: tmp_path / "data")
    monkeypatch.delenv(environment.PARTS, raising=False)
    monkeypatch.delenv(environment.HOME, raising=False)
    return tmp_path


def put(folder: Path) -> Path:
    path = folder / parts.MIND
    path.parent.mkdir(parents=True)
    path.touch()
    return path


def test_the_nearest_folder_rules(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.HOME, str(alone / "mine"))
    assert parts.find(parts.MIND) is None
    assert not parts.here("mind")
    for folder in ("data/parts", "mine/parts", "packed/.build/parts", "packed/osone/_data/parts"):
        made = put(alone / folder)
        assert parts.find(parts.MIND) == made
        assert parts.here("mind")
    monkeypatch.setenv(environment.PARTS, str(alone / "told"))
    assert parts.find(parts.MIND) == made, "a folder that lacks it hides nothing"
    told = put(alone / "told")
    assert parts.find(parts.MIND) == told


def test_a_profile_elsewhere_still_finds_what_was_fetched_for_all(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = put(alone / "data" / "parts")
    monkeypatch.setenv(environment.HOME, str(alone / "mine"))
    assert parts.find(parts.MIND) == made


def test_a_part_is_here_when_all_of_it_is(alone: Path) -> None:
    first, second = parts.NEEDS["kokoro"]
    for name in (first, second):
        assert not parts.here("kokoro")
        (alone / "data" / "parts" / name).parent.mkdir(parents=True, exist_ok=True)
        (alone / "data" / "parts" / name).touch()
    assert parts.here("kokoro")
