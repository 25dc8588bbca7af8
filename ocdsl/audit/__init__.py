"""Explaining, replaying and checking results by a contract's own examples."""
