"""Whatever names a verb as its way on names one that there is."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import osone
from osone.commands.everything import REGISTRY
from osone.model.errors import OsOneError

HOUSE = Path(osone.__file__).parent
PASSED_ON = ("error.command", "ended.error.command")
"""What is passed on as it was named elsewhere."""


def named() -> Iterator[tuple[str, str, str]]:
    """Each ``command=`` of a call in the house: where it is, how it is written, and which verb it names."""
    for path in sorted(HOUSE.rglob("*.py")):
        place = path.relative_to(HOUSE.parent)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            for word in call.keywords:
                written = ast.unparse(word.value)
                if word.arg == "command" and written not in PASSED_ON:
                    # A constant of the module, or of one that it imports by name.
                    module = importlib.import_module(".".join(place.with_suffix("").parts))
                    yield f"{place}:{call.lineno}", written, str(eval(written, vars(module)))


ALL = list(named())


def test_the_ways_on_are_found() -> None:
    assert {"mind.choose", "mind.pull", "palette.open", "talk.fresh"} <= {verb for _, _, verb in ALL}


@pytest.mark.parametrize(("where", "written", "verb"), ALL, ids=[where for where, _, _ in ALL])
def test_every_remedy_is_a_verb(where: str, written: str, verb: str) -> None:
    assert verb in REGISTRY.commands, f"{where} says command={written}"


def test_no_class_of_errors_names_a_verb_of_its_own() -> None:
    kinds = [OsOneError]
    for kind in kinds:
        kinds += kind.__subclasses__()
        assert "command" not in vars(kind), kind
