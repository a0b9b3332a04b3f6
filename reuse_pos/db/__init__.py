"""The shop's file: one SQLite database, the only place where rows live."""
