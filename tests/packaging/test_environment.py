"""The environment: made once, filled as locked, and taken as it is where it stands already."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import shiboken6

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment.make(tmp_path_factory.mktemp("tree") / ".venv")


def test_an_environment_that_stands_is_not_made_again(made: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert environment.make(made.parent.parent) == made
    assert capfd.readouterr().out == ""


def test_an_empty_lock_fills_and_the_second_time_nothing_runs(
    made: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "nothing.lock"
    lock.write_text("# nothing\n")
    environment.fill(made, lock)
    assert "nothing: ready" in capfd.readouterr().out
    environment.fill(made, lock)
    assert capfd.readouterr().out == ""


def test_a_lock_that_cannot_be_had_says_so_and_is_tried_again(made: Path, tmp_path: Path) -> None:
    lock = tmp_path / "wrong.lock"
    lock.write_text(f"osone-there-is-no-such @ file://{tmp_path}/none-1-py3-none-any.whl --hash=sha256:{'0' * 64}\n")
    for _ in range(2):
        with pytest.raises(environment.FailedError, match=r"wrong\.lock could not be installed"):
            environment.fill(made, lock)


def test_what_pyside_carries_inside_is_laid_out_compiled_once(made: Path) -> None:
    site = next(made.parent.parent.glob("[Ll]ib/**/site-packages"))
    shiboken, files = site / "shiboken6", site / "shiboken6" / "files.dir"
    shutil.copytree(Path(shiboken6.__file__).parent, shiboken, ignore=lambda *_: ["files.dir"])
    environment.unfold(made)
    assert {f"{file.stem}.pyc" for file in files.rglob("*.py")} == {
        file.name.replace(f".{sys.implementation.cache_tag}", "") for file in files.rglob("*.pyc")
    }
    kept = files.stat().st_ino
    environment.unfold(made)
    assert files.stat().st_ino == kept
    # Another version has other files, and one from which there is nothing to be had starts as it did.
    (shiboken / "__init__.py").write_text("raise ImportError")
    environment.unfold(made)
    assert not files.exists()


def test_the_command_runs_from_anywhere(made: Path, tmp_path: Path) -> None:
    (tmp_path / "osone").mkdir()
    (tmp_path / "osone" / "__init__.py").touch()
    (tmp_path / "osone" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\n")
    environment.link(made, tmp_path)
    # A path that whoever runs the tests has set would lead to another tree.
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    call = [str(made.parent / "osone"), "today", "a b"]
    told = subprocess.run(call, capture_output=True, text=True, check=True, cwd="/", env=clean)
    assert told.stdout == "['today', 'a b']\n"


def test_a_processor_without_avx2_is_told_before_it_dies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.36"))
    assert environment.cannot("voice") is None
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.31"))
    assert "glibc" in str(environment.cannot("voice"))


def test_an_older_python_is_told_what_to_do() -> None:
    # The file is read by that Python, so nothing newer than its grammar may stand in it.
    text = (ROOT / "packaging" / "ready.py").read_text()
    ast.parse(text, feature_version=(3, 8))
    early = text[: text.index("import environment")]
    code = f"import sys; sys.version_info = (3, 9, 2); exec({early!r})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "needs Python 3.11" in told.stderr
