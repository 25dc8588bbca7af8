"""The library: its texts, and that what is pinned stays so."""
