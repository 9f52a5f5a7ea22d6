"""The command line: the same verbs and facts as the window, for the terminal and for scripts."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from osone import __version__
from osone.app.profile import language
from osone.commands import checking
from osone.commands.everything import REGISTRY
from osone.host import environment, here, paths
from osone.mail import spoken
from osone.model.errors import CommandError, OsOneError
from osone.model.ids import seconds_of
from osone.text.catalogue import _
from osone.text.lines import clean

if TYPE_CHECKING:
    import apsw

    from osone.app.profile.profile import Profile


SCHEME = "mailto:"
LEAST, MOST = 200, 8_000
"""Of a window that pictures are taken of, each way."""


def parser() -> argparse.ArgumentParser:
    """What can be said on the command line."""
    top = argparse.ArgumentParser(
        prog="osone",
        description=_("OS One. Without a command it opens the window; with a mailto: address it begins that message."),
    )
    top.add_argument("--version", action="version", version=f"OS One {__version__}")
    top.add_argument("--profile", type=Path, default=None, help=_("the profile's folder"))
    top.add_argument("--sample", action="store_true", help=_("open the sample in a temporary profile"))
    top.add_argument("--toggle", action="store_true", help=_("show or hide the window, for a desktop shortcut"))
    words = top.add_subparsers(dest="word", metavar="")
    today = words.add_parser("today", help=_("what's on, what's due, who is waiting for you"))
    today.add_argument("days", nargs="?", type=int, default=1)
    find = words.add_parser("find", help=_("find mail: words, from:, to:, subject:, is:unread, before:, after: …"))
    find.add_argument("words", nargs="+")
    find.add_argument("--most", type=int, default=20)
    add = words.add_parser(
        "add", help=_("add an event or a task in plain words: osone add lunch with Amy friday 12:30")
    )
    add.add_argument("line", nargs="+")
    bring = words.add_parser("import", help=_("import a Maildir, mbox, folder of .eml, Thunderbird profile or .ics"))
    bring.add_argument("path")
    ask = words.add_parser("ask", help=_("ask your companion"))
    ask.add_argument("words", nargs="+")
    do = words.add_parser("do", help=_("run any command: osone do mail.archive threads=12,13"))
    do.add_argument("command", nargs="?")
    do.add_argument("arguments", nargs="*")
    engine = words.add_parser("engine", help=_("run the engine without a window"))
    engine.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    engine.add_argument("--profile", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    words.add_parser("doctor", help=_("check every part, and what to do about it"))
    tour = words.add_parser("tour", help=_("take a picture of every screen"))
    tour.add_argument("--into", type=Path, default=Path("pictures"))
    tour.add_argument("--scale", type=int, nargs="*", default=[100, 150])
    tour.add_argument("--only", nargs="*", default=[], help=_("the names of the pictures to take"))
    tour.add_argument("--size", type=_size, help=_("the size of the window, such as 1024x700"))
    for name in ("today", "find", "do", "doctor"):
        words.choices[name].add_argument("--json", action="store_true", help=_("print JSON"))
    # Children that speech and the starter mind live in; nobody types these.
    words.add_parser("voice", help=argparse.SUPPRESS)
    words.add_parser("mind", help=argparse.SUPPRESS)
    return top


def _size(words: str) -> tuple[int, int]:
    """Of a window: width and height, each so large that there is something to see and a picture of it can be held."""
    width, _x, height = words.partition("x")
    found = int(width), int(height)
    if not all(LEAST <= one <= MOST for one in found):
        raise ValueError(words)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The one door. Returns the exit status: 0, 1 where something could not be done, 2 for words not understood."""
    language.begin()
    lost = environment.take_lost_certificates()
    rest = list(sys.argv[1:] if arguments is None else arguments)
    mailto = _take_mailto(rest)
    said = parser().parse_args(rest)
    # A child of ours is at home in another folder.
    folder = (said.profile or paths.profile()).absolute()
    try:
        status = _go(said, folder, lost, mailto)
        sys.stdout.flush()
        return status
    except OsOneError as error:
        print(error.whole, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read what is printed has seen enough, as `head` has. Python would try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _take_mailto(arguments: list[str]) -> str:
    """Take the address of an email link out of the arguments, where it stands in the place of a command."""
    at = 0
    while at < len(arguments) and arguments[at].startswith("-"):
        at += 2 if arguments[at] == "--profile" else 1
    return arguments.pop(at) if at < len(arguments) and arguments[at].lower().startswith(SCHEME) else ""


def _go(said: argparse.Namespace, folder: Path, lost: Mapping[str, str], mailto: str) -> int:
    # Each word imports what it needs: the window's libraries take longer to load than `osone today` may take.
    if said.word == "engine":
        from osone.app.engine import process

        return process.main(folder, child=said.child)
    if said.word == "voice":
        from osone.voice import child

        return child.main()
    if said.word == "mind":
        from osone.companion.minds import starter_child

        return starter_child.main()
    if said.word == "doctor":
        from osone.cli import doctor

        return doctor.main(folder, as_json=said.json, lost=lost)
    if said.word == "tour":
        from osone.tour import pictures

        return pictures.main(said.into, said.scale, said.only, said.size)
    if said.word is None:
        # Nothing of what a start makes is garbage; ``window.stay`` turns the collector on again.
        gc.disable()
        from osone.app import window

        return window.main(folder, sample=said.sample, toggle=said.toggle, mailto=mailto)
    from osone.app.profile.profile import Direct

    here.learn()
    with _profile(folder, sample=said.sample) as opened:
        folder = opened.folder
        direct = Direct(opened.store)
        try:
            return _with_store(said, direct, folder)
        finally:
            direct.close()


@contextmanager
def _profile(folder: Path, *, sample: bool) -> "Iterator[Profile]":
    """Open the person's own profile, or one with the sample in it that is thrown away."""
    from osone.app.profile import profile, vault

    if not sample:
        with profile.opened(folder, "command", passphrase=vault.typed(folder)) as opened:
            yield opened
        return
    from osone.app import window  # with the window's libraries, and the letters of the sample
    from osone.sync import indexing, working

    with profile.throw_away() as opened:
        window.fill_sample(opened)
        # No engine runs beside it.
        indexing.index_all(opened.store, working.Pace(), lambda _said: None, once=True)
        yield opened


def _with_store(said: argparse.Namespace, direct: object, folder: Path) -> int:
    from osone.app.profile.profile import Direct, done, wake_up
    from osone.store import jobs, settings

    assert isinstance(direct, Direct)
    language.follow(settings.every(direct.reader))
    if said.word == "today":
        outcome = direct.run("today", {"days": said.days}, "person")
        if said.json:
            print(json.dumps(outcome.value, ensure_ascii=False, indent=1))
        else:
            _print_day(outcome.value, direct.reader, folder)
        return 0
    if said.word == "find":
        return _find(direct, folder, " ".join(said.words), said.most, as_json=said.json)
    if said.word == "ask":
        import asyncio

        if not " ".join(said.words).strip():
            raise CommandError(_("Nothing to answer."), remedy=_("Try: osone ask what's on today"))
        return asyncio.run(_ask(direct, " ".join(said.words)))
    if said.word == "add":
        from osone.queries import line as lines  # with a large table of words

        line = " ".join(said.line)
        print(direct.run(f"{lines.understand(line, here.now()).kind}.add", {"line": line}, "person").said)
    elif said.word == "import":
        # Of these two neither falls over a person that is not there, nor over a name that is too long.
        path = Path(os.path.expanduser(said.path)).resolve()  # noqa: PTH111
        if not said.path.strip() or not os.path.exists(path):  # noqa: PTH110
            raise CommandError(
                _("Nothing found at {value}.", value=path if said.path.strip() else _("an empty path")),
                remedy=_("Check the path."),
            )
        try:
            str(path).encode()
        except UnicodeEncodeError as error:
            name = clean(str(path))
            remedy = _("Rename it, then import it again.")
            raise CommandError(_("The name {name} can't be read.", name=name), remedy=remedy) from error
        print(direct.run("mail.import", {"path": str(path)}, "person").said, flush=True)
        said_of_it = done(folder, direct.reader, jobs.newest(direct.reader, "import"))
        print(said_of_it or _("It is imported while OS One is open, or by `osone engine`."))
    elif said.command is None:
        for command in REGISTRY.commands.values():
            if command.run is not None:
                print(f"{command.id:20} {command.sentence}")
        return 0
    else:
        outcome = direct.run(said.command, checking.from_text(REGISTRY[said.command], said.arguments), "person")
        if said.json and outcome.value is not None:
            print(json.dumps(outcome.value, ensure_ascii=False, indent=1))
        elif outcome.said:
            print(outcome.said)
    wake_up(folder)
    return 0


def _gap(gap: str | None, reader: "apsw.Connection", folder: Path) -> str:
    """Why there may be more than is known, as a sentence; empty where there is not."""
    from osone.queries import gaps
    from osone.store import accounts

    known = gaps.Gap(gap) if gap is not None else None
    if known is None and any(account.kind != "local" for account in accounts.every(reader)):
        from osone.sync import engine  # with all that serves accounts

        known = None if engine.runs(folder) else gaps.Gap.CLOSED
    return _(gaps.SAID[known]) if known is not None else ""


def _print_day(value: object, reader: "apsw.Connection", folder: Path) -> None:
    assert isinstance(value, dict)
    for event in value["events"]:
        clock = _("all day") if event["all_day"] else f"{event['start'][11:16]}–{event['end'][11:16]}"
        print(f"{event['start'][:10]}  {clock:12} {event['title']}")
    for task in value["tasks"]:
        print(f"{str(task['due'])[:10]}  {_('to do'):12} {task['title']}")
    for row in value["needs"]:
        people, reason = spoken.people(str(row["people"])), spoken.reason(str(row["reason"]))
        print(f"{'':10}  {_('needs you'):12} {people}: {row['subject']} ({reason})")
    if not any(value.values()):
        from osone.queries import gaps

        why = _gap(gaps.of_needs(reader), reader, folder)
        print(_("Nothing so far. {why}", why=why) if why else _("Nothing scheduled."))


def _find(direct: object, folder: Path, words: str, most: int, *, as_json: bool) -> int:
    from osone.app.profile.profile import Direct
    from osone.queries import gaps, near
    from osone.queries import search as finding
    from osone.store import messages

    assert isinstance(direct, Direct)
    now = here.now()
    found = finding.find_words(direct.reader, words + " ", most, today=now.date(), zone=now.tzinfo)
    if not found and (wider := near.beginnings(words)):
        found = finding.find_words(direct.reader, wider, most, today=now.date(), zone=now.tzinfo)
    rows = messages.some(direct.reader, found)
    if as_json:
        print(
            json.dumps(
                [{"thread": r.thread, "message": r.id, "from": r.sender.email, "subject": r.subject} for r in rows]
            )
        )
    for row in rows if not as_json else []:
        when = datetime.fromtimestamp(seconds_of(row.id)).strftime("%Y-%m-%d %H:%M")
        print(f"{row.thread:>7}  {when}  {row.sender.shown[:24]:24}  {row.subject}")
    if not rows and not as_json:
        why = _gap(gaps.of_search(direct.reader), direct.reader, folder)
        nothing = _("Nothing found. Try fewer words, or in:anywhere.")
        print(_("Nothing found so far. {why}", why=why) if why else nothing)
    return 0 if rows else 1


async def _ask(direct: object, words: str) -> int:
    from osone.app.profile.profile import Direct
    from osone.cli import asking

    assert isinstance(direct, Direct)
    return await asking.ask_once(direct, words)
