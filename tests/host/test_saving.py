"""What a person saves has a name that is free, and is there whole or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.host import saving


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    assert saving.free(tmp_path, "plan.pdf") == tmp_path / "plan.pdf"
    (tmp_path / "plan.pdf").write_text("mine")
    (tmp_path / "plan (2).pdf").symlink_to(tmp_path / "nowhere")
    assert saving.free(tmp_path, "plan.pdf") == tmp_path / "plan (3).pdf"


def test_nothing_that_is_there_is_overwritten_unasked(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    saving.write(path, b"first")
    with pytest.raises(FileExistsError):
        saving.write(path, b"second")
    assert path.read_bytes() == b"first"
    saving.write(path, b"second", over=True)
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["plan.pdf"]


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("mine")
    (tmp_path / "plan.pdf").symlink_to(tmp_path / "own")
    saving.write(tmp_path / "plan.pdf", b"theirs", over=True)
    assert (tmp_path / "own").read_text() == "mine"


def test_what_cannot_be_written_whole_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        saving.write(tmp_path / "plan.pdf", b"words")
    assert list(tmp_path.iterdir()) == []


def test_what_was_typed_is_a_name_a_folder_or_a_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    assert saving.typed("other.pdf", downloads, "plan.pdf") == downloads / "other.pdf"
    assert saving.typed("~/other.pdf", downloads, "plan.pdf") == tmp_path / "other.pdf"
    assert saving.typed("~/Downloads", tmp_path, "plan.pdf") == downloads / "plan.pdf"
    assert saving.typed("~/New/", downloads, "plan.pdf") == tmp_path / "New/plan.pdf"
    assert saving.typed("", downloads, "plan.pdf") == downloads / "plan.pdf"
    assert saving.shown(downloads / "plan.pdf") == "~/Downloads/plan.pdf"


@given(st.text(max_size=400))
def test_every_name_fits_into_a_folder_and_is_no_path(name: str) -> None:
    fitted = saving.fitting(name.encode("utf-8", "ignore").decode())
    assert fitted
    assert "/" not in fitted
    assert fitted.strip(".")
    assert "\0" not in fitted
    assert len(os.fsencode(fitted)) <= saving.LONGEST


def test_a_long_name_keeps_both_ends_and_a_name_that_fits_is_whole() -> None:
    fitted = saving.fitting(f"Minutes of {'the roof ' * 60}November 2026.pdf")
    assert (fitted[:10], fitted[-17:]) == ("Minutes of", "November 2026.pdf")
    assert saving.fitting("報" * 200 + ".pdf").endswith("報.pdf")
    for spare in range(20):
        name = f"{'x' * (saving.LONGEST - spare - 17)}November 2026.pdf"
        assert saving.fitting(name) == name


def test_a_second_file_of_a_long_name_has_its_number_and_both_ends(tmp_path: Path) -> None:
    name = f"{'x' * (saving.LONGEST - 17)}November 2026.pdf"
    saving.write(tmp_path / name, b"one")
    second = saving.free(tmp_path, name)
    saving.write(second, b"two")
    assert second.name.endswith("November 2026 (2).pdf")
    assert len(os.fsencode(second.name)) <= saving.LONGEST
