"""What is packed: all that is installed here and ships, and nothing that is not installed."""

import importlib.util
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SPEC = Path(__file__).resolve().parents[2] / "packaging" / "osone.spec"
VOICES = ("miniaudio", "kokoro_onnx", "espeakng_loader", "piper", "phonemizer", "faster_whisper", "xllamacpp")


def packed(monkeypatch: pytest.MonkeyPatch, absent: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The packages whose metadata or files the spec takes, and its hidden imports, where some are not installed."""
    taken: list[str] = []

    def take(name: str) -> list[tuple[str, str]]:
        assert name not in absent, f"{name} is not installed, and PyInstaller would end here"
        taken.append(name)
        return []

    def take_all(name: str) -> tuple[list[object], list[object], list[str]]:
        take(name)
        return [], [], [name]

    hooks = ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(
        collect_all=take_all, collect_data_files=take, copy_metadata=take, collect_submodules=lambda name: [name]
    )
    monkeypatch.setitem(sys.modules, "PyInstaller", ModuleType("PyInstaller"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils", ModuleType("PyInstaller.utils"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name in absent else ModuleSpec(name, None)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    hidden: list[str] = []

    def analysis(_scripts: list[str], *, hiddenimports: list[str], **_more: object) -> SimpleNamespace:
        hidden.extend(hiddenimports)
        return SimpleNamespace(binaries=[], datas=[], pure=[], scripts=[])

    def step(*_given: object, **_more: object) -> None:
        """A step of PyInstaller's that packs."""

    names = {"SPECPATH": str(SPEC.parent), "Analysis": analysis, "PYZ": step, "EXE": step, "COLLECT": step}
    exec(compile(SPEC.read_text(), SPEC, "exec"), {**names, "BUNDLE": step})
    return taken, hidden


def test_voices_and_minds_are_packed_where_they_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, hidden = packed(monkeypatch, absent=())
    assert set(VOICES) <= set(taken)
    assert set(VOICES) <= set(hidden)


def test_the_program_is_packed_without_them_where_they_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, hidden = packed(monkeypatch, absent=VOICES)
    assert "keyring" in taken
    assert "osone" in hidden
    assert not set(VOICES) & {*taken, *hidden}
