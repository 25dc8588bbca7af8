"""The specification of a contract in Word and as a web page: worded from the rules, equal bytes."""

from ocdsl.generators.specification.comparison import Changes, Money, comparison_bytes
from ocdsl.generators.specification.filling import CannotFillError
from ocdsl.generators.specification.house import HOUSES
from ocdsl.generators.specification.pdf import PdfError, to_pdf
from ocdsl.generators.specification.read_back import NotASpecification, read_specification
from ocdsl.generators.specification.specification import (
    WorkExample,
    page_bytes,
    specification_bytes,
)
from ocdsl.generators.specification.verify import ClauseDiffers, Verified, compared

__all__ = [
    "HOUSES",
    "CannotFillError",
    "Changes",
    "ClauseDiffers",
    "Money",
    "NotASpecification",
    "PdfError",
    "Verified",
    "WorkExample",
    "compared",
    "comparison_bytes",
    "page_bytes",
    "read_specification",
    "specification_bytes",
    "to_pdf",
]
