"""The command line as a person uses it: a real process a word, its exit status and its sentences."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from osone import __version__
from osone.host.child import command
from tests.parts.keyring import KeyringSession

ROOT = Path(__file__).resolve().parents[2]
LETTER = (
    b"From: Ben <ben@example.test>\r\nTo: amy@example.test\r\nSubject: The fig tree\r\n"
    b"Message-ID: <%d@x>\r\n\r\nIt grows.\r\n"
)


class Person:
    """Somebody at a terminal."""

    def __init__(self, session: KeyringSession, home: Path) -> None:
        self.home, self.profile = home, home / "profile"
        self.environ = session.environ | {
            "HOME": str(home),
            "OSONE_HOME": str(self.profile),
            "OLLAMA_HOST": "127.0.0.1:9",
        }

    def says(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            command(*words),
            cwd=ROOT,
            env=self.environ | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with KeyringSession() as session:
        yield Person(session, tmp_path_factory.mktemp("home"))


def test_it_says_its_version(person: Person) -> None:
    done = person.says("--version")
    assert (done.returncode, done.stdout) == (0, f"OS One {__version__}\n")


def test_an_unknown_word_is_refused_with_the_words_there_are(person: Person) -> None:
    done = person.says("dance")
    assert done.returncode == 2
    assert "today" in done.stderr


def test_a_task_is_added_and_stands_in_the_day(person: Person) -> None:
    done = person.says("add", "water", "the", "fig", "tomorrow", "p1")
    assert done.returncode == 0
    assert done.stdout.startswith("Added “water the fig”, due "), "with the day that was understood"
    shown = person.says("today", "2")
    assert shown.returncode == 0
    assert "water the fig" in shown.stdout
    told = json.loads(person.says("today", "2", "--json").stdout)
    due = [task["due"] for task in told["tasks"] if task["title"] == "water the fig"]
    assert due == [(date.today() + timedelta(days=1)).isoformat()]


def test_a_line_with_an_hour_is_an_event_of_the_day(person: Person) -> None:
    done = person.says("add", "lunch", "with", "Noor", "tomorrow", "12:30", "at", "Kilnfolk")
    assert done.returncode == 0
    assert done.stdout.startswith("Added “lunch with Noor”, ")
    told = json.loads(person.says("today", "2", "--json").stdout)
    assert [(e["title"], e["start"][11:16]) for e in told["events"]] == [("lunch with Noor", "12:30")]


def test_a_task_without_words_is_refused_with_a_sentence(person: Person) -> None:
    done = person.says("add", "  ")
    assert done.returncode == 1
    assert "words" in done.stderr


def test_mail_is_brought_in_by_the_engine_and_found(person: Person) -> None:
    box = person.home / "Maildir"
    for name in ("cur", "new", "tmp"):
        (box / name).mkdir(parents=True)
    for number in range(3):
        (box / "cur" / f"{number}:2,S").write_bytes(LETTER % number)
    begun = person.says("import", str(box))
    assert begun.returncode == 0
    assert "Importing" in begun.stdout
    with subprocess.Popen(command("engine"), cwd=ROOT, env=person.environ, stdin=subprocess.DEVNULL) as engine:
        found = person.says("find", "fig")
        for _ in range(60):
            if found.returncode == 0 and found.stdout.count("The fig tree") == 3:
                break
            found = person.says("find", "fig")
        (box / "cur" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
        again = person.says("import", str(box))
        refused = person.says("import", str(box / "cur" / "photo.jpg"))
        engine.terminate()
        assert engine.wait(20) == 0
    assert again.stdout.splitlines()[-1] == (
        "All 3 messages in Maildir were already here. 1 file is not a message: cur/photo.jpg."
    )
    assert (refused.returncode, refused.stderr.splitlines()[0][:7]) == (1, "Nothing")
    assert found.stdout.count("The fig tree") == 3
    assert len(json.loads(person.says("find", "from:ben", "--json").stdout)) == 3
    assert len(json.loads(person.says("find", "tre fig", "--json").stdout)) == 3, "the beginnings of words"


def test_what_is_not_there_is_not_found(person: Person) -> None:
    done = person.says("find", "zebra")
    assert done.returncode == 1
    assert done.stdout.startswith("Nothing found.")


def test_a_path_that_is_not_there_is_told_of(person: Person) -> None:
    done = person.says("import", str(person.home / "nowhere"))
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_a_path_that_is_no_text_is_told_of(person: Person) -> None:
    path = Path(os.fsdecode(os.fsencode(person.home) + b"/B\xfccher"))
    path.mkdir()
    done = person.says("import", str(path))
    assert done.returncode == 1
    assert "can't be read" in done.stderr


def test_the_companion_answers_by_its_rules_alone(person: Person) -> None:
    done = person.says("ask", "what", "is", "today?")
    assert done.returncode == 0
    assert "today" in done.stdout.casefold()


def test_any_verb_can_be_done_and_an_unknown_one_is_refused(person: Person) -> None:
    every = person.says("do")
    assert every.returncode == 0
    assert "mail.archive" in every.stdout
    person.says("add", "take this back")
    undone = person.says("do", "undo")
    assert undone.returncode == 0
    assert "take this back" not in person.says("today", "--json").stdout
    refused = person.says("do", "mail.fly")
    assert refused.returncode == 1
    assert "mail.fly" in refused.stderr


def test_the_doctor_names_every_part(person: Person) -> None:
    told = json.loads(person.says("doctor", "--json").stdout)
    parts = {one["part"] for one in told}
    assert {"Program", "Window", "Keyring", "Store", "Engine", "Ollama", "Voices", "Certificates"} <= parts
    assert all(one["do"] for one in told if not one["well"])
    assert person.says("doctor").returncode == 0


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_the_doctor_tells_of_certificates_that_are_not_there(person: Person, name: str) -> None:
    done = person.says("doctor", "--json", **{name: "/nowhere/cert.pem"})
    (found,) = [one for one in json.loads(done.stdout) if one["part"] == "Certificates"]
    assert not found["well"]
    assert found["said"] == f"{name} names /nowhere/cert.pem, which has no certificates."
    assert done.returncode == 0
    (well,) = [one for one in json.loads(person.says("doctor", "--json").stdout) if one["part"] == "Certificates"]
    assert well["well"]


@pytest.mark.parametrize(
    "words",
    [
        ("import", ""),
        ("import", "  "),
        ("import", "~nobody-here/mail"),
        ("import", "a" * 300),
        ("ask", ""),
        ("ask", " ", ""),
    ],
)
def test_what_names_nothing_is_refused_and_does_nothing(person: Person, words: tuple[str, ...]) -> None:
    done = person.says(*words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Nothing")


def test_a_setting_is_set_in_the_words_that_one_types(person: Person) -> None:
    for key, value, wrong in (("look.scale", "150", "151"), ("keys.single", "off", "maybe"), ("person.name", "7", "")):
        assert person.says("do", "settings.set", f"key={key}", f"value={value}").returncode == 0
        if wrong:
            done = person.says("do", "settings.set", f"key={key}", f"value={wrong}")
            assert done.returncode == 1
            assert f"{key} can't be" in done.stderr


@pytest.mark.parametrize("place", ["/proc/nowhere/profile", "/dev/null"])
def test_a_profile_that_cannot_be_written_is_said_with_a_remedy(person: Person, place: str) -> None:
    done = person.says("--profile", place, "today")
    assert done.returncode == 1
    assert "can't be written" in done.stderr
    assert "OSONE_HOME" in done.stderr


def test_without_a_keyring_a_command_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    with KeyringSession(service=False) as session:
        done = Person(session, tmp_path).says("add", "water the fig")
        assert done.returncode == 1
        assert "keyring" in done.stderr
        kept = Person(session, tmp_path)
        assert kept.says("add", "water the fig", OSONE_PASSPHRASE="a long walk home").returncode == 0
        assert kept.says("today", OSONE_PASSPHRASE="another walk").returncode == 1


@pytest.mark.parametrize("words", [("do",), ("today",), ("--version",), ("find", "nobody")])
def test_a_reader_that_has_seen_enough_is_no_trouble(person: Person, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command(*words),
        cwd=ROOT,
        env=person.environ,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_sample_can_be_asked_as_the_profile_can_and_leaves_nothing_behind(person: Person, tmp_path: Path) -> None:
    empty = tmp_path / "nobody"
    done = person.says("--sample", "find", "harbours", OSONE_HOME=str(empty))
    assert done.returncode == 0
    assert done.stdout.strip()
    assert person.says("--sample", "ask", "what's my name", OSONE_HOME=str(empty)).stdout.strip()
    assert not empty.exists()


def test_what_nothing_brings_back_is_shown_first_and_done_at_a_yes(person: Person) -> None:
    mail = person.home / "for-good"
    for part in ("cur", "new", "tmp"):
        (mail / ".Trash" / part).mkdir(parents=True)
        (mail / part).mkdir(parents=True)
    (mail / ".Trash" / "cur" / "1.x:2,S").write_bytes(LETTER % 4711)
    person.says("import", str(mail))
    engine = subprocess.Popen(command("engine"), cwd=ROOT, env=person.environ, stdin=subprocess.DEVNULL)
    try:
        for _ in range(100):
            found = json.loads(person.says("find", "in:trash", "--json").stdout or "[]")
            if found:
                break
    finally:
        engine.terminate()
        engine.wait()
    thread = str(found[0]["thread"])
    asked = person.says("do", "mail.erase", f"threads={thread}")
    assert asked.returncode == 0
    assert "1 message will be deleted from this computer" in asked.stdout
    assert "sure=yes" in asked.stdout
    done = person.says("do", "mail.erase", f"threads={thread}", "sure=yes")
    assert (done.returncode, done.stdout) == (0, "Deleted 1 conversation for good\n")
    assert person.says("do", "mail.erase", f"threads={thread}").returncode == 1
