"""Files and folders that are offered for what is typed, and what is said of one that is not there."""

import errno
import os
from pathlib import Path

import pytest

from osone.app import window
from osone.app.desk import enclosing, paths
from osone.model.errors import CommandError, reason
from osone.text.lines import within


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DOWNLOAD_DIR", "XDG_DOCUMENTS_DIR", "XDG_DESKTOP_DIR"):
        monkeypatch.delenv(name, raising=False)
    for number, name in enumerate(("Downloads/budget.pdf", "Documents/the budget 2026.ods", "Documents/plan.txt")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
        os.utime(tmp_path / name, (number * 1_000, number * 1_000))
    (tmp_path / "club.ics").write_text("x")
    (tmp_path / "Letters").mkdir()
    return tmp_path


def named(words: str) -> list[str]:
    return [path.name for path in paths.meant(words)]


def test_a_name_is_looked_for_where_people_keep_files_what_begins_so_first(home: Path) -> None:
    assert named("budget") == ["budget.pdf", "the budget 2026.ods"]
    assert named("PLAN") == ["plan.txt"]
    assert named("letters") == ["Letters"]
    assert named("nothing") == []


def test_a_path_is_looked_for_in_its_folder(home: Path) -> None:
    assert named("~/Documents/") == ["plan.txt", "the budget 2026.ods"]
    assert named(f"{home}/Documents/pl") == ["plan.txt"]
    assert named("~/none/") == []


def test_what_can_be_imported_is_offered_for_that(home: Path) -> None:
    found = {path.name for path in paths.meant("l", paths.imported)}
    assert {"club.ics", "Letters"} <= found
    assert "plan.txt" not in found


def test_what_keeps_a_file_from_being_read_is_told_in_words_of_ours() -> None:
    assert reason(FileNotFoundError(errno.ENOENT, "No such file or directory")) == "it isn't there"
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "the disk is full"
    assert reason(OSError("?")) == "the system refuses it"


def test_a_file_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="budget can't be read: it isn't there") as told:
        enclosing.enclose(None, 1, tmp_path / "budget")  # type: ignore[arg-type]
    assert told.value.remedy


def test_a_long_name_in_a_sentence_keeps_both_ends() -> None:
    said = within("Contract between the first party and the second party, of November 2026.pdf", 40)
    assert (len(said) <= 40, said[:8], said[-8:]) == (True, "Contract", "2026.pdf")
    assert within("short.pdf") == "short.pdf"


def test_no_name_of_a_file_that_is_opened_comes_into_the_log() -> None:
    said = "Unable to detect a launcher for 'file:///home/a/opened/1f/My contract.pdf'"
    assert window.FILES.sub("a file", said) == "Unable to detect a launcher for a file"
    ours = "file:///x/ui/OSOne/Mail/MailRow.qml:98: TypeError"
    assert window.FILES.sub("a file", ours) == ours
