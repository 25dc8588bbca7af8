"""The command line: one module a command. The only part that reads a clock or the terminal."""
