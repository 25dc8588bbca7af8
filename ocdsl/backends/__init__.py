"""The engines: the reference, the rules as SQL, and the evaluator a contract generates."""
