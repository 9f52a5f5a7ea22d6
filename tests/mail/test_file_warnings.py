"""Names of files that warn: what runs, and what poses as something to be looked at."""

import pytest

from osone.mail.evidence import Tone, of_files
from osone.mail.file_warnings import risk, warning


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


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", b"MZ\x90\0"),
        ("photo.jpg", b"\x7fELF\2"),
        ("notes", b"#!/bin/sh\nrm"),
        ("notes.txt", b"[Desktop Entry]\nExec=x"),
        ("a.xyz", b"\xcf\xfa\xed\xfe"),
    ],
)
def test_a_program_is_known_by_its_bytes_whatever_it_is_called(name: str, data: bytes) -> None:
    assert risk(name, data) == "this file is a program, whatever it is called"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"words"),
        ("drawing.svg", b"<svg/>"),
        ("invoice", b"\xef\xbb\xbf <!DOCTYPE html>"),
        ("a.dat", b"<script>"),
    ],
)
def test_a_web_page_says_what_it_can_do_when_it_is_opened(name: str, data: bytes) -> None:
    assert risk(name, data).startswith("this web page can load things")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.xlsx", b"PK\x03\x04 xl/vbaProject.bin"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le")),
        ("a.odt", b"PK\x03\x04 Basic/script-lc.xml"),
    ],
)
def test_a_document_with_macros_says_so_whatever_its_ending_says(name: str, data: bytes) -> None:
    assert risk(name, data) == "this document brings macros, which are programs"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", b"%PDF-1.7"),
        ("notes.txt", b"<html> is how a page begins"),
        ("how to.txt", b"#! is how a script begins"),
        ("b.zip", b"PK\x03\x04 a.txt"),
        ("empty", b""),
    ],
)
def test_what_is_only_looked_at_is_opened_without_a_word(name: str, data: bytes) -> None:
    assert risk(name, data) == ""
