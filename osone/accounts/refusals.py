"""Why a server would not let one in, made of its answer, in a sentence with a way on."""

from osone.accounts.providers import provider_of_host
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError

_OFF = ("not enabled for imap", "imap access is disabled", "imap is disabled", "imap access disabled", "enable imap")
_APP = ("application-specific password", "app password", "app-specific", "application password", "5.7.9")
_BROWSER = ("basic authentication is disabled", "web login required", "webloginrequired", "log in via your web browser")
_LATER = ("[unavailable]", "[inuse]", "[limit]", "too many", "temporar", "try again later", "rate", "4.7.", "4.3.")
_PLAIN = ("logindisabled", "[privacyrequired]", "must issue a starttls", "encryption required")
_EXPIRED = ("[expired]", "password has expired")
_OUT = ("[authorizationfailed]", "account is disabled", "account has been suspended", "[contactadmin]")


def refused(answer: str, host: str, username: str, way: Way = Way.PASSWORD) -> AccountError | NetworkError:
    """The error for a server's refusal. ``answer`` is what it said, in any case, without any secret."""
    words = answer.lower()
    provider = provider_of_host(host)
    hint = f" {provider.sentence}" if provider is not None else ""

    def has(marks: tuple[str, ...]) -> bool:
        return any(mark in words for mark in marks)

    if has(_PLAIN):
        return AccountError(f"{host} takes no password on a line that is not secret.", way_on="Choose TLS or STARTTLS.")
    if has(_OFF):
        return AccountError(
            f"IMAP is switched off for {username} at {host}.",
            way_on=f"Switch IMAP on in the settings of that mailbox on the web, then try again.{hint}",
        )
    if has(_APP):
        return AccountError(
            f"{host} wants an app password, not your usual one.",
            way_on=hint.strip() or "Make an app password in your account's security settings and use it here.",
        )
    if has(_BROWSER):
        return AccountError(
            f"{host} wants you to sign in by browser, and takes no password.",
            way_on=hint.strip() or "Ask whoever runs it whether app passwords can be had.",
        )
    if has(_EXPIRED):
        return AccountError(f"The password of {username} has expired.", way_on="Renew it on the web, then try again.")
    if has(_OUT):
        return AccountError(f"{host} has closed the mailbox of {username}.", way_on="Ask whoever runs it.")
    if has(_LATER):
        return NetworkError(f"{host} cannot let anybody in just now.", way_on="Try again in a few minutes.")
    if way is Way.TOKEN:
        return AccountError(f"{host} no longer takes this sign-in of {username}.", way_on="Sign in by browser again.")
    return AccountError(
        f"{host} does not know this password for {username}.",
        way_on=f"Check the password and the user name, then try again.{hint}",
    )
