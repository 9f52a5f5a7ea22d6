import pytest

from osone.model.settings import SETTINGS


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_has_a_sentence_and_a_default_that_it_allows(key: str) -> None:
    setting = SETTINGS[key]
    assert setting.sentence.endswith(".")
    assert setting.allows(setting.default)
    assert not setting.allows(None)
    assert not setting.allows(object())


def test_yes_and_no_are_not_numbers() -> None:
    assert not SETTINGS["keys.single"].allows(1)
    assert not SETTINGS["look.scale"].allows(True)
    assert not SETTINGS["look.scale"].allows(100.0)
    assert SETTINGS["look.scale"].allows(125)
