"""A report of the incentive search as text, Markdown, a page, JSON, SARIF and as cases."""
