"""The nouns of the house: frozen values, ids and errors. No input or output, no Qt."""
