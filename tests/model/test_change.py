"""Batches of changes, taken together."""

from osone.model.change import Change, Topic, touched


def test_what_changed_in_several_batches_is_told_once_and_any_of_them_is_any() -> None:
    batches = [Change(1, Topic.THREAD, (4, 5)), Change(2, Topic.BODY, (9,)), Change(3, Topic.THREAD, (5, 6))]
    assert touched(batches, Topic.THREAD) == (4, 5, 6)
    assert touched(batches, Topic.BODY) == (9,)
    assert touched(batches, Topic.TASK) is None
    assert touched([*batches, Change(4, Topic.THREAD, ())], Topic.THREAD) == ()
