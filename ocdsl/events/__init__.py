"""Event logs: their schema, reading them, and what is accepted, refused and visible."""

# The modules that the emitted evaluator carries, each after those it needs. They use only the
# standard library, ocdsl.base.calendar, ocdsl.base.money and each other.
STANDALONE_MODULES: tuple[str, ...] = (
    "ocdsl.events.schema",
    "ocdsl.events.refusals",
    "ocdsl.events.values",
    "ocdsl.events.rows",
    "ocdsl.events.readers.source",
    "ocdsl.events.readers.csv_rows",
    "ocdsl.events.readers.json_rows",
    "ocdsl.events.corrections",
    "ocdsl.events.log",
)
