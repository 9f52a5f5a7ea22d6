"""The fetcher of weights keeps only what is right, and never half of it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from osone.host import environment
from osone.host import parts as places
from tests.voice.conftest import FETCHER


@pytest.fixture(scope="module")
def parts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("parts", FETCHER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_everything_that_is_looked_for_is_pinned_and_can_be_brought(parts: ModuleType) -> None:
    pins = {path: pin for path, pin in parts.pins().items() if pin.group != "source"}
    assert set(pins) == set(parts.PARTS)
    assert {name for names in places.NEEDS.values() for name in names} == set(pins)
    assert all(len(pin.sha256) == 64 for pin in pins.values())
    assert sum(pin.group == "source" for pin in parts.pins().values()) == 28


def test_what_is_brought_lies_where_it_is_looked_for(
    parts: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(environment.PARTS, raising=False)
    assert parts.into_folder(None) in [folder.resolve() for folder in places.folders()]
    monkeypatch.setenv(environment.PARTS, str(tmp_path))
    assert parts.into_folder(None) == places.folders()[0].resolve() == tmp_path.resolve()


def test_wrong_bytes_are_not_kept(parts: ModuleType, tmp_path: Path) -> None:
    pin = parts.pins()["ears/tiny.en/config.json"]
    with pytest.raises(parts.PartError, match="not what was pinned"):
        parts.settle(tmp_path, pin, lambda into: into.write_bytes(b"something else"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_voices_are_joined_to_the_same_bytes_every_time(parts: ModuleType, tmp_path: Path) -> None:
    one: NDArray[np.float32] = np.arange(12, dtype=np.float32)
    arrays = {"one": one, "two": one + 1}
    for target in ("a.npz", "b.npz"):
        parts.npz([(name, array.tobytes()) for name, array in arrays.items()], (3, 1, 4), tmp_path / target)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    with np.load(tmp_path / "a.npz") as read:
        assert all(np.array_equal(read[name], array.reshape(3, 1, 4)) for name, array in arrays.items())


@pytest.mark.usefixtures("weights")
def test_what_is_here_is_what_was_pinned_and_is_not_brought_again(parts: ModuleType) -> None:
    folder = next(path for path in places.folders() if (path / places.KOKORO_MODEL).exists())
    said: list[str] = []
    assert parts.bring({"voices"}, folder, said.append) == 0
    assert len(said) == 1
