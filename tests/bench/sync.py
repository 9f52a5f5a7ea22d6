"""A first sync and one that finds nothing new, from a private Dovecot: ``python -m tests.bench.sync N``.

The mail lies there since it was written, as it does where an account was never moved. The floor is a bare socket (with
TLS) that sends the same FETCH to the same server in the same state, its caches removed, and reads what comes. Both are
taken in turn, a few times, and the middle of the ratios counts. Then the same with a shell there: short transactions
with gaps, into which a key comes now and then and is timed.
"""

import json
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from select import select as waiting

from osone.mail.header import parse_header
from osone.model.accounts import Service
from osone.model.ids import AccountId
from osone.model.mail import Box, Role
from osone.model.services import Imap, Server, encode
from osone.store import accounts, files, listing
from osone.store.files import Store
from osone.store.writing import transaction
from osone.sync.imap import account, folders
from osone.sync.imap.bulk import sync_folder
from osone.sync.imap.opened import Bulk, select
from osone.sync.working import Pace, open_files
from tests.bench.measure import Goal, percentile, place, show
from tests.parts.dovecot import Dovecot
from tests.parts.mailset import written

GOALS = {"header_ratio_floor": Goal(1.5), "first_rows_s": Goal(1.0), "noop_ratio_select": Goal(3.0)}
DEFAULT = 10_000
ROUNDS = 3
NOOPS = 30
SCREEN = 20
KEY_S = 0.02
"""Between two keys: far more than anybody presses."""


def cold(server: Dovecot) -> None:
    """As a new account is: the server remembers nothing of the mail but its UIDs."""
    server.stop(keep=True)
    server.clear_caches("amy")
    server.start()


def settings(server: Dovecot) -> dict[str, object]:
    """How to reach it."""
    return encode({Service.INCOMING: Imap(Server(server.host, server.port), "amy", str(server.ca))})


def new_profile(folder: Path, server: Dovecot) -> Store:
    """A new profile with the account."""
    store = files.open_store(folder, files.new_key())
    core = store.writer()
    with transaction(core) as tx:
        accounts.add(tx, "imap", "amy@example.test", "Amy", settings(server))
    core.close()
    return store


def opened(store: Store, server: Dovecot, *, watched: bool = False) -> Bulk:
    """A connection to the server, logged in."""
    mine = open_files(store)
    one = accounts.every(mine.core)[0]
    wire = account.dial(one, server.users["amy"])
    return Bulk(wire, mine, one.id, frozenset({one.address}), Pace(watched=watched), lambda _what: None)


def floor(store: Store, server: Dovecot) -> float:
    """Seconds that a bare reading of the same answer takes."""
    bulk = opened(store, server)
    now = select(bulk.wire, b"INBOX")
    began = time.perf_counter()
    tag = bulk.wire.send(f"UID FETCH 1:{now.uidnext - 1} {bulk.items()}")
    end, held, sock = b"\n" + tag + b" ", b"", bulk.wire.socket
    while end not in held:
        held = held[-200:] + sock.recv(1 << 18)
    took = time.perf_counter() - began
    bulk.wire.close()
    bulk.files.close()
    return took


def first(store: Store, server: Dovecot) -> tuple[float, float, float]:
    """Seconds and CPU seconds until all headers are kept and shown; seconds from login to the first screen of rows."""
    bulk = opened(store, server)
    shown: list[float] = []
    over = threading.Event()

    def watch() -> None:
        reader = store.reader()
        while not over.is_set() and not shown:
            if len(listing.ids(reader, Box.INBOX, SCREEN)) == SCREEN:
                shown.append(time.perf_counter())
            time.sleep(0.01)
        reader.close()

    watching = threading.Thread(target=watch)
    watching.start()
    began = time.perf_counter()
    folders.list_folders(bulk)
    inbox = accounts.folder_for(bulk.files.core, AccountId(bulk.account), Role.INBOX)
    assert inbox is not None
    listed, cpu = time.perf_counter(), time.process_time()
    sync_folder(bulk, inbox)
    took, cpu_took = time.perf_counter() - listed, time.process_time() - cpu
    time.sleep(0.02)
    over.set()
    watching.join()
    bulk.wire.close()
    bulk.files.close()
    return took, cpu_took, (shown[0] - began) if shown else took


