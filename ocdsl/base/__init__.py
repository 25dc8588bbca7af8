"""Source and places, diagnostics, exact money and calendars: what every other part rests on."""
