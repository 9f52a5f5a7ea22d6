"""The line is cut after any request and before any reply: nothing lost, nothing twice, undo still works."""

import imaplib
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from osone.model.errors import NetworkError
from tests.parts.dovecot import Dovecot, without
from tests.parts.proxy import Cut, Proxy
from tests.sync.desk import Desk, State, desk, held, letter, other

ABILITIES = {
    "all": without(),
    "no MOVE": without("MOVE"),
    "no MOVE, no UIDPLUS": without("MOVE", "UIDPLUS"),
    "no CONDSTORE": without("CONDSTORE", "QRESYNC", "MOVE"),
}
NEWSLETTERS = 12
LONGEST = 26
"""Requests and replies that the longest of these sessions has, about."""
DEEDS = ("mail.archive", "mail.star", "mail.trash", "mail.unread")


@dataclass
class Scene:
    """A server behind a proxy, and a profile that has read it."""

    server: Dovecot
    proxy: Proxy
    desk: Desk
    client: imaplib.IMAP4

    def held(self) -> State:
        return held(self.client)

    def cut(self, where: Cut, n: int) -> None:
        """Send what is wished over a line that is cut there, then over whole ones until nothing is under way."""
        self.proxy.cut(where, n)
        with suppress(NetworkError):
            self.desk.send()
        self.proxy.mend()
        self.desk.settle()


@pytest.fixture(scope="module", params=ABILITIES)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with Dovecot(capabilities=ABILITIES[request.param], tls="no") as server:
        server.deliver("amy", [letter(n) for n in range(NEWSLETTERS)])
        with (
            Proxy((server.host, server.plain_port)) as proxy,
            desk(tmp_path_factory.mktemp("cut") / "profile", proxy.port) as here,
        ):
            here.sync()
            client = other(server)
            yield Scene(server, proxy, here, client)
            client.shutdown()


def subjects(state: State) -> Counter[str]:
    return Counter({s: sum(n for (_, subject, *_rest), n in state.items() if subject == s) for _, s, *_ in state})


WHOLE = Counter({f"letter {n}": 1 for n in range(NEWSLETTERS)})


@pytest.mark.parametrize("where", list(Cut))
def test_what_the_server_ends_with_is_what_was_shown(scene: Scene, where: Cut) -> None:
    dice = random.Random(f"{where}")
    for n in range(1 + list(Cut).index(where), LONGEST, 6):
        deed = dice.choice(DEEDS)
        thread = scene.desk.thread(f"letter {dice.randrange(NEWSLETTERS)}")
        before = scene.desk.shown()
        scene.desk.act(deed, threads=[thread])
        wanted = scene.desk.shown()
        scene.cut(where, n)
        assert (scene.held(), scene.desk.shown()) == (wanted, wanted), (deed, n)
        assert subjects(wanted) == WHOLE
        if wanted != before:
            scene.desk.act("undo")
            assert scene.desk.shown() == before, (deed, n)
            scene.cut(where, n)
            assert (scene.held(), scene.desk.shown()) == (before, before), (deed, n, "undo")


@pytest.mark.parametrize("where", list(Cut))
def test_an_undo_that_comes_while_the_answer_is_lost_wins(scene: Scene, where: Cut) -> None:
    dice = random.Random(f"{where} undo")
    for n in range(3 + list(Cut).index(where), LONGEST, 8):
        thread = scene.desk.thread(f"letter {dice.randrange(NEWSLETTERS)}")
        before = scene.desk.shown()
        scene.desk.act(dice.choice(("mail.archive", "mail.star")), threads=[thread])
        changed = scene.desk.shown() != before
        scene.proxy.cut(where, n)
        with suppress(NetworkError):
            scene.desk.send()
        scene.proxy.mend()
        if changed:
            scene.desk.act("undo")
        assert scene.desk.shown() == before
        scene.desk.settle()
        assert (scene.held(), scene.desk.shown()) == (before, before), n


@pytest.mark.parametrize("where", [Cut.AFTER_REQUEST, Cut.BEFORE_REPLY])
def test_a_first_sync_that_is_cut_goes_on_where_it_was(scene: Scene, where: Cut, tmp_path: Path) -> None:
    wanted = scene.held()
    with desk(tmp_path / "profile", scene.proxy.port) as here:
        for n in (4, 7, 11, 18):
            scene.proxy.cut(where, n)
            with suppress(NetworkError):
                here.sync(bodies=True)
        scene.proxy.mend()
        here.sync(bodies=True)
        assert here.shown() == wanted
        assert here.mine.reader.execute("SELECT count(*) FROM raw.raw").get == NEWSLETTERS
