"""People on a line of addresses: whatever mail that came calls them, the line is to them and to nobody else."""

import pytest

from osone.bridge.writing import people
from osone.mail.addresses import addresses
from osone.mail.writing import fields
from osone.model.mail import Address


@pytest.mark.parametrize(
    "name",
    [
        'Bo" <evil@x.org>, "',
        '"',
        "back\\",
        'Bo "the boss" Bell',
        "Bell, Bo",
        "Bo; Friends: evil@x.org",
        "evil@x.org",
        "evil@x.org" + 2000 * "a",
    ],
)
def test_a_name_lets_nobody_else_onto_the_line(name: str) -> None:
    some = [Address(name, "bo@x.org"), Address("Cy", "cy@x.org")]
    line = people.line(some)
    assert [one.email for one in addresses(line)] == ["bo@x.org", "cy@x.org"]
    assert len(list(people.parts(line))) == 2
    completed, _caret = people.completed("amy@x.org, b", 12, some[0])
    assert [one.email for one in addresses(completed)] == ["amy@x.org", "bo@x.org"]


@pytest.mark.parametrize("local", ["a,evil", "a(b)", "Bcc:evil", "a;b", 'a"b', "a@b"])
def test_an_odd_address_is_one_address_and_stays_that(local: str) -> None:
    line = people.line([Address("", f"{local}@x.org"), Address("Bo", f"{local}@x.org")])
    assert [fields.spec(one.email) for one in addresses(line)] == 2 * [fields.spec(f"{local}@x.org")]


@pytest.mark.parametrize("slip", ["bo@@rope.example", "bo@rope@example.org", "Bo <bo@@rope.example>"])
def test_a_slip_in_an_address_is_asked_about_and_goes_to_nobody(slip: str) -> None:
    (one,) = people.unclear(f"ann@kiln.example, {slip}", [])
    assert one.words == slip
