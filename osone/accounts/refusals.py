"""Why a server would not let one in, made of its answer, in a sentence with a way on."""

from osone.accounts.providers import provider_of_host
from osone.model.accounts import Way
from osone.model.errors import AccountError, NetworkError, RejectedError
from osone.text.catalogue import _

_OFF = ("not enabled for imap", "imap access is disabled", "imap is disabled", "imap access disabled", "enable imap")
_APP = ("application-specific password", "app password", "app-specific", "application password", "5.7.9")
_BROWSER = ("basic authentication is disabled", "web login required", "webloginrequired", "log in via your web browser")
_LATER = (
    "[unavailable]", "[inuse]", "[limit]", "[serverbug]", "too many", "maximum number of connections", "temporar",
    "try again later", "rate limit", "rate exceeded", "4.7.", "4.3.",
)  # fmt: skip
_PLAIN = ("logindisabled", "[privacyrequired]", "must issue a starttls", "encryption required")
_EXPIRED = ("[expired]", "password has expired")
_OUT = ("[authorizationfailed]", "account is disabled", "account has been suspended", "[contactadmin]")


def refused(
    answer: str, host: str, username: str, way: Way = Way.PASSWORD, *, encrypted: bool = False
) -> AccountError | NetworkError:
    """The error for a server's refusal. ``answer`` is what it said, in any case, without any secret.

    ``encrypted`` says that the line was: then it is not encryption that a server misses.
    """
    words = answer.lower()
    provider = provider_of_host(host)
    hint = _(provider.sentence) if provider is not None else ""

    def has(marks: tuple[str, ...]) -> bool:
        return any(mark in words for mark in marks)

    if has(_PLAIN) and encrypted:
        return AccountError(
            _("{host} has turned off signing in with a password here.", host=host),
            remedy=hint or _("Ask its administrator which server and port are meant for mail programs."),
        )
    if has(_PLAIN):
        return AccountError(
            _("{host} accepts passwords only over an encrypted connection.", host=host),
            remedy=_("Choose TLS or STARTTLS."),
        )
    if has(_OFF):
        return AccountError(
            _("IMAP is turned off for {username} at {host}.", username=username, host=host),
            remedy=f"{_('Turn on IMAP in the account settings on the web, then try again.')} {hint}".rstrip(),
        )
    if has(_APP):
        return AccountError(
            _("{host} needs an app password, not your usual one.", host=host),
            remedy=hint or _("Create an app password in your account's security settings and use it here."),
        )
    if has(_BROWSER):
        return AccountError(
            _("{host} only lets you sign in with a browser.", host=host),
            remedy=hint or _("Ask its administrator for an app password."),
        )
    if has(_EXPIRED):
        return AccountError(
            _("The password of {username} has expired.", username=username),
            remedy=_("Change it on the provider's website, then try again."),
        )
    if has(_OUT):
        return AccountError(
            _("{host} has disabled the account of {username}.", host=host, username=username),
            remedy=_("Ask its administrator."),
        )
    if has(_LATER):
        return NetworkError(
            _("{host} can't sign you in right now.", host=host), remedy=_("Try again in a few minutes.")
        )
    if way is Way.TOKEN:
        return AccountError(
            _("{host} no longer accepts this sign-in for {username}.", host=host, username=username),
            remedy=_("Sign in with your browser again."),
            command="account.sign_in",
        )
    return RejectedError(
        _("{host} rejected the password for {username}.", host=host, username=username),
        remedy=f"{_('Check the password and user name, then try again.')} {hint}".rstrip(),
    )
