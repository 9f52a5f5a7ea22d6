"""Names of files that warn: what runs, and what poses as something to be looked at."""

import pytest

from osone.mail.evidence import Tone, of_files
from osone.mail.file_warnings import warning


@pytest.mark.parametrize("name", ["invoice.pdf.exe", "Photo.JPG.scr", "list.xlsx .lnk", "a.b.doc.js", "x.pdf.iso"])
def test_a_program_that_is_called_like_a_document_is_said_to_pose(name: str) -> None:
    assert warning(name).startswith("a program that poses as a ")


@pytest.mark.parametrize("name", ["setup.exe", "notes.docm", "start.command", "go.SH", "v1.2.msi"])
def test_what_can_run_says_so(name: str) -> None:
    assert warning(name) == "this file can run programs"


def test_a_page_that_is_called_like_a_document_is_said_to_pose() -> None:
    assert warning("statement.pdf.html") == "a web page that poses as a PDF file"
    assert warning("page.html") == ""


@pytest.mark.parametrize(
    "name", ["report.pdf", "report.docx.pdf", "backup.tar.gz", "exe", "report.pdf.zip", "v1.2.txt", "a.pdf.p7s", ""]
)
def test_what_is_only_looked_at_does_not_warn(name: str) -> None:
    assert warning(name) == ""


def test_each_warning_stands_once_above_a_mail() -> None:
    found = of_files(["a.exe", "b.exe", "c.pdf", "d.pdf.exe"])
    assert [(chip.text, chip.tone) for chip in found] == [
        ("this file can run programs", Tone.WARN),
        ("a program that poses as a PDF file", Tone.WARN),
    ]
