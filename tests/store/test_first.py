import hashlib
from pathlib import Path

from osone.model.ids import ThreadId
from osone.model.mail import Address, Box, Header, Role
from osone.store import accounts, arrivals, effects, files, journal, listing, messages
from osone.store.writing import transaction
from tests.parts import wishes


def header(n: int, subject: str, refs: tuple[str, ...] = ()) -> Header:
    return Header(
        f"m{n}@x",
        (),
        refs,
        subject,
        Address("Amy Ferrante", "amy@x"),
        (),
        (),
        (),
        1_700_000_000 + n,
        "",
        "",
        False,
        "text/plain",
    )


def h(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def test_a_mail_comes_in_is_archived_and_put_back(tmp_path: Path) -> None:
    store = files.open_store(tmp_path, files.new_key())
    conn = store.writer()
    with transaction(conn) as tx:
        account = accounts.add(tx, "imap", "me@x", "Me", {})
        inbox = accounts.folder(tx, account, "INBOX", Role.INBOX, "Inbox")
        archive = accounts.folder(tx, account, "Archive", Role.ARCHIVE, "Archive")
        arrivals.add(
            tx,
            account,
            inbox,
            [
                arrivals.Arrival(1, 0, 1, (h("m1@x"),), header(1, "Lease"), 1_700_000_001, 100, kind="person"),
                arrivals.Arrival(
                    2,
                    0,
                    2,
                    (h("m2@x"), h("m1@x")),
                    header(2, "Re: Lease", ("m1@x",)),
                    1_700_000_002,
                    100,
                    kind="person",
                ),
                arrivals.Arrival(3, 1, 3, (h("m3@x"),), header(3, "Other"), 1_700_000_003, 100),
            ],
        )
    assert len(listing.ids(conn, Box.INBOX)) == 2
    assert listing.counts(conn) == {1: (2, 1), 12: (1, 1), 14: (1, 0)}
    thread = ThreadId(listing.ids(conn, Box.PEOPLE)[0][1])
    with transaction(conn) as tx:
        entry = journal.begin(tx, 0, "person", "mail.archive", {}, "Archived")
        wanted = [effects.move(m, f, archive) for m, f, _ in messages.shown_in(conn, thread, Role.INBOX)]
        effects.write(tx, entry, effects.apply(tx, wanted, entry))
    assert listing.counts(conn)[1] == (1, 0)
    assert [r.subject for r in listing.rows(conn, [thread], Box.ARCHIVE)] == ["Lease"]
    assert wishes.counts(conn) == {"waiting": 2}
    with transaction(conn) as tx:
        last = journal.last_done(conn)
        assert last is not None
        assert journal.undo(tx, last).left == 0
    assert wishes.counts(conn) == {}
    assert listing.counts(conn)[1] == (2, 1)
    with transaction(conn) as tx:
        again = journal.next_undone(conn)
        assert again is not None
        journal.redo(tx, again)
    assert wishes.counts(conn) == {"waiting": 2}
    reader = store.reader()
    assert [m.subject for m in messages.of_thread(reader, thread)] == ["Lease", "Re: Lease"]
