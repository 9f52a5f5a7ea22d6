"""Signing in with a browser (RFC 6749 and RFC 8252): who does it, the way there and back, and the tokens."""
