"""Measures of the page, in twentieths of a point: A4 with margins fit for a ring binder."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
MARGIN = 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

NARROWEST = 7937
"""The least room for text with which tables and pictures can be read: 140 mm."""

INDENT = 964
"""Where the text of a clause begins: its number, such as 17.12.10, stands to the left of it."""
ITEM_INDENT = 1474
"""Where the text of a lettered item begins."""
