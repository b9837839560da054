"""Where the clinic is kept: journal and tables in one SQLite file, written by one connection."""
