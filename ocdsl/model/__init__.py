"""What a contract says, with names resolved and types known: the checked model."""
