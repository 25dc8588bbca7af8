"""Runs the checks of the catalogue on a contract and gathers what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ocdsl.incentives.charts import charts
from ocdsl.incentives.check import (
    NOT_APPLICABLE,
    NOT_CHECKED,
    PROVED,
    STATUSES,
    Check,
    Finding,
    Said,
    Verdict,
)
from ocdsl.incentives.checks import catalogue
from ocdsl.incentives.mending import tried
from ocdsl.incentives.subject import Subject
from ocdsl.model.register import Chart


@frozen
class Report:
    """What was said of every entry of the catalogue for a contract."""

    contract: str
    contract_digest: str
    seed: int
    verdicts: tuple[Verdict, ...]
    idle: tuple[tuple[str, str], ...]
    """Findings that the contract accepts and that are not there: the code and the block."""
    charts: tuple[Chart, ...] = ()
    """The shape of what is paid; none where only some entries were looked at."""

    @property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding with the code of its entry, accepted or not."""
        return tuple((v.check, finding) for v in self.verdicts for finding in v.findings)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many entries have each status."""
        counted = Counter(verdict.status for verdict in self.verdicts)
        return {status: counted[status] for status in STATUSES}

    @property
    def exit_status(self) -> int:
        """1 when a finding is not accepted, or one is accepted that is not there; otherwise 0."""
        return int(bool(self.idle) or any(not finding.accepted for _, finding in self.findings))


class UnknownEntryError(Exception):
    """A code that the catalogue does not have; `fix` says which it has."""

    fix = f"The catalogue goes from {catalogue()[0].code} to {catalogue()[-1].code}."


def search(subject: Subject, codes: Sequence[str] = ()) -> Report:
    """The verdicts of the entries of these codes, or of all. Raises UnknownEntryError."""
    known = {check.code: check for check in catalogue()}
    for code in codes:
        if code not in known:
            raise UnknownEntryError(f"The catalogue has no entry {code}.")
    chosen = [known[code] for code in sorted(set(codes))] or list(catalogue())
    verdicts = tuple(_verdict(subject, check) for check in chosen)
    contract = subject.contract
    idle = tuple(pair for verdict in verdicts for pair in _idle(subject, verdict))
    shown = () if codes or subject.plan.stop() else charts(subject)
    digest = contract.source.digest
    return Report(contract.name, digest, subject.plan.seed, verdicts, idle, shown)


def _verdict(subject: Subject, check: Check) -> Verdict:
    if subject.plan.stop():
        said = [Said("", NOT_CHECKED, "the time that was given ran out before it was looked at")]
    else:
        said = check.look_at(subject)
    said = said or [Said("", NOT_APPLICABLE, "no clause has this form")]
    parts = tuple(evolve(part, findings=_weighed(subject, check, part)) for part in said)
    status = min((part.status for part in parts), key=STATUSES.index)
    return Verdict(check.code, status, parts)


def _weighed(subject: Subject, check: Check, said: Said) -> tuple[Finding, ...]:
    """The findings with what usually helps tried on each, and the reason of an acceptance."""
    return tuple(
        evolve(
            finding,
            mend=None if subject.plan.stop() else tried(subject, check, finding),
            accepted=subject.acceptance(check.code, finding),
        )
        for finding in said.findings
    )


def _idle(subject: Subject, verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What the contract accepts of an entry although it is known not to be there."""
    if not all(part.status in (PROVED, NOT_APPLICABLE) for part in verdict.parts if not part.on):
        return
    said = {part.on: part.status for part in verdict.parts}
    for accepted in subject.contract.acceptances:
        sure = said.get(accepted.on, NOT_APPLICABLE) in (PROVED, NOT_APPLICABLE)
        if accepted.finding == verdict.check and sure:
            yield verdict.check, accepted.on
