"""The contract in sentences: clauses worded from the rules, never beside them."""
