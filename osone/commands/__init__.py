"""The verbs: what can be done, by key, palette, command line, words or model, from one definition each."""
