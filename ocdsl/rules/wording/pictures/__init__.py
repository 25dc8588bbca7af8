"""The pictures of a specification, in any language: what they show follows from the contract."""
