"""From the checked model to the rules graph: one instrument of the language a file."""
