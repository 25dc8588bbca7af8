"""Readers of event logs: each turns one file into columns and rows of text."""
