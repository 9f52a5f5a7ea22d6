"""Every drawing that a verb names is there."""

import pytest

from osone.bridge.drawing.icons import Icons
from osone.commands.everything import REGISTRY

NAMES = sorted({command.icon for command in REGISTRY.commands.values() if command.icon})


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_of_a_verb_is_there(name: str) -> None:
    assert Icons().svg(name).startswith("<svg")
