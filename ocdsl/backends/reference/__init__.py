"""The meaning of the language in plain Python, one operator a function."""
