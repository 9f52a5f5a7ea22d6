"""What is said beneath a message that is being written."""

from osone.mail.writing.remarks import remarks
from osone.model.drafts import Block, Draft, DraftId, EnclosedFile, Recipients, Run
from osone.model.ids import AccountId
from osone.model.mail import Address

STRANGERS = {"eve@z.org"}
BO = Address("Bo", "bo@y.org")
PLAN = EnclosedFile(1, "plan.pdf", "application/pdf", 9)


def said(
    words: str, *to: Address, subject: str = "x", files: tuple[EnclosedFile, ...] = (), quoted: str = ""
) -> list[str]:
    blocks = (Block((Run(words),)), *((Block((Run(quoted),), quoted=1),) if quoted else ()))
    to = to or (BO,)
    draft = Draft(DraftId(1), AccountId(1), BO, Recipients(to), subject, blocks, files=files)
    return remarks(draft, STRANGERS, files=bool(files))


def test_nothing_is_said_where_nothing_was_forgotten() -> None:
    assert said("See you on Thursday.") == []
    assert said("I attached the plan.", files=(PLAN,)) == []


def test_a_file_that_is_spoken_of_is_missed_in_many_languages() -> None:
    for words in (
        "See the attached plan.",
        "Im Anhang der Plan.",
        "En pièce jointe, le plan.",
        "Во вложении план.",
        "添付しました",
    ):
        assert said(words) == ["You mention an attachment, and nothing is attached."], words


def test_what_others_wrote_is_not_taken_for_ones_own_words() -> None:
    assert said("Thank you!", quoted="I attached the plan.") == []


def test_a_missing_subject_and_an_address_that_is_new_are_told() -> None:
    assert said("Hello", subject=" ") == ["There is no subject."]
    assert said("Hello", BO, Address("", "Eve@z.org")) == ["You have had no mail with Eve@z.org yet."]


def test_many_people_who_would_see_each_other_are_told_of() -> None:
    many = tuple(Address("", f"p{n}@y.org") for n in range(30))
    assert "30 people will see each other's addresses." in said("Hello", *many)
