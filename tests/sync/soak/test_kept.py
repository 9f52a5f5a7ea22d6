"""The shortest schedules by which mail was once lost, doubled, stuck, or sent and moved though it was taken back."""

from pathlib import Path

import pytest

from tests.parts.memory import Fault
from tests.sync.soak.noted import Act, Disk, Trouble
from tests.sync.soak.schedules import Rests, Schedule, Step, Waits, Works, run

ARCHIVE, TRASH, STAR, UNDO, WRITE = (Act("person", what) for what in ("archive", "trash", "star", "undo", "write"))
RENUMBER, DELIVER = Act("other", "renumber"), Act("other", "deliver")


@pytest.fixture(autouse=True)
def place(tmp_path: Path) -> Path:
    return tmp_path / "world"


def act(what: Fault | Disk | None = None, at: int = 0, *, others: Act | None = None, late: bool = False) -> Works:
    """The lane that acts works, with trouble at that moment."""
    return Works("act", Trouble(what, at, late, others))


def after(*steps: Step, server: str = "all", letters: int = 1) -> Schedule:
    """A schedule on a server of this kind, with so many letters that are known."""
    return Schedule(server, letters=letters, steps=steps)


def test_a_message_that_is_taken_back_while_another_is_handed_over_never_leaves(place: Path) -> None:
    handing_over = Works("send", Trouble(None, 2, others=UNDO))
    here = run(after(WRITE, WRITE, Waits(11), handing_over), place)
    assert len(here.net.post.sent) == 1


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_wish_that_is_taken_back_while_the_server_is_asked_is_not_carried_out(place: Path, at: int) -> None:
    here = run(after(ARCHIVE, act(at=at, others=UNDO)), place)
    assert list(here.held()["letter 1"]) == ["INBOX"]


def test_a_wish_that_is_taken_back_while_another_leaves_is_not_carried_out(place: Path) -> None:
    here = run(after(ARCHIVE, Act("person", "star", 1), act(at=2, others=UNDO), letters=2), place)
    assert not any(starred for places in here.held().values() for _seen, starred in places.values())


@pytest.mark.parametrize("server", ["no MOVE", "neither"])
@pytest.mark.parametrize("at", range(4, 8))
def test_a_copy_is_seen_though_the_line_was_cut_once_its_original_was_marked(place: Path, server: str, at: int) -> None:
    for where in ("receive", "act"):
        here = run(after(TRASH, act(Fault.UNHEARD, at), Works(where), server=server), place)
        assert list(here.held()["letter 1"]) == ["Trash"]


@pytest.mark.parametrize("server", ["no MOVE", "neither"])
@pytest.mark.parametrize("refused", [Fault.LATER, Fault.NEVER])
@pytest.mark.parametrize("at", range(2, 8))
def test_a_copy_whose_original_may_not_go_is_no_second_message_and_not_the_last(
    place: Path, server: str, refused: Fault, at: int
) -> None:
    run(after(ARCHIVE, act(refused, at), server=server), place)


@pytest.mark.parametrize("at", range(2, 7))
def test_a_move_in_doubt_is_found_out_about_once_its_folder_is_matched_again(place: Path, at: int) -> None:
    here = run(after(ARCHIVE, act(at=at, late=True, others=RENUMBER), server="no MOVE"), place)
    assert list(here.held()["letter 1"]) == ["Archive"]


def test_a_move_in_doubt_waits_where_the_server_will_not_say_what_is_in_the_folder(place: Path) -> None:
    doubtful = act(Fault.UNHEARD, 5)
    here = run(after(ARCHIVE, doubtful, act(Fault.LATER, 2), act(Fault.LATER, 1), server="neither"), place)
    assert list(here.held()["letter 1"]) == ["Archive"]


@pytest.mark.parametrize("commits", range(1, 5))
@pytest.mark.parametrize("server", ["all", "neither"])
def test_what_is_deleted_while_the_look_that_found_it_was_cut_off_is_not_shown_for_ever(
    place: Path, server: str, commits: int
) -> None:
    found = Works("receive", Trouble(Disk.KILLED, commits))
    here = run(after(DELIVER, found, Act("other", "delete", 1), server=server), place)
    assert list(here.held()) == ["letter 1"]


def test_a_star_goes_to_the_message_and_not_to_the_original_that_it_is_a_copy_of(place: Path) -> None:
    moved = Act("person", "move")
    home = Act("other", "move", 1)
    here = run(after(moved, Works("act"), STAR, Works("receive"), home, Works("act"), server="neither"), place)
    assert here.held()["letter 1"] == {"INBOX": (False, True)}


@pytest.mark.parametrize("at", range(2, 8))
def test_of_a_folder_that_is_removed_while_mail_moves_nothing_stays_in_doubt(place: Path, at: int) -> None:
    to_work, remove = Act("person", "move"), Act("other", "remove", 0, 3)
    for server in ("all", "no MOVE", "neither"):
        run(after(to_work, act(at=at, late=True, others=remove), Rests(), server=server), place)
