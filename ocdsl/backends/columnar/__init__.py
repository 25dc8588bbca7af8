"""The embedded engine: the rules graph as SQL, one named step after another."""
