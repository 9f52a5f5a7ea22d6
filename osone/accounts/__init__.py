"""Who you are elsewhere: finding servers, checking them, and keeping the secrets that open them."""
