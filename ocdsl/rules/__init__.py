"""The rules graph: nineteen operators, the graph they form, and how the language lowers to it."""
