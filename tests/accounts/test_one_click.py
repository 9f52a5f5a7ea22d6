"""The one request that leaves a list, at a real server: what it carries, and that nothing else is asked."""

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path

import pytest

from osone.accounts import one_click
from osone.model.errors import CommandError, NetworkError
from tests.parts.web import Web, web


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Web]:
    with web(tmp_path, "localhost") as made:
        yield made


def leave(server: Web, path: str = "/u?who=mara%40x&n=1") -> None:
    one_click.leave(f"https://localhost:{server.port}{path}", "shop.example", server.ca)


def test_it_is_a_form_with_the_one_word_and_nothing_of_the_person(server: Web) -> None:
    leave(server)
    leave(server)
    for method, path, fields, body in server.asked:
        assert (method, path) == ("POST", "/u?who=mara%40x&n=1")
        form = email.message_from_bytes(
            f"Content-Type: {fields['content-type']}\r\n\r\n".encode() + body, policy=email.policy.default
        )
        [part] = form.iter_parts()
        assert form.get_content_type() == "multipart/form-data"
        assert part.get_param("name", header="content-disposition") == "List-Unsubscribe"
        assert part.get_payload() == "One-Click"
        assert set(fields) == {
            "host", "user-agent", "accept", "accept-encoding", "connection", "content-type", "content-length",
        }  # fmt: skip
        assert fields["user-agent"] == "OS One"
    assert len(server.asked) == 2, "the cookie of the first is not in the second"


def test_nobody_is_followed_elsewhere(server: Web) -> None:
    server.status, server.location = 307, f"https://localhost:{server.port}/elsewhere"
    with pytest.raises(CommandError, match="didn't take you off its list"):
        leave(server)
    assert [path for _method, path, _fields, _body in server.asked] == ["/u?who=mara%40x&n=1"]


@pytest.mark.parametrize("status", [400, 404, 410, 500])
def test_what_is_no_yes_is_told_with_what_to_do(server: Web, status: int) -> None:
    server.status = status
    with pytest.raises(CommandError, match=f"shop.example didn't take you off its list .{status}.") as told:
        leave(server)
    assert told.value.remedy == "Use the link in the message."


def test_of_a_long_answer_only_the_beginning_is_taken(server: Web) -> None:
    server.body = b"x" * (8 << 20)
    leave(server)


def test_a_server_that_nobody_vouches_for_or_that_is_not_there_is_told(server: Web, tmp_path: Path) -> None:
    with web(tmp_path, "localhost") as other, pytest.raises(NetworkError, match=r"shop.example can't be reached"):
        one_click.leave(f"https://localhost:{server.port}/u", "shop.example", other.ca)
    assert server.asked == []
    with pytest.raises(NetworkError):
        one_click.leave("https://localhost:1/u", "shop.example", server.ca)
    with pytest.raises(NetworkError):
        one_click.leave(f"http://localhost:{server.port}/u", "shop.example", server.ca)
    assert server.asked == []


def test_a_server_that_never_ends_its_answer_is_waited_for_no_longer(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_click, "PATIENCE_S", 0.0)
    with pytest.raises(NetworkError, match="did not answer in time"):
        leave(server)
