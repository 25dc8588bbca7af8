"""Welsh: its sentences are in `catalogue.po`, what a sentence does to its parts is here."""
