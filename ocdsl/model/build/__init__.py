"""From a tree without errors to the checked model, one kind of block a file.

Nothing here looks for mistakes: the checks have found none, so names resolve and clauses exist.
"""
