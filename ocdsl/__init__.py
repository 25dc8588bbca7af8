"""ocdsl: a language for outcome contracts, from which payments, wording and checks all follow."""

__version__ = "0.1.0"
