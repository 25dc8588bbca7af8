"""Pictures as plain data: boxes, lines and words at whole places, for any program to draw."""
