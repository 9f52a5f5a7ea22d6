"""A text that the mail server would not give: a sentence stands in its place, in the server's own words."""

from pathlib import Path

import pytest

from osone.bridge.mail.opened import look
from tests.parts.scripted import OK, Piece, Scripted
from tests.sync.desk import desk, letter


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("TAG NO [SERVERBUG] Message 7 is broken <sorry>", "Message 7 is broken &lt;sorry&gt;"),
        (OK, "didn&#x27;t hand out this message"),
    ],
)
def test_a_text_that_was_refused_says_so_where_it_would_be_read(tmp_path: Path, answer: Piece, sentence: str) -> None:
    with Scripted({"INBOX": [letter(1)]}) as server, desk(tmp_path / "p", server.port) as here:
        server.when(r"UID FETCH .*BODY.PEEK\[\]", answer)
        here.sync(bodies=True)
        opened = look(here.mine.reader, here.thread("letter 1"), None, None)
        (message,) = opened.rows
        assert sentence in opened.kept_back[message.id].pieces[0].html
        assert message.id not in opened.letters
