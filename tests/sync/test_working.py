"""What the engine's workers share: the collector that rests while a batch is made."""

import gc

import pytest

from osone.sync.working import uncollected


def test_the_collector_rests_within_and_works_again_afterwards() -> None:
    gc.enable()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_works_again_where_a_batch_fell() -> None:
    gc.enable()
    with pytest.raises(OSError, match="disk"), uncollected():
        raise OSError("disk")
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
