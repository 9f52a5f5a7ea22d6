"""The quick ways of a first sync say the same as the slow ones they stand for."""

import json

from hypothesis import given
from hypothesis import strategies as st

from osone.model.mail import Address, Kind, Role
from osone.store.arrivals import addresses
from osone.store.lines import ThreadLine, alone, summarise
from osone.store.threads import together

TEXT = st.text(max_size=12)
PEOPLE = st.lists(st.builds(Address, TEXT, TEXT), max_size=3)


@given(to=PEOPLE, cc=PEOPLE)
def test_recipients_are_written_as_json(to: list[Address], cc: list[Address]) -> None:
    pairs = [[[a.name, a.email] for a in group] for group in (to, cc)]
    assert json.loads(addresses(to, cc)) == pairs
    assert addresses(to, cc) == json.dumps(pairs, ensure_ascii=False)


@given(
    role=st.sampled_from(Role),
    flags=st.integers(0, 31),
    kind=st.sampled_from(Kind),
    reason=st.sampled_from(("", "asks")),
    name=st.sampled_from(("", "Amy Ferrante", "Ferrante, Amy")),
    files=st.booleans(),
)
def test_a_thread_of_one_message_has_the_same_row_by_the_short_way(
    role: Role, flags: int, kind: Kind, reason: str, name: str, files: bool
) -> None:
    line = ThreadLine(9, name, "amy@x", "Lamps", "Hello", files, kind, reason, ((3, flags),))
    assert alone(line, 3, flags, role) == summarise([line], {3: role})


@given(st.lists(st.lists(st.integers(0, 30), max_size=4), max_size=20))
def test_what_names_one_another_stands_side_by_side_in_the_order_it_came(links: list[list[int]]) -> None:
    order = together(links)
    assert sorted(order) == list(range(len(links)))
    groups: list[tuple[set[int], set[int]]] = []
    for n, one in enumerate(links):
        near = [g for g in groups if g[1] & set(one)]
        groups = [g for g in groups if g not in near]
        groups.append(({n}.union(*(g[0] for g in near)), set(one).union(*(g[1] for g in near))))
    assert order == [n for group in sorted(sorted(g[0]) for g in groups) for n in group]
