"""Spoilt contracts and spoilt logs by the hundred thousand: `make fuzz`."""
