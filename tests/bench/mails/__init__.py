"""The 6,046 real messages, held against a browser, the standard library and notmuch."""
