"""LIST and NAMESPACE in every shape that servers write them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Role
from osone.sync.imap import mailboxes
from osone.sync.imap.mailboxes import Spaces, listed, namespaces
from osone.sync.imap.wire import WireLine
from tests.fuzz.harness import cpu_limit


def test_folders_come_as_atoms_strings_and_literals() -> None:
    found = listed(
        [
            WireLine(b'* LIST (\\HasNoChildren) "/" inbox', ()),
            WireLine(b'* LIST (\\Sent) "." {}', (b'Gesendet "alt"',)),
            WireLine(b'* LIST () "/" "Entw&APw-rfe"', ()),
            WireLine(b'* LIST (\\Noselect) NIL "a\\\\b"', ()),
            WireLine(b'* list () "/" "a "b" c"', ()),
            WireLine(b'* LIST () "/" Sent Items', ()),
            WireLine(b'* LIST (\\HasChildren) "\\\\" "Work" ("CHILDINFO" ("SUBSCRIBED"))', ()),
            WireLine(b'* LIST () "/" {}', (b"two\r\nlines",)),
            WireLine(b'* LSUB () "/" "Work"', ()),
        ]
    )
    assert [(f.name, f.path, f.use, f.delimiter, f.selectable) for f in found] == [
        (b"inbox", "INBOX", Role.INBOX, "/", True),
        (b'Gesendet "alt"', 'Gesendet "alt"', Role.SENT, ".", True),
        (b"Entw&APw-rfe", "Entwürfe", Role.OTHER, "/", True),
        (b"a\\b", "a\\b", Role.OTHER, "", False),
        (b'a "b" c', 'a "b" c', Role.OTHER, "/", True),
        (b"Sent Items", "Sent Items", Role.OTHER, "/", True),
        (b"Work", "Work", Role.OTHER, "\\", True),
    ]


@given(st.binary())
def test_a_line_that_is_no_list_names_no_mailbox_and_never_falls(text: bytes) -> None:
    for line in (WireLine(text, ()), WireLine(b"* LIST (" + text, (text,)), WireLine(b"* NAMESPACE " + text, ())):
        listed([line])
        namespaces(line)


@pytest.mark.parametrize(
    ("said", "spaces"),
    [
        (b'* NAMESPACE (("" "/")) NIL NIL', Spaces()),
        (b'* NAMESPACE (("INBOX." ".")) NIL NIL', Spaces(("INBOX.",))),
        (
            b'* NAMESPACE (("INBOX." ".")) (("user." ".")("#users/" "/")) (("" "."))',
            Spaces(("INBOX.",), ("user.", "#users/", "")),
        ),
        (b'* NAMESPACE (("" "/" "X-PARAM" ("FLAG1" "FLAG2"))) NIL (("Public/" "/"))', Spaces(("",), ("Public/",))),
        (b'* namespace (({} "/")) NIL NIL', Spaces(("Mail/",))),
        (b"* NAMESPACE NIL NIL NIL", Spaces(())),
    ],
)
def test_namespaces_are_read_as_servers_write_them(said: bytes, spaces: Spaces) -> None:
    assert namespaces(WireLine(said, (b"Mail/",))) == spaces


def test_a_backslash_in_a_literal_is_itself() -> None:
    told = namespaces(WireLine(b'* NAMESPACE (({} "/")("a\\\\b" "/")) NIL NIL', (b"a\\b",)))
    assert told == Spaces(("a\\b", "a\\b"))


def test_namespaces_without_an_end_are_read_once_through() -> None:
    with cpu_limit():
        assert namespaces(WireLine(b'* NAMESPACE (("' + b'\\"' * 1_000_000, ())) is None


def test_the_top_level_is_where_the_namespace_begins_and_never_somebody_elses() -> None:
    spaces = Spaces(("INBOX.",), ("user.", ""))
    there = {
        one.path: (spaces.top_level(one), spaces.foreign(one))
        for one in listed(
            [
                WireLine(b'* LIST () "." "%b"' % name, ())
                for name in (b"INBOX.Sent", b"inbox.Trash", b"INBOX.Work.Sent", b"user.bo.Sent", b"Sent")
            ]
        )
    }
    assert there == {
        "INBOX.Sent": (True, False),
        "inbox.Trash": (True, False),
        "INBOX.Work.Sent": (False, False),
        "user.bo.Sent": (False, True),
        "Sent": (False, True),
    }


def test_gmails_own_folder_is_as_good_as_the_top_level() -> None:
    (one,) = listed([WireLine(b'* LIST () "/" "[Google Mail]/Papierkorb"', ())])
    assert Spaces().top_level(one)
    assert mailboxes.GMAIL
