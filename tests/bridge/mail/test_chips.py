"""The chips over a conversation: what they say together must be true."""

from osone.bridge.mail.opened import chips_of
from osone.bridge.ports import OpenedMessage
from osone.model.ids import AccountId, MessageId, ThreadId
from osone.model.mail import Address, Flag, Kind, MessageRow, ThreadRow

ROW = MessageRow(
    MessageId(1), ThreadId(1), AccountId(1), Address("Billing", "billing@x.example"), (), (), "Invoice", "", 0, Flag(0),
    (), 10, True, True,
)  # fmt: skip


def named(kind: Kind, hue: str) -> list[object]:
    about = ThreadRow(ThreadId(1), MessageId(1), "Billing", "Invoice", "", 1, True, False, True, kind, "")
    newest = OpenedMessage((), chips=(("triangle-alert", "a program, not a document", hue), ("x", "kind", "moss")))
    return [chip["text"] for chip in chips_of(about, [ROW], newest)]


def test_a_receipt_whose_file_is_a_program_is_not_called_a_receipt() -> None:
    assert "receipt" in named(Kind.RECEIPT, "soft")
    assert "receipt" not in named(Kind.RECEIPT, "rose")
    assert "newsletter" in named(Kind.LETTER, "rose"), "which is no promise"


def test_nothing_friendly_stands_beside_a_danger() -> None:
    assert "invitation" in named(Kind.INVITATION, "soft")
    assert "kind" in named(Kind.PERSON, "soft")
    assert "invitation" not in named(Kind.INVITATION, "rose")
    assert "kind" not in named(Kind.PERSON, "rose")
