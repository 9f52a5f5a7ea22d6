"""The rules of the house find what they forbid, and let pass what only resembles it."""

from pathlib import Path

import guard
import pytest

# In two pieces, or this file would break the rule it tries.
FORBIDDEN = [
    ("docs/a.md", "see https://py" + "pi.org/x\n"),
    ("docs/a.md", "from files.python" + "hosted.org\n"),
    ("docs/a.md", "at registry.npm" + "js.org\n"),
    ("osone/a.py", 'PATH = "/wor' + 'k/main"\n'),
    ("osone/a.py", 'PATH = "/roo' + 't/.cache"\n'),
    ("osone/a.py", "<<<<<<" + "< HEAD\n"),
    ("osone/sync/a.py", 'connection.execute("SELECT 1")\n'),
    ("osone/bridge/a.py", 'x = int(str(row["key"]))\n'),
    ("osone/queries/a.py", 'tx.connection.executemany("SELECT 1", [])\n'),
    ("osone/a.py", "x = os.environ\n"),
    ("osone/a.py", "x = [sys.executable]\n"),
    ("osone/a.py", 'getattr(sys, "frozen", False)\n'),
    ("osone/a.py", "x = 1 \n"),
    ("osone/a.py", "x = 1"),
    ("osone/a.py", "x = 1\r\n"),
    ("osone/a.py", "x = 1\n" * 401),
    ("ui/A.qml", "Item {}\n" * 201),
]
ALLOWED = [
    ("docs/a.md", "your homework/main is due; the framework/here\n"),
    ("docs/a.md", "/home/you/Mail\n"),
    ("docs/a.md", "Title\n=====\n"),
    ("osone/a.py", "x = 1\n" * 400),
    ("osone/store/a.py", 'connection.execute("SELECT 1")\n'),
    ("osone/bridge/drawing/icons.py", 'connection.execute("SELECT 1")\n'),
    ("tests/store/a.py", 'x = int(str(connection.execute("SELECT 1").get))\n'),
    ("osone/a.py", "executed(x); print(str(x)); int(x)\n"),
    ("osone/host/environment.py", "x = os.environ\n"),
    ("tests/test_a.py", "x = [sys.executable, os.environ]\n"),
    ("tests/mail/a.eml", "Subject: x\r\n\r\nbody \r\n"),
]


@pytest.mark.parametrize(("name", "text"), FORBIDDEN)
def test_what_is_forbidden_is_found(name: str, text: str) -> None:
    assert len(list(guard.faults(name, text.encode()))) == 1


@pytest.mark.parametrize(("name", "text"), ALLOWED)
def test_what_only_resembles_it_passes(name: str, text: str) -> None:
    assert list(guard.faults(name, text.encode())) == []


def test_a_large_file_and_a_broken_one_are_found() -> None:
    assert list(guard.faults("resources/a.onnx", b"\0" * (guard.BYTES + 1)))
    assert list(guard.faults("docs/a.md", b"caf\xe9\n"))
    assert list(guard.faults("tests/mail/a.eml", b"caf\xe9\n")) == []


def test_a_folder_of_the_shell_that_holds_too_many_modules_is_named() -> None:
    sixteen = ["osone/app/desk/__init__.py", *(f"osone/app/desk/m{n}.py" for n in range(16))]
    assert list(guard.crowded(sixteen)) == []
    (fault,) = guard.crowded([*sixteen, "osone/app/desk/one_more.py", *(f"osone/store/m{n}.py" for n in range(40))])
    assert fault.startswith("osone/app/desk: 17 modules")


def test_a_class_that_has_the_name_of_another_is_named_with_where_that_stands() -> None:
    sources = [("osone/a.py", "class Look: ...\n"), ("osone/b.py", "class Look:\n    class Part: ...\n")]
    assert list(guard.named_twice([*sources[:1], ("osone/c.py", "Look = 1\n\n\nclass Looked: ...\n")])) == []
    (fault,) = guard.named_twice([*sources, ("osone/c.py", "class Other: ...\n")])
    assert fault.startswith("osone/b.py:1: class Look stands in osone/a.py:1 too")


def test_the_page_that_says_where_everything_is_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "osone/mail").mkdir(parents=True)
    (tmp_path / "osone/mail/mime.py").write_text(
        "def parse() -> None: ...\n\n\nclass Part:\n    async def read(self): ...\n"
    )
    here = "| a body | `mail/mime.py` `parse`, `Part`, `read` |\n| an id | `oauth` is a setting |\n"
    assert list(guard.misplaced(here, tmp_path)) == []
    assert len(list(guard.misplaced("| a body | `mail/mime.py` `parsed` |\n", tmp_path))) == 1
    assert len(list(guard.misplaced("| a body | `mail/mine.py` `parse` |\n", tmp_path))) == 1
