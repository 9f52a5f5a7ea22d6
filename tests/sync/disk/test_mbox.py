"""Where a message of a mbox ends: by the form of a line and by what follows it, whoever wrote the file."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Flag
from osone.sync.disk import mbox
from osone.sync.disk.mbox import flags_of_fields, looks_like_mbox, mbox_messages
from tests.sync.disk.given import letter, put, subjects, told

DATED = b"From ann@x.example Mon Jun  1 10:00:00 2020\n"


def boxed(separator: bytes, *letters: bytes, between: bytes = b"\n") -> bytes:
    return b"".join(separator + one + between for one in letters)


THREE = [letter(name) for name in ("one", "two", "three")]


@pytest.mark.parametrize(
    "separator",
    [
        DATED,
        b"From - Mon Jun 01 10:00:00 2020\n",
        b"From 1609773321@xxx Mon Jun 01 10:00:00 +0000 2020\n",
        b"From ???@??? Mon Jun 01 10:00:00 2020\n",
        b"From ann@x.example Mon Jun  1 10:00 2020\n",
        b"From ann@x.example Mon Jun  1 10:00:00 CEST 2020\n",
        b"From Ann Lee Mon, 1 Jun 2020 10:00:00 +0200\n",
        b"From ann Mon Jun  1 10:00:00 2020 remote from host\n",
        b"From ann@x.example 2020-06-01 10:00:00\n",
        "From - mån jun 01 10:00:00 2020\n".encode(),
        b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\r\n",
        b"From \n",
        b"From -\n",
        b"From ann@x.example\n",
        b"From nobody\n",
        b"From \r\n",
    ],
)
def test_every_program_has_its_own_separator(separator: bytes, tmp_path: Path) -> None:
    assert subjects(put(tmp_path / "box", boxed(separator, *THREE))) == ["one", "two", "three"]


@pytest.mark.parametrize("separator", [DATED, b"From - Mon Jun 01 10:00:00 2020\n", b"From \n"])
def test_no_blank_line_need_stand_between_two(separator: bytes, tmp_path: Path) -> None:
    assert subjects(put(tmp_path / "box", boxed(separator, *THREE, between=b""))) == ["one", "two", "three"]


@pytest.mark.parametrize(
    "line",
    [
        "From 2019 to 2024 the prices rose.",
        "From the board, 12 May 2024",
        "From my side: we meet at 10:30.",
        "From Monday, 1 Jun 2020 10:00 on",
        "From ann@x.example Mon Jun  1 10:00:00 2020",
        "From Ann\nTo: you\nSubject: a letter that somebody typed off",
        "From here",
        "From",
    ],
)
def test_a_sentence_that_begins_with_from_stays_in_its_letter(line: str, tmp_path: Path) -> None:
    first = letter("one", words=f"Dear all,\n\n{line}\n\nBye")
    mails, _, _ = told(put(tmp_path / "box", boxed(DATED, first, letter("two"))))
    assert [mail.raw for mail in mails] == [first, letter("two")]


@pytest.mark.parametrize("before", [b"\n\n", b"\r\n" * 5000, b"\xef\xbb\xbf", b"\0" * 300, b"\n" * (mbox.BLOCK + 7)])
def test_blanks_before_the_first_letter_hide_none(before: bytes, tmp_path: Path) -> None:
    path = put(tmp_path / "box", before + boxed(DATED, *THREE))
    with path.open("rb") as file:
        assert len([raw for _line, raw in mbox_messages(file)]) == 3
    if len(before) < 60_000:
        assert subjects(path) == ["one", "two", "three"]


def test_a_blank_line_behind_a_separator_is_no_end_of_a_head(tmp_path: Path) -> None:
    path = put(tmp_path / "box", boxed(DATED + b"\n", *THREE))
    assert subjects(path) == ["one", "two", "three"]


def test_a_length_that_leads_to_the_next_letter_is_believed_and_one_that_does_not_is_not(tmp_path: Path) -> None:
    body = f"{DATED.decode()}Subject: a letter inside\n\nx\n"
    for length, count in ((len(body) + 1, 2), (len(body) - 3, 3)):
        whole = letter("one", f"Content-Length: {length}", words=body)
        mails, _, _ = told(put(tmp_path / "box", boxed(DATED, whole, letter("two"), between=b"\n")))
        assert len(mails) == count


def test_letters_end_as_they_do_in_the_file_with_either_kind_of_line(tmp_path: Path) -> None:
    for end in (b"\n", b"\r\n"):
        data = boxed(DATED, *THREE).replace(b"\n", end)
        mails, _, _ = told(put(tmp_path / "box", data))
        assert [mail.raw for mail in mails] == [one.replace(b"\n", end) for one in THREE]


def test_quoted_lines_lose_one_mark_each() -> None:
    raw = letter("one", words=">From here\n>>From there\n > From nowhere\n>from")
    [(_line, found)] = mbox_messages(io.BytesIO(DATED + raw))
    assert found == letter("one", words="From here\n>From there\n > From nowhere\n>from")


def test_a_letter_larger_than_the_limit_is_left_and_those_around_it_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mbox, "MESSAGE_LIMIT", 4 * mbox.BLOCK)
    large = letter("two", words="x" * (6 * mbox.BLOCK))
    mails, _, left = told(put(tmp_path / "box", boxed(DATED, THREE[0], large, THREE[2])))
    assert [mail.raw for mail in mails] == [THREE[0], THREE[2]]
    assert left == ["1 item is too large: box."]


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        (["X-Mozilla-Status: 0000", "Status: RO", "X-Status: F"], Flag(0)),
        (["X-Mozilla-Status: 0007", "Status: O"], Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED),
        (["X-Mozilla-Status: 0009"], None),
        (["Status: RO", "X-Status: AF"], Flag.SEEN | Flag.ANSWERED | Flag.FLAGGED),
        (["X-Mozilla-Status: never", "Status: R"], Flag.SEEN),
        ([], Flag.DRAFT),
    ],
)
def test_what_thunderbird_says_of_a_letter_outweighs_what_its_sender_said(fields: list[str], flags: Flag) -> None:
    assert flags_of_fields(letter("one", *fields), unknown=Flag.DRAFT) == flags


PIECES = [DATED, b"From \n", b"From ann@x\n", b"\n", b"\r\n", b">From x\n", b"Subject: x\n", b"\0", b"words", b"From"]


@given(st.lists(st.sampled_from(PIECES)))
def test_no_bytes_of_a_mbox_are_lost_or_read_twice(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    found = list(mbox_messages(io.BytesIO(data)))
    if looks_like_mbox(data):
        kept = b"".join(line + (raw or b"") for line, raw in found)
        assert _words(kept) == _words(data.lstrip(mbox.BLANKS))


def _words(data: bytes) -> bytes:
    return data.translate(None, b"\r\n>")


@given(st.lists(st.sampled_from(PIECES)), st.integers(1, 40))
def test_a_mbox_is_read_alike_in_blocks_of_any_size(pieces: list[bytes], size: int) -> None:
    data = DATED + letter("one") + b"".join(pieces)

    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            return super().read(size)

    assert list(mbox_messages(Slow(data))) == list(mbox_messages(io.BytesIO(data)))


@pytest.mark.parametrize("made", [lambda n: b"\nFrom x\n" * n, lambda n: b"From \n" * n, lambda n: b"\n" * n])
def test_a_file_of_one_line_over_and_over_is_looked_at_once(made: Callable[[int], bytes]) -> None:
    looked = 0

    class Counted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal looked
            looked += 1
            return super().read(size)

    data = DATED + letter("one") + made(200_000)
    list(mbox_messages(Counted(data)))
    assert looked <= len(data) // mbox.BLOCK + 3
