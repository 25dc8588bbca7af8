"""From a contract's text to its tree and back: grammar, mistakes, printer."""
