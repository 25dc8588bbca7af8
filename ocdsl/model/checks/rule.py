"""What a check is: its code, its words and how it finds the mistake, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import NOWHERE, Span
from ocdsl.model.context import Context
from ocdsl.syntax.mistakes import MOST, report


@frozen
class Found:
    """One mistake found: where, in which heading trail, and its own words."""

    message: str
    span: Span = NOWHERE
    heading: str = ""
    fix: str = ""
    """What to write instead, here; empty when the rule's own fix says it."""
    readings: tuple[tuple[Span, str], ...] = ()
    """For each reading that the text may have, a place and what to write there."""


@frozen
class Rule:
    """One kind of mistake. The documentation of the checks is generated from these."""

    code: str
    """Stable, and named for the mistake: `OverlappingBands`."""
    severity: Severity
    what: str
    """What is wrong, in general."""
    why: str
    """Why it matters, in money or service."""
    fix: str
    """One way to mend it."""
    example: str
    """Blocks that break the rule when they take the place of those of the shipped contract."""
    law: str
    """Where the rule comes from: `law 14`, `ruling E16`, or a document and its section."""
    find: Callable[[Context], Iterator[Found]]
    needs_contract: bool = False
    """Whether it looks at the built contract, so runs only when there are no errors."""
    requirement: str = ""
    """For a rule of good practice, the requirement of its source: `R-108`. See docs/practice.md."""
    subject: str = ""
    """What that requirement is about, in a few words."""
    without: tuple[str, ...] = ()
    """Blocks of the shipped contract to take out for the example: `section equipment`."""
    care_at_home: bool = False
    """Whether it is good practice of care at home, and of no other service."""

    def diagnostics(self, context: Context) -> Iterator[Diagnostic]:
        """The mistakes of this kind in a contract: of very many the first, and word of more."""
        for number, found in enumerate(self.find(context)):
            if number == MOST:
                more = report("TooManyMistakes", found.span, found.heading, count=str(MOST))
                yield evolve(more, severity=self.severity)
                return
            yield Diagnostic(
                code=self.code,
                severity=self.severity,
                message=found.message,
                why=self.why,
                fix=found.fix or self.fix,
                span=found.span,
                heading=found.heading,
                corrected=tuple(_line(context, span, text) for span, text in found.readings),
                source=self.law if self.requirement else "",
            )


def _line(context: Context, span: Span, text: str) -> str:
    """The line of a place with a text in that place, ready to copy."""
    line = context.source.line(span.line)
    return (line[: span.column - 1] + text + line[span.column - 1 + span.length :]).strip()
