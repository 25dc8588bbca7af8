"""Synthetic event logs, made from a contract's own events, windows, limits and choices."""

from ocdsl.generators.sample_log.sample import Sample, make_sample
from ocdsl.generators.sample_log.shares import (
    EVEN,
    TIDY,
    UNTIDY_HELP,
    Living,
    Untidiness,
    untidiness,
)
from ocdsl.generators.sample_log.small import SmallLogs
from ocdsl.generators.sample_log.writing import (
    SAMPLE_LOG_HELP,
    SUFFIXES,
    Habits,
    SampleReport,
    write_sample,
)

__all__ = [
    "EVEN",
    "SAMPLE_LOG_HELP",
    "SUFFIXES",
    "TIDY",
    "UNTIDY_HELP",
    "Habits",
    "Living",
    "Sample",
    "SampleReport",
    "SmallLogs",
    "Untidiness",
    "make_sample",
    "untidiness",
    "write_sample",
]
