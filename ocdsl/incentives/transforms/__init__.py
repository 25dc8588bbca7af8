"""Changes to a log as pure functions: rows in, other rows out, or None where they cannot be."""
