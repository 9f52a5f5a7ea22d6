import pytest

from osone.model.settings import SETTINGS, number, switch, text


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_has_a_title_and_a_default_that_it_allows(key: str) -> None:
    setting = SETTINGS[key]
    assert setting.title[0].isupper()
    assert not setting.title.endswith(".")
    assert setting.allows(setting.default)
    assert not setting.allows(None)
    assert not setting.allows(object())


def test_yes_and_no_are_not_numbers() -> None:
    assert not SETTINGS["keys.single"].allows(1)
    assert not SETTINGS["look.scale"].allows(True)
    assert not SETTINGS["look.scale"].allows(100.0)
    assert SETTINGS["look.scale"].allows(125)


def test_a_setting_is_read_as_what_it_is_and_else_as_its_default() -> None:
    kept = {"look.scale": 125, "look.mode": "night", "keys.single": False}
    assert (number(kept, "look.scale"), text(kept, "look.mode"), switch(kept, "keys.single")) == (125, "night", False)
    assert (number({}, "look.scale"), text({}, "look.mode"), switch({}, "keys.single")) == (100, "auto", True)
    broken = {"look.mode": 3, "keys.single": "no"}
    assert (text(broken, "look.mode"), switch(broken, "keys.single")) == ("auto", True)
