"""Mail that leaves over TLS, to aiosmtpd in a process of its own, beside smtplib's own ``send_message``.

Many small messages go the way they go in the program: from drafts in an encrypted profile, out of the outbox, each
written down before and after. A large file goes the same way, and is sent by ``email`` and ``smtplib`` in turn with it,
each time in a process of its own; ``writer_ratio`` is the making of that message alone.
"""

import json
import resource
import smtplib
import ssl
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from select import select

from osone.commands import running
from osone.commands.everything import REGISTRY as _VERBS  # noqa: F401
from osone.host import here as machine
from osone.mail.writing import message, parts
from osone.mail.writing.parts import Body, EnclosedPart
from osone.model.accounts import Service
from osone.model.drafts import Block, Draft, DraftId, Recipients, Run
from osone.model.ids import AccountId
from osone.model.mail import Address
from osone.model.services import Security, Server, Smtp, encode
from osone.store import accounts, drafts, files, sending
from osone.store.writing import transaction
from osone.sync import acting
from osone.sync.smtp.account import SmtpSource
from osone.sync.source import Ground, Lane
from osone.sync.working import Files, Pace, open_files
from tests.bench.measure import Goal, place, show
from tests.parts.smtp import Submission

GOALS = {"writer_ratio": Goal(0.2), "time_ratio": Goal(0.6), "rss_mb": Goal(20)}
SMALL = 200
LARGE = 50 * 1024 * 1024
ROUNDS = 3
ME, BO = Address("Amy", "amy@example.test"), Address("Bo", "bo@example.test")
WORD = "correct horse"
PIECE = 1 << 20


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """aiosmtpd in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.send", "--server", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        port = int(process.stdout.readline())
        try:
            yield Server("127.0.0.1", port, Security.TLS)
        finally:
            process.stdin.close()


def serve(folder: Path) -> None:
    """Be that server until nobody is there any more; what it takes is forgotten at once."""
    with Submission(folder, {"amy": WORD}, most=4 * LARGE) as here:
        print(here.port, flush=True)
        while not select([sys.stdin], [], [], 0.1)[0]:
            here.sent.clear()


def profile(folder: Path, where: Server, ca: Path) -> Files:
    """A profile that sends there."""
    store = files.open_store(folder, files.new_key())
    mine = open_files(store)
    with transaction(mine.core) as tx:
        accounts.add(tx, "imap", ME.email, "Amy", encode({Service.OUTGOING: Smtp(where, "amy", str(ca))}))
    return mine


def written(mine: Files, number: int, large: Path | None = None) -> int:
    """A draft, on its way."""
    blocks = tuple(Block((Run(f"Words of paragraph {n} in message {number}."),)) for n in range(5))
    draft = Draft(DraftId(0), AccountId(1), ME, Recipients((BO,)), f"Message {number}", blocks)
    name = drafts.next_number(mine.core)
    act(mine, "draft.keep", draft=name, written=drafts.row(draft))
    if large is not None:
        drafts.enclose(mine.core, name, large.name, "application/octet-stream", pieces(large))
    act(mine, "draft.send", drafts=[name])
    mine.core.execute("UPDATE outbox SET hold_until = 0")
    return name


def act(mine: Files, verb: str, **arguments: object) -> None:
    """A verb, as the person does it."""
    running.run(mine.core, verb, arguments, by="person", now=machine.now())


def pieces(path: Path) -> Iterator[bytes]:
    """A file, piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def let_leave(mine: Files) -> float:
    """Let everything leave; seconds, with the sign-in."""
    began = time.perf_counter()
    account = accounts.every(mine.core)[0]
    line = SmtpSource().open(Lane.SEND, Ground(account, mine, Pace(), lambda _what: None), WORD)
    while acting.let_leave(line):
        pass
    line.close()
    took = time.perf_counter() - began
    assert not sending.on_the_way(mine.core), sending.on_the_way(mine.core)
    return took


def peak_mb() -> float:
    """The most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(folder: Path, port: int, large: Path) -> dict[str, float]:
    """Small ones, then the large one, in this process."""
    mine = profile(folder / f"profile-{time.time_ns()}", Server("127.0.0.1", port, Security.TLS), ca_in(folder))
    for number in range(SMALL):
        written(mine, number)
    small = let_leave(mine)
    before = peak_mb()
    written(mine, SMALL, large)
    took = let_leave(mine)
    mine.close()
    return {
        "small_s": small,
        "large_s": took,
        "writer_s": timed(lambda: our_writer(large)),
        "rss_mb": peak_mb() - before,
    }


def our_writer(large: Path) -> None:
    """The large message made, and let go piece by piece."""
    draft = Draft(DraftId(1), AccountId(1), ME, Recipients((BO,)), "Large", (), message_id=parts.message_id("x.test"))
    enclosed = EnclosedPart(large.name, "application/octet-stream", lambda: pieces(large))
    for _piece in parts.written(message.head(draft, machine.now()), Body("Large.\n", files=[enclosed])):
        pass


def theirs(folder: Path, port: int, large: Path) -> dict[str, float]:
    """The large one by ``email`` and ``smtplib``, in this process."""
    began = time.perf_counter()
    context = ssl.create_default_context(cafile=str(ca_in(folder)))
    with smtplib.SMTP_SSL("127.0.0.1", port, context=context) as smtp:
        smtp.login("amy", WORD)
        smtp.send_message(their_message(large))
    took = time.perf_counter() - began
    return {"large_s": took, "writer_s": timed(lambda: their_message(large).as_bytes(policy=SMTP))}


def their_message(large: Path) -> EmailMessage:
    """The same message as the standard library has it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"{ME.name} <{ME.email}>", f"{BO.name} <{BO.email}>", "Large"
    made.set_content("Large.\n")
    made.add_attachment(large.read_bytes(), maintype="application", subtype="octet-stream", filename=large.name)
    return made


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ca_in(folder: Path) -> Path:
    """The authority of the server whose folder this is."""
    return folder / "smtp-ca-tls.pem"


def run(which: str, folder: Path, port: int, large: Path) -> dict[str, float]:
    """One way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.send", which, str(folder), str(port), str(large)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Measure, and print."""
    with place() as here, server(here) as there:
        large = here / "large.bin"
        with large.open("wb") as file:
            for number in range(LARGE // PIECE):
                file.write(bytes((number + n) % 256 for n in range(256)) * (PIECE // 256))
        mine, others = [], []
        for _round in range(ROUNDS):
            mine.append(run("--ours", here, there.port, large))
            others.append(run("--theirs", here, there.port, large))
        middle = {name: statistics.median(one[name] for one in mine) for name in mine[0]}
        metrics = {
            "messages_s": SMALL / middle["small_s"],
            "writer_ratio": statistics.median(a["writer_s"] / b["writer_s"] for a, b in zip(mine, others, strict=True)),
            "time_ratio": statistics.median(a["large_s"] / b["large_s"] for a, b in zip(mine, others, strict=True)),
            "rss_mb": middle["rss_mb"],
            "writer_s": middle["writer_s"],
            "large_s": middle["large_s"],
            "smtplib_writer_s": statistics.median(one["writer_s"] for one in others),
            "smtplib_large_s": statistics.median(one["large_s"] for one in others),
        }
        show("send", metrics, GOALS, [f"{SMALL} small messages, then one with a file of {LARGE >> 20} MB"])
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--server"]:
        serve(Path(sys.argv[2]))
        sys.exit(0)
    if len(sys.argv) > 1:
        way = ours if sys.argv[1] == "--ours" else theirs
        print(json.dumps(way(Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))))
        sys.exit(0)
    sys.exit(main())
