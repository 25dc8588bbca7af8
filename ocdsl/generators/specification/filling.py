"""Fills a Word template in a sandbox: nothing undefined, nothing lost, nothing without an end."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ocdsl.generators.specification.package import unpacked
from ocdsl.generators.specification.runs import finalize

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

MOST_MADE = 200_000_000
"""Signs that filling one part may make; the longest specification here has a hundredth."""


class CannotFillError(Exception):
    """Raised when a template cannot be filled; the message says why."""


@frozen
class Filled:
    """A filled document, still open to be described, and its parts as they would be saved."""

    document: Any

    @property
    def content(self) -> bytes:
        """The Word file. Raises CannotFillError when the package is damaged."""
        made = BytesIO()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")  # a part that would be written twice
                self.document.save(made)
        except Exception as failure:  # see `filled`
            raise _damaged(failure) from failure
        return made.getvalue()

    @property
    def parts(self) -> dict[str, bytes]:
        """Its parts by name."""
        return unpacked(self.content)


def filled(template: bytes, context: Mapping[str, Any]) -> Filled:
    """The template with its tags filled in. Raises CannotFillError."""
    from jinja2 import TemplateError
    from lxml import etree

    document = _strict_template()(BytesIO(template))
    try:
        document.render(dict(context), _sandbox(), autoescape=True)
    except TemplateError as failure:
        raise CannotFillError(f"A tag cannot be filled in: {failure.message}.") from failure
    except etree.XMLSyntaxError as failure:
        message = f"The tags leave the document with halves of tables or paragraphs: {failure.msg}."
        raise CannotFillError(message) from failure
    except CannotFillError:
        raise
    except Exception as failure:  # what the libraries raise for a damaged file has no one kind
        raise _damaged(failure) from failure
    return Filled(document.docx)


def _damaged(failure: Exception) -> CannotFillError:
    kind = type(failure).__name__
    return CannotFillError(f"The Word file is put together as none can be ({kind}).")


@cache
def _strict_template() -> type[DocxTemplate]:
    from docxtpl import DocxTemplate as Lenient
    from lxml import etree

    class Strict(Lenient):  # type: ignore[misc]  # docxtpl has no types
        """Takes no document whose halves would have to be guessed."""

        def fix_tables(self, xml: str) -> Any:
            etree.fromstring(xml)
            return super().fix_tables(xml)

    return Strict


def _sandbox() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=finalize
    )
    made.globals.clear()
    made.concat = _joined  # type: ignore[method-assign]  # what a template makes, piece by piece
    return made


def _joined(pieces: Iterable[str]) -> str:
    """All that a template makes. Raises CannotFillError when there is no end of it."""
    made, length = [], 0
    for piece in pieces:
        made.append(piece)
        length += len(piece)
        if length > MOST_MADE:
            raise CannotFillError(f"It makes more than {MOST_MADE:,} signs of text.")
    return "".join(made)
