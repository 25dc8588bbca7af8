"""Decisions and the results that hold them: what every engine gives and every reader takes."""
