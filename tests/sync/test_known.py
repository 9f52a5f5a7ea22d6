"""How the work of each account stands, folded from what the engine says."""

from hypothesis import given
from hypothesis import strategies as st

from osone.sync import known
from osone.sync.known import Known
from osone.sync.messages import AccountStanding, Message, Progress, Standing, WakeUp, Work

NUMBERS = st.integers(1, 3)
STANDINGS = st.builds(AccountStanding, NUMBERS, st.sampled_from(Standing), st.sampled_from(["", "No."]))
OWN = st.builds(Progress, st.sampled_from([Work.HEADERS, Work.BODIES]), st.integers(0, 9), st.integers(-1, 3), NUMBERS)
OURS = st.builds(
    Progress, st.sampled_from([Work.INDEXING, Work.IMPORT, Work.MENDING]), st.integers(0, 9), st.integers(-1, 3)
)
SAID = st.lists(STANDINGS | OWN | OURS | st.builds(WakeUp), max_size=25)


def folded(said: list[Message]) -> Known:
    found: Known = {}
    for one in said:
        found = known.fold(found, one)
    return found


def bare(state: Known) -> Known:
    """Without accounts of which nothing is known."""
    return {number: one for number, one in state.items() if one != known.NOTHING}


@given(SAID)
def test_who_joins_later_knows_the_same_as_who_was_there(said: list[Message]) -> None:
    now = folded(said)
    assert bare(folded(list(known.replay(now)))) == bare(now)


@given(SAID, SAID)
def test_what_one_account_says_changes_no_other(said: list[Message], more: list[Message]) -> None:
    before = folded(said)
    after = before
    for one in more:
        after = known.fold(after, one)
    named = {getattr(one, "account", None) for one in more}
    for number in (0, 1, 2, 3):
        if number not in named:
            assert after.get(number) == before.get(number)


@given(SAID)
def test_an_account_stands_as_it_said_last(said: list[Message]) -> None:
    now = folded(said)
    for number in (1, 2, 3):
        own = [one for one in said if isinstance(one, AccountStanding) and one.account == number]
        last = own[-1] if own and own[-1].standing is not Standing.GONE else None
        assert now.get(number, known.NOTHING).standing == last


def test_the_work_of_all_accounts_is_shown_as_one() -> None:
    both = folded([
        Progress(Work.BODIES, 10, 5, 1, "INBOX", 3), Progress(Work.BODIES, 20, 15, 2, "INBOX", 4),
        Progress(Work.INDEXING, 1, 1),
    ])  # fmt: skip
    assert known.under_way(both) == Progress(Work.BODIES, 30, 20, rate=7)
    assert known.under_way(folded([])) is None


def test_work_of_an_account_that_fell_silent_is_no_longer_under_way() -> None:
    for standing in (Standing.QUIET, Standing.OFFLINE, Standing.REFUSED, Standing.GONE):
        said: list[Message] = [Progress(Work.HEADERS, 10, 5, 1), AccountStanding(1, standing)]
        assert known.under_way(folded(said)) is None
    going_on: list[Message] = [Progress(Work.HEADERS, 10, 5, 1), AccountStanding(1, Standing.SYNCING)]
    assert known.under_way(folded(going_on)) is not None