def watched(store: Store, server: Dovecot) -> tuple[float, float, list[float]]:
    """Seconds and CPU seconds until all headers are kept with a shell there, and the seconds that its keys waited."""
    bulk = opened(store, server, watched=True)
    folders.list_folders(bulk)
    inbox = accounts.folder_for(bulk.files.core, AccountId(bulk.account), Role.INBOX)
    assert inbox is not None
    command = [sys.executable, "-m", "tests.bench.sync", "--press", str(store.folder), store.key.hex()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as shell:
        assert shell.stdout is not None
        shell.stdout.readline()
        began, cpu = time.perf_counter(), time.process_time()
        sync_folder(bulk, inbox)
        took, cpu_took = time.perf_counter() - began, time.process_time() - cpu
        said, _ = shell.communicate()
    bulk.wire.close()
    bulk.files.close()
    return took, cpu_took, json.loads(said)


def press(folder: Path, key: bytes) -> None:
    """Be the hand of a shell until the input ends: write now and then, and tell how long each had to wait."""
    shell = Store(folder, key).writer()
    waits: list[float] = []
    print("here", flush=True)
    while not waiting([sys.stdin], [], [], KEY_S)[0]:
        began = time.perf_counter()
        with transaction(shell):
            waits.append(time.perf_counter() - began)
    shell.close()
    print(json.dumps(waits), flush=True)


def nothing_new(store: Store, server: Dovecot) -> tuple[float, float]:
    """Seconds of a sync that finds nothing new, and of a bare SELECT of the same folder."""
    bulk = opened(store, server)
    inbox = accounts.folder_for(bulk.files.core, AccountId(bulk.account), Role.INBOX)
    assert inbox is not None
    sync_folder(bulk, inbox)
    syncs, selects = [], []
    for _ in range(NOOPS):
        began = time.perf_counter()
        assert not sync_folder(bulk, inbox)
        syncs.append(time.perf_counter() - began)
        began = time.perf_counter()
        bulk.wire.call('SELECT "INBOX"')
        selects.append(time.perf_counter() - began)
    bulk.wire.close()
    bulk.files.close()
    return statistics.median(syncs), statistics.median(selects)


def main(count: int = DEFAULT) -> int:
    """Measure, and print."""
    ratios, rows, syncs, floors, cpus = [], [], [], [], []
    watched_ratios, watched_cpus, waits = [], [], []
    with place() as here, Dovecot() as server:
        server.deliver("amy", written(count), flags="S", received=lambda raw: parse_header(raw).date or 0)
        store = new_profile(here / "warm", server)
        cold(server)
        floor(store, server)  # the files themselves are in the system's cache from here on
        for number in range(ROUNDS):
            cold(server)
            floors.append(floor(store, server))
            store = new_profile(here / str(number), server)
            cold(server)
            took, cpu, first_rows = first(store, server)
            syncs.append(took)
            cpus.append(cpu)
            ratios.append(took / floors[-1])
            rows.append(first_rows)
            seen = new_profile(here / f"{number}-watched", server)
            cold(server)
            took, cpu, waited = watched(seen, server)
            watched_ratios.append(took / floors[-1])
            watched_cpus.append(cpu)
            waits += waited
        noop, bare = nothing_new(store, server)
    metrics = {
        "header_ratio_floor": statistics.median(ratios),
        "first_rows_s": statistics.median(rows),
        "noop_ratio_select": noop / bare,
        "messages": float(count),
        "us_a_message": statistics.median(syncs) / count * 1e6,
        "floor_us_a_message": statistics.median(floors) / count * 1e6,
        "cpu_us_a_message": statistics.median(cpus) / count * 1e6,
        "watched_ratio_floor": statistics.median(watched_ratios),
        "watched_cpu_us_a_message": statistics.median(watched_cpus) / count * 1e6,
        "watched_key_p95_ms": percentile(waits, 0.95) * 1e3,
        "noop_ms": noop * 1e3,
    }
    show("sync", metrics, GOALS, [f"{count:,} messages, caches removed before each of {ROUNDS} rounds"])
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--press"]:
        press(Path(sys.argv[2]), bytes.fromhex(sys.argv[3]))
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
