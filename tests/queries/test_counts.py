"""What is counted of the mail: one number each, with words that tell what it counts, wherever it is told."""

import pytest

from osone.model.mail import Box
from osone.queries.counts import MailCounts, said_of_inbox, said_of_list, unread_in_inbox


@pytest.fixture
def counts() -> MailCounts:
    return MailCounts({int(Box.INBOX): (1240, 12), int(Box.NEEDS): (3, 1), int(Box.REST): (1, 0)})


def test_a_list_tells_all_that_it_holds_and_what_of_it_is_unread(counts: MailCounts) -> None:
    assert said_of_list("Inbox", counts, Box.INBOX) == "Inbox, 1,240 conversations, 12 unread"
    assert said_of_list("Notifications", counts, Box.REST) == "Notifications, 1 conversation"
    assert said_of_list("Newsletters", counts, Box.NEWSLETTERS) == "Newsletters, 0 conversations"


def test_who_waits_is_counted_whether_it_was_read_or_not(counts: MailCounts) -> None:
    assert counts.waiting == counts.all_of(Box.NEEDS) == 3


def test_the_rail_and_the_talk_say_of_the_inbox_what_is_unread_in_the_same_words(counts: MailCounts) -> None:
    assert (
        said_of_inbox("Mail", counts) == f"Mail, {unread_in_inbox(12)}" == "Mail, 12 unread conversations in your inbox"
    )
    assert said_of_inbox("Mail", MailCounts()) == "Mail"
