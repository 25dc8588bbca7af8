"""Logs that go wrong, and what is said of them."""
