"""Synthetic event logs, made from a contract's own events, windows, limits and choices."""

from ocdsl.generators.sample_log.sample import Sample, make_sample
from ocdsl.generators.sample_log.shares import TIDY, UNTIDY_HELP, Untidiness, untidiness
from ocdsl.generators.sample_log.small import SmallLogs
from ocdsl.generators.sample_log.writing import (
    SAMPLE_LOG_HELP,
    SUFFIXES,
    SampleReport,
    write_sample,
)

__all__ = [
    "SAMPLE_LOG_HELP",
    "SUFFIXES",
    "TIDY",
    "UNTIDY_HELP",
    "Sample",
    "SampleReport",
    "SmallLogs",
    "Untidiness",
    "make_sample",
    "untidiness",
    "write_sample",
]
