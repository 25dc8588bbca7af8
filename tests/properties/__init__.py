"""Properties that hold for any log or any contract."""
