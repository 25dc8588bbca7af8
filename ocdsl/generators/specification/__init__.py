"""The Word specification of a contract: numbered by Word, worded from the rules, equal bytes."""

from ocdsl.generators.specification.pdf import PdfError, to_pdf
from ocdsl.generators.specification.specification import (
    WorkExample,
    generate_specification,
    specification_bytes,
)

__all__ = [
    "PdfError",
    "WorkExample",
    "generate_specification",
    "specification_bytes",
    "to_pdf",
]
