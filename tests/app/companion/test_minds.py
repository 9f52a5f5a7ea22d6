"""What a talk is made of, by the settings."""

from osone.app.companion import minds


def test_words_of_a_model_for_short_answers_are_asked_for_only_where_that_was_turned_on() -> None:
    assert not minds.phrases({})
    assert minds.phrases({"mind.phrases": True})


def test_a_talk_goes_on_as_long_as_it_is_made_of_the_same() -> None:
    kept = {"mind.choice": "ollama:m", "companion.name": "Iris"}
    assert minds.made_of(kept) == minds.made_of({**kept, "look.mode": "night"})
    for key, value in (("mind.choice", "ollama:other"), ("companion.name", "Robin"), ("mind.phrases", True)):
        assert minds.made_of(kept) != minds.made_of({**kept, key: value})
