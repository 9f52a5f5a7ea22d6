"""Answers of IMAP servers that nobody would program, and those that a good one may give in many ways."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from random import Random
from typing import cast

from hypothesis import strategies as st

from osone.accounts.connect import AnswerError, login
from osone.mail.modified_utf7 import CONTROLS
from osone.model.errors import AccountError, NetworkError
from osone.model.mail import Role
from osone.sync.imap import answers, mailboxes, names, there
from osone.sync.imap.answers import Fetched, Selected
from osone.sync.imap.arriving import arrival
from osone.sync.imap.opened import Bulk, looked_at, select
from osone.sync.imap.roles import decide
from osone.sync.imap.wire import MOST_WORDS, CommandRefusedError, Wire
from osone.sync.working import Files, Pace
from tests.fuzz.harness import fuzzed
from tests.fuzz.imap_said import CUTS, Said, connected, lines, literal, quoted, streams, wired

WITHIN_S = 5.0
"""Seconds of a processor for the answers to a few questions."""
STREAMS = streams()
CAPABILITIES = st.sets(
    st.sampled_from(["IDLE", "CONDSTORE", "NAMESPACE", "SPECIAL-USE", "LIST-EXTENDED", "OBJECTID", "X-GM-EXT-1"])
)


@fuzzed(data=STREAMS, cuts=CUTS)
def test_answers_are_the_same_however_they_come_in_pieces(data: bytes, cuts: list[int]) -> None:
    assert lines(data, cuts) == lines(data)


@fuzzed(data=STREAMS, at=st.integers(0, 5000))
def test_answers_that_are_cut_are_those_before_the_cut(data: bytes, at: int) -> None:
    whole, part = lines(data), lines(data[: at % (len(data) + 1)])
    assert part == whole[: len(part)]


def opened(wire: Wire) -> None:
    """Open a folder whose UIDNEXT must be known."""
    now = looked_at(Bulk(wire, cast(Files, None), 1, frozenset(), Pace(), lambda _told: None), b"INBOX")
    assert 0 <= now.total <= answers.LARGEST_UID
    assert 0 <= now.uidnext <= answers.LARGEST_UID + 1


def folders(wire: Wire) -> None:
    """Ask which folders there are, and decide what each is for."""
    found = mailboxes.all_mailboxes(wire)
    decided = decide(found, mailboxes.spaces_of(wire, found), {}, {})
    for one in found:
        assert one.name
        assert not set(one.name) & set(b"\r\n\0")
        assert not CONTROLS.search(one.path)
    assert set(decided.role) | set(decided.maybe) <= {one.name for one in found}


def rows(wire: Wire) -> None:
    """Ask for messages."""
    for line in wire.call("UID FETCH 1:* (UID)"):
        one = answers.fetched(line)
        if one is not None:
            assert 0 < one.uid <= answers.LARGEST_UID
            assert 0 <= one.size <= answers.LARGEST_SIZE
            assert abs(one.received) < 1 << 40
            arrival(1, one)


def seen(wire: Wire) -> None:
    """Ask which messages there are, in both ways."""
    for total in (0, 3):
        held = there.look(wire, total)
        assert held is None or all(0 < uid <= answers.LARGEST_UID for uid in held)
    assert all(5 <= uid <= 10**6 for uid in there.among(wire, 5, 10**6, 3, 1))


def told(wire: Wire) -> None:
    """Ask for what is told with few words."""
    said = wire.call("STATUS x (UIDNEXT)")
    assert answers.status(said).modseq <= answers.LARGEST
    assert set(answers.copied(said, 1, [1, 2, 3])) <= {1, 2, 3}
    select(wire, b"x", write=True)
    wire.learn()


@fuzzed(
    within=WITHIN_S,
    data=STREAMS,
    ask=st.sampled_from([opened, folders, rows, seen, told]),
    capabilities=CAPABILITIES,
    cuts=CUTS,
)
def test_any_answer_to_a_question_is_one_or_breaks_the_line(
    data: bytes, ask: Callable[[Wire], None], capabilities: set[str], cuts: list[int]
) -> None:
    words = ""
    with contextlib.suppress(NetworkError):
        try:
            ask(wired(data, cuts, capabilities))
        except CommandRefusedError as error:
            words = error.words
    assert len(words) <= MOST_WORDS


@fuzzed(
    within=WITHIN_S,
    data=STREAMS.map(lambda data: Said(data.replace(b"\r\no", b"\r\na"))),
    secret=st.sampled_from(["secret", "gehéim"]),
)
def test_any_answer_to_a_login_lets_one_in_or_says_why_not(data: bytes, secret: str) -> None:
    why = ""
    # Of what is left, ``connect`` makes a sentence.
    with contextlib.suppress(OSError, ValueError, AnswerError):
        try:
            connection = connected(data)
            connection.learn()
            login(connection, "ann", secret)
        except (NetworkError, AccountError) as error:
            why = error.whole
    assert secret not in why


# What a good server may say in many ways.

CASES = st.sampled_from([bytes.upper, bytes.lower, bytes.title])
TEXTS = st.one_of(
    st.binary(max_size=20),
    st.sampled_from(
        [b"UID 9 FLAGS (\\Deleted)", b') UID 7 BODY[] "', b"{5}", b"{}", b"\\", b'"', b"BODY[] NIL", b"x" * 999]
    ),
)
SHORT = TEXTS.map(lambda text: text.translate(None, b"\r\n\0"))
FLAGS = st.lists(
    st.sampled_from([b"\\Seen", b"\\Flagged", b"\\Draft", b"$Junk", b"UID", b"NonJunk", b"FLAGS"]), max_size=4
)
ASIDE = st.sampled_from(
    [
        b"MODSEQ (7)", b"MODSEQ (18446744073709551615)", b'X-GM-LABELS ("UID 9" "RFC822.SIZE 3" \\Inbox)',
        b'ENVELOPE (NIL "UID 8 ) (" NIL NIL NIL NIL NIL NIL NIL NIL)', b'ANNOTATION ("FLAGS (\\Seen)")',
        b"X-GM-THRID 5", b"THREADID NIL", b'X-A "BODY[] {3}"', b"SAVEDATE NIL",
    ]
)  # fmt: skip


@fuzzed(
    uid=st.integers(1, answers.LARGEST_UID),
    flags=st.one_of(st.none(), FLAGS),
    size=st.integers(0, 10**9),
    at=st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)),
    body=st.tuples(TEXTS, st.booleans()),
    relayed=st.one_of(st.none(), st.tuples(TEXTS, st.booleans())),
    aside=st.lists(ASIDE, max_size=3),
    case=CASES,
    order=st.randoms(use_true_random=False),
)
def test_a_message_that_was_told_is_that_message(
    uid: int, flags: Sequence[bytes] | None, size: int, at: datetime, body: tuple[bytes, bool],
    relayed: tuple[bytes, bool] | None, aside: list[bytes], case: Callable[[bytes], bytes], order: Random,
) -> None:  # fmt: skip
    def string(text: bytes, whole: bool) -> bytes:
        return literal(text) if whole or set(text) & set(b"\r\n\0") else quoted(text)

    day = f'"{at.day:2}-{at:%b-%Y %H:%M:%S} +0000"'.encode()
    items = [
        case(b"uid") + b" %d" % uid,
        case(b"rfc822.size") + b" %d" % size,
        case(b"internaldate ") + day,
        case(b"body[header.fields (from to)] ") + string(*body),
        *([case(b"flags") + b" (%b)" % b" ".join(flags)] if flags is not None else []),
        *([case(b"body[header.fields (received)]") + b"<0> " + string(*relayed)] if relayed is not None else []),
        *aside,
    ]
    order.shuffle(items)
    (line,) = lines(b"* 1 " + case(b"fetch") + b" (" + b" ".join(items) + b")\r\n")
    known = answers.flags_of(b" ".join(flags)) if flags is not None else None
    expected = Fetched(uid, known, size, int(at.timestamp()), "", body[0], relayed and relayed[0])
    assert answers.fetched(line) == expected


ATOMS = st.text(st.sampled_from("abcXYZ0189&-./_~,é"), min_size=1, max_size=12).map(str.encode)


@fuzzed(
    name=st.one_of(SHORT.filter(bool), ATOMS),
    how=st.sampled_from([quoted, literal]),
    delimiter=st.sampled_from([b"NIL", b'"/"', b'"."', b'"\\\\"', b'"\\""']),
    use=st.sampled_from([b"", b"\\Sent", b"\\HasNoChildren \\TRASH", b"\\Marked \\junk"]),
    case=CASES,
    extended=st.booleans(),
)
def test_a_folder_that_was_listed_has_the_name_that_the_server_gave_it(
    name: bytes,
    how: Callable[[bytes], bytes],
    delimiter: bytes,
    use: bytes,
    case: Callable[[bytes], bytes],
    extended: bool,
) -> None:
    more = b' ("CHILDINFO" ("SUBSCRIBED"))' if extended and how is quoted else b""
    (line,) = lines(b"* " + case(b"list") + b" (%b) %b %b%b\r\n" % (use, delimiter, how(name), more))
    (one,) = mailboxes.listed([line])
    assert (one.name, one.selectable) == (name, True)
    assert one.use is (
        Role.INBOX
        if name.upper() == b"INBOX"
        else mailboxes.ROLE_OF_USE.get(use.lower().split()[-1:][0] if use else b"", Role.OTHER)
    )
    assert names.quoted(one.name) == quoted(name)


@fuzzed(
    name=SHORT,
    how=st.sampled_from([quoted, literal]),
    numbers=st.tuples(
        st.integers(0, 2**32), st.integers(0, 2**32), st.integers(0, 2**63 - 1), st.integers(0, 2**32 - 1)
    ),
    order=st.permutations([0, 1, 2, 3]),
)
def test_what_was_told_of_a_folder_is_that(
    name: bytes, how: Callable[[bytes], bytes], numbers: tuple[int, int, int, int], order: list[int]
) -> None:
    words = [b"UIDVALIDITY", b"UIDNEXT", b"HIGHESTMODSEQ", b"MESSAGES"]
    items = b" ".join(b"%b %d" % (words[n], numbers[n]) for n in order)
    assert answers.status(lines(b"* STATUS %b (%b)\r\n" % (how(name), items))) == Selected(*numbers)


UIDS = st.lists(st.integers(1, answers.LARGEST_UID), min_size=1, max_size=40, unique=True)


@fuzzed(uids=UIDS, split=st.integers(0, 40))
def test_uids_that_were_told_are_those(uids: list[int], split: int) -> None:
    assert answers.uid_set(answers.as_set(uids).encode(), len(uids)) == sorted(uids)
    parts = [b" ".join(b"%d" % uid for uid in part) for part in (uids[:split], uids[split:])]
    data = b"".join(b"* SEARCH %b\r\n" % part for part in parts) + b"o1 OK done\r\n"
    assert there.look(wired(data), len(uids)) == set(uids)


@fuzzed(text=st.text(max_size=30), data=st.one_of(st.binary(max_size=30), ATOMS))
def test_a_name_that_is_made_here_reads_as_itself_and_any_other_as_something(text: str, data: bytes) -> None:
    assert not CONTROLS.search(names.shown_name(data))
    if not CONTROLS.search(text) and text.isprintable():
        assert names.shown_name(names.encode_name(text)) == text


PREFIXES = st.lists(st.lists(st.tuples(SHORT, st.sampled_from([quoted, literal])), max_size=3), min_size=3, max_size=3)


@fuzzed(spaces=PREFIXES, extended=st.booleans())
def test_namespaces_that_were_told_are_those(
    spaces: list[list[tuple[bytes, Callable[[bytes], bytes]]]], extended: bool
) -> None:
    more = b' "X-PARAM" ("FLAG1" "FLAG2")' if extended else b""
    groups = [b"".join(b'(%b "/"%b)' % (how(name), more) for name, how in group) for group in spaces]
    (line,) = lines(b"* NAMESPACE %b\r\n" % b" ".join(b"(%b)" % group if group else b"NIL" for group in groups))
    told = mailboxes.namespaces(line)
    assert told is not None
    shown = [tuple(names.shown_name(name) for name, _how in group) for group in spaces]
    assert (told.personal, told.others) == (shown[0], (*shown[1], *shown[2]))
