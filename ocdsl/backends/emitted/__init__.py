"""The evaluator a contract generates: one readable file that needs only the standard library."""
