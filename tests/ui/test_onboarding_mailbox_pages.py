"""The meeting's last question by keyboard alone: a mailbox on a server, mail on the disk, and what each says."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from dataclasses import replace

from osone.accounts.oauth.authorities import AUTHORITIES
from osone.bridge.onboarding.account import OnboardingAccount
from osone.bridge.onboarding.mailbox import OnboardingDisk
from osone.bridge.onboarding.ports import BrowserWay, ServerChoice
from osone.model.errors import AccountError, NetworkError, OsOneError, RejectedError
from tests.ui.onboarding_given import PROVIDER
from tests.ui.onboarding_house import House
from tests.ui.onboarding_seen import KEY, fields, row, says


def account(house: House, password: str = "") -> OnboardingAccount:
    page = house.page(OnboardingAccount)
    house.to("mailbox")
    house.enter()
    house.write("ada@example.org")
    house.enter()
    if password:
        house.until(lambda: page.property("stage") == "password")
        house.write(password)
        house.enter()
    return page


def test_an_address_is_looked_at_before_it_is_sent_anywhere(house: House) -> None:
    house.to("mailbox")
    house.enter()
    house.write("ada@home")
    house.enter()
    assert says(house, "That isn't an email address yet.")
    house.write(".example")
    house.enter()
    house.until(lambda: house.page(OnboardingAccount).property("stage") == "password")


def test_what_is_asked_is_shown_and_can_be_cut_short(house: House) -> None:
    house.post.hold, house.post.says = True, ("Asking the list of providers", "Asking example.org itself")
    page = account(house)
    house.until(lambda: says(house, "Asking example.org itself"))
    house.enter()
    assert page.property("stage") == "servers"
    house.escape()
    assert page.property("stage") == "address"


def test_servers_that_nobody_knows_can_be_written(house: House) -> None:
    house.post.servers = None
    page = account(house)
    house.until(lambda: says(house, "I couldn't find the servers for that address."))
    house.enter()
    assert says(house, "Enter the name of the incoming server.")
    house.write("imap.ada.example")
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Space, " ")
    assert page.property("incoming") == {
        "host": "imap.ada.example",
        "port": "143",
        "seal": "STARTTLS",
        "user": "ada@example.org",
    }
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Tab)
    house.write("smtp.ada.example")
    house.enter()
    assert page.property("stage") == "password"
    assert says(house, "Incoming: imap.ada.example, port 143, STARTTLS")
    house.write("right horse")
    house.enter()
    house.until(lambda: house.post.saved)
    assert house.post.saved[0][1].outgoing == ServerChoice("smtp.ada.example", 465, "tls", "ada@example.org")


def test_one_can_begin_without_a_server_for_sending(house: House) -> None:
    house.post.servers = None
    page = account(house)
    house.until(lambda: page.property("stage") == "servers")
    house.write("localhost")
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Backspace)
    house.press(KEY.Key_Backspace)
    house.press(KEY.Key_Backspace)
    house.enter()
    assert says(house, "A port is a number from 1 to 65535.")
    house.write("1143")
    house.press(KEY.Key_Tab)
    house.press(KEY.Key_Space, " ")
    house.press(KEY.Key_Space, " ")
    assert says(house, "not encrypted")
    house.enter()
    assert says(house, "Sending can be set up later")
    house.write("right horse")
    house.enter()
    house.until(lambda: house.post.saved)
    assert house.post.saved[0][1].incoming == ServerChoice("localhost", 1143, "none", "ada@example.org")
    assert house.post.saved[0][1].outgoing is None


def test_servers_that_anybody_could_have_named_are_shown_before_a_password_is_asked_for(house: House) -> None:
    house.post.servers = replace(PROVIDER, confirm=True, source="The names came over plain DNS.")
    page = account(house)
    house.until(lambda: page.property("stage") == "servers")
    assert says(house, "Are these your mail servers?")
    assert says(house, "The names came over plain DNS.")
    house.escape()
    assert page.property("stage") == "address"
    house.enter()
    assert page.property("stage") == "servers"
    house.enter()
    assert page.property("stage") == "password"


def test_a_refused_password_says_so_and_names_the_page_that_gives_one(house: House) -> None:
    house.post.servers = replace(PROVIDER, app_password_page="https://example.org/apps", provider="Example Mail")
    house.post.refusal = AccountError("Example Mail refused that password.", remedy="It wants one for this program.")
    page = account(house, "wrong")
    house.until(lambda: says(house, "Example Mail refused that password."))
    assert says(house, "It wants one for this program.")
    assert says(house, "Example Mail needs a separate app password.")
    assert says(house, "https://example.org/apps")
    house.write("right horse")
    house.enter()
    house.until(lambda: page.property("stage") == "kept")
    assert [password for _, _, password, _ in house.post.saved] == ["right horse"]


def test_where_the_address_is_no_user_name_what_stands_before_its_at_is_tried_once(house: House) -> None:
    house.post.name, house.post.refusal = "ada", RejectedError("imap.example.org rejected the password.")
    page = account(house, "right horse")
    house.until(lambda: page.property("stage") == "kept")
    ((_address, servers, _password, _uid),) = house.post.saved
    assert [server.user for server in (servers.incoming, servers.outgoing) if server is not None] == ["ada", "ada"]


def test_a_name_that_was_typed_or_an_account_that_was_refused_otherwise_is_tried_once_only(house: House) -> None:
    house.post.refusal = AccountError("imap.example.org has disabled the account.")
    page = account(house, "wrong horse")
    house.until(lambda: says(house, "imap.example.org has disabled the account."))
    assert len(house.post.checked) == 1
    house.post.refusal = RejectedError("imap.example.org rejected the password.")
    house.press(KEY.Key_E, control=True)
    house.page(OnboardingAccount).setServer("incoming", "user", "ada-99")
    house.enter()
    house.write("wrong horse")
    house.enter()
    house.until(lambda: says(house, "imap.example.org rejected the password."))
    assert [servers.incoming.user for _address, servers in house.post.checked][1:] == ["ada-99"]
    assert page.property("stage") == "password"


def test_a_password_that_was_tried_in_vain_gives_way_after_the_servers_too_and_one_half_written_stays(
    house: House,
) -> None:
    house.post.refusal = RejectedError("imap.example.org rejected the password.")
    page = account(house, "wrong")
    house.until(lambda: says(house, "imap.example.org rejected the password."))
    for typed, there in (("right", "right"), (" horse", "right horse")):
        house.press(KEY.Key_E, control=True)
        house.until(lambda: page.property("stage") == "servers")
        house.enter()
        house.until(lambda: page.property("stage") == "password")
        house.write(typed)
        assert page.typedPassword() == there
    house.post.refusal = None
    house.enter()
    house.until(lambda: page.property("stage") == "kept")
    assert [password for _, _, password, _ in house.post.saved] == ["right horse"]


def test_a_password_is_never_shown_unless_a_key_asks_for_it(house: House) -> None:
    page = account(house)
    house.until(lambda: page.property("stage") == "password")
    house.write("wrong staple")
    assert not says(house, "wrong staple")
    shown = [item.property("displayText") for item in fields(house)]
    assert shown == ["•" * 12]
    house.press(KEY.Key_R, control=True)
    assert [item.property("displayText") for item in fields(house)] == ["wrong staple"]
    house.press(KEY.Key_R, control=True)
    assert [item.property("displayText") for item in fields(house)] == ["•" * 12]
    house.escape()
    house.enter()
    assert [item.property("text") for item in fields(house)] == [""]
    assert not any("staple" in str(value) for value in house.kept.values.values())


def test_a_check_can_be_stopped_and_the_servers_changed(house: House) -> None:
    page = account(house)
    house.until(lambda: page.property("stage") == "password")
    house.post.hold = True
    house.write("right horse")
    house.enter()
    assert page.property("stage") == "checking"
    house.until(lambda: house.post.checked)
    house.escape()
    assert page.property("stage") == "password"
    house.post.hold = False
    house.press(KEY.Key_E, control=True)
    house.press(KEY.Key_End)
    house.write(".net")
    house.enter()
    house.enter()
    house.until(lambda: page.property("stage") == "kept")
    assert house.post.saved[0][1].incoming.host == "imap.example.org.net"


def test_a_network_that_is_down_says_so(house: House) -> None:
    house.post.refusal = NetworkError("imap.example.org does not answer.", remedy="Is the network there?")
    page = account(house, "x")
    house.until(lambda: says(house, "imap.example.org does not answer."))
    assert page.property("stage") == "password"
    assert not house.post.saved


def test_mail_on_this_computer_is_found_and_brought_in(house: House) -> None:
    house.to("mailbox")
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: says(house, "Thunderbird, ada@example.org"))
    house.enter()
    house.until(lambda: house.hellos)
    assert house.disk.brought == ["/home/ada/.thunderbird/x"]
    assert house.kept.values["meeting.mailbox"] == "imported"


def test_a_path_can_be_written_and_tab_completes_it(house: House) -> None:
    disk = house.page(OnboardingDisk)
    house.disk.mail = ()
    house.to("mailbox")
    house.press(KEY.Key_Down)
    house.enter()
    house.until(lambda: row(house, OnboardingDisk) == "elsewhere")
    house.enter()
    house.write("/srv/m")
    house.press(KEY.Key_Tab)
    house.until(lambda: disk.property("path") == "/srv/mail/ada")
    house.disk.refusal = OsOneError("There is no mail at that place.", remedy="A Maildir holds cur, new and tmp.")
    house.enter()
    house.until(lambda: says(house, "There is no mail at that place. A Maildir holds cur, new and tmp."))
    house.disk.refusal = None
    house.write("m/")
    assert disk.property("path") == "/srv/mail/adam/"
    house.enter()
    house.until(lambda: house.disk.brought == ["/srv/mail/adam/"])


GOOGLE = BrowserWay(AUTHORITIES[0], only=False)


def with_browser(house: House, way: BrowserWay, client: str = "") -> list[str]:
    """A provider that signs people in with a browser; the pages that were opened there."""
    opened: list[str] = []
    house.post.way, house.post.client_id = way, client
    house.page(OnboardingAccount).attach(house.post, house.later, opened.append)
    return opened


def test_a_browser_is_offered_beside_a_password_and_asks_for_a_client_id_of_ones_own(house: House) -> None:
    opened = with_browser(house, GOOGLE)
    page = account(house)
    house.until(lambda: page.property("stage") == "password")
    house.press(KEY.Key_B, control=True)
    house.until(lambda: page.property("stage") == "browser")
    assert says(house, "You sign in at accounts.google.com.")
    assert says(house, "Register OS One once")
    house.press(KEY.Key_O, control=True)
    assert opened == [AUTHORITIES[0].page], "the page where one registers"
    house.enter()
    assert says(house, "Enter your client ID.")
    house.write("my-id")
    house.press(KEY.Key_Tab)
    house.write("its-secret")
    house.enter()
    house.until(lambda: page.property("stage") == "kept")
    assert house.post.clients == ["my-id its-secret"]
    assert opened[1].startswith(AUTHORITIES[0].authorize)
    assert house.post.saved[0][2] == "what the browser brought"


def test_where_only_a_browser_will_do_it_is_asked_for_at_once_and_can_be_left(house: House) -> None:
    opened = with_browser(house, replace(GOOGLE, only=True), "known")
    house.post.hold = False
    page = account(house)
    house.until(lambda: page.property("stage") == "browser")
    assert opened == [], "nothing opens by itself"
    assert not says(house, "Register OS One once")
    house.post.hold = True
    house.enter()
    house.until(lambda: opened)
    assert (page.property("stage"), house.post.clients) == ("waiting", ["known"])
    assert says(house, "This page goes on by itself.")
    house.escape()
    assert page.property("stage") == "browser"
    house.post.hold, house.post.refusal = False, AccountError("Nothing came back.", remedy="Try again.")
    house.enter()
    house.until(lambda: says(house, "Nothing came back."))
    house.post.refusal = None
    house.enter()
    house.until(lambda: page.property("stage") == "kept")
    assert len(house.post.saved) == 1


def test_an_account_that_was_signed_in_with_a_browser_is_asked_for_that_again(house: House) -> None:
    with_browser(house, replace(GOOGLE, only=True), "known")
    house.to("mailbox")
    house.flow.change_account("u1", "ada@example.org", replace(PROVIDER, token=True))
    page = house.page(OnboardingAccount)
    house.until(lambda: page.property("stage") == "browser")
    house.enter()
    house.until(lambda: house.post.saved)
    assert house.post.saved[0][3] == "u1"


def test_a_domain_that_signs_people_in_itself_is_asked_again_who_does(house: House) -> None:
    with_browser(house, replace(GOOGLE, only=True), "known")
    way, house.post.way = house.post.way, None
    house.post.servers = replace(PROVIDER, published=AUTHORITIES[0])
    house.post.later_way = way
    house.to("mailbox")
    house.flow.change_account("u1", "ada@example.org", replace(PROVIDER, token=True))
    house.until(lambda: house.page(OnboardingAccount).property("stage") == "browser")
