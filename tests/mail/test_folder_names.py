"""The names that say what a folder is for, in whatever way they are written."""

import pytest

from osone.mail import folder_names
from osone.mail.folder_names import role_of_name
from osone.model.mail import Role

TABLES = {
    Role.SENT: folder_names.SENT, Role.DRAFTS: folder_names.DRAFTS, Role.TRASH: folder_names.TRASH,
    Role.JUNK: folder_names.JUNK, Role.ARCHIVE: folder_names.ARCHIVE,
}  # fmt: skip


def test_no_name_is_for_two_things() -> None:
    wrong = [
        (name.strip(), role, role_of_name(name))
        for role, table in TABLES.items()
        for line in table.strip().split("\n")
        for name in line.split("|")
        if role_of_name(name) is not role
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("TRASH", Role.TRASH),
        ("sent-items", Role.SENT),
        ("Junk E-mail", Role.JUNK),
        ("junk_email", Role.JUNK),
        ("Elements envoyes", Role.SENT),
        ("Удалённые", Role.TRASH),
        ("Silinmiş Ögeler", Role.TRASH),
        ("İSTENMEYEN", Role.JUNK),
        ("ゴミ箱", Role.TRASH),
        ("पुरालेख", Role.ARCHIVE),
    ],
)
def test_case_marks_and_signs_make_no_difference(name: str, role: Role) -> None:
    assert role_of_name(name) is role


@pytest.mark.parametrize("name", ["", "&", "Outbox", "Templates", "Sent 2019", "My archive of recipes", "Posts"])
def test_other_names_say_nothing(name: str) -> None:
    assert role_of_name(name) is Role.OTHER
