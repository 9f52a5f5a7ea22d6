"""Where the nouns live: three encrypted SQLite files, their laws and their questions."""
