"""Events that come back: the cursor goes to them, but never away from where the person went meanwhile."""

from osone.bridge.calendar.sought import EventsSought


def test_what_comes_back_is_looked_for_once_the_store_has_heard_of_it() -> None:
    sought = EventsSought()
    sought.bring_back([1])
    sought.settled([1])
    assert sought.wanted == {1}


def test_who_went_elsewhere_before_the_store_heard_stays_there() -> None:
    sought = EventsSought()
    sought.bring_back([1])
    sought.forget()
    sought.settled([1])
    assert sought.wanted == frozenset()
    sought.bring_back([1])
    sought.settled([1])
    assert sought.wanted == {1}, "that was so for that time alone"
