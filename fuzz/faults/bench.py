"""Plants faults of one kind after the other, and counts what the checks find."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import process_time

from attrs import define, field

from fuzz.faults.ground import KINDS, Kind, Planted, UnfitError
from fuzz.faults.grounds import (
    ROOT,
    Host,
    as_kept,
    contract_of,
    ground_in,
    hosts,
    priced,
    repaired,
)
from ocdsl import api
from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.check import FOUND, Said
from ocdsl.incentives.checks import catalogue
from ocdsl.incentives.subject import Plan, Subject

RECALL = 90
"""Percent of the faults of each kind that have to be found."""
KEPT = ROOT / "build" / "faults"
_SEEDS = 10_000
CHECKS = {check.code: check for check in catalogue()}


@define
class Tally:
    """What came of one kind of fault."""

    kind: Kind
    planted: int = 0
    found: int = 0
    alarms: int = 0
    """Findings in the same contracts without the fault."""
    seconds: float = 0.0
    """Of the processor, for the contracts with the fault."""
    notes: list[str] = field(factory=list)
    """What was missed, and what was found where there is no fault: where, and what was said."""

    @property
    def enough(self) -> bool:
        """Whether it was planted, nine in ten were found, and nothing else was."""
        many = self.planted > 0 and self.planted * RECALL <= self.found * 100
        return many and not self.alarms

    def __str__(self) -> str:
        notes = "".join(f"\n  {note}" for note in self.notes)
        return (
            f"{self.kind.code} {self.kind.name}: {self.found} of {self.planted} found, "
            f"{self.alarms} false alarms, {self.seconds:.1f} s{notes}"
        )


@define
class Quiet:
    """What came of the contracts that are repaired."""

    contracts: int
    looks: int = 0
    alarms: int = 0
    seconds: float = 0.0
    notes: list[str] = field(factory=list)

    def __str__(self) -> str:
        notes = "".join(f"\n  {note}" for note in self.notes)
        return (
            f"repaired: {self.looks} looks, {self.alarms} false alarms, {self.seconds:.1f} s{notes}"
        )


@define
class Look:
    """What a check says of a contract, and whether it finds what was planted."""

    text: str
    said: Sequence[Said]
    seconds: float

    def finds(self, on: str) -> bool:
        """Whether there is a finding, on a block whose name begins so."""
        parts = (part for part in self.said if part.status == FOUND)
        blocks = (block for part in parts for block in (part.on, *(f.on for f in part.findings)))
        return any(block.startswith(on) for block in blocks)

    def __str__(self) -> str:
        return "; ".join(f"{s.on}: {s.status}, {s.detail[:160]}".strip(": ") for s in self.said)


def look(text: str, code: str, seed: int) -> Look:
    """The check of an entry, on a contract."""
    contract = contract_of(text)
    assert contract is not None
    start = process_time()
    subject = Subject(contract, api.graph_of(contract), SmallLogs, api.graph_of, Plan(seed=seed))
    said = CHECKS[code].look_at(subject)
    return Look(text, said, process_time() - start)


@define
class Bench:
    """A run: its seed, and how often each kind is planted."""

    seed: int
    each: int
    keep: Path = KEPT
    """Where contracts are kept in which something was missed, or found that is not there."""
    _able: dict[tuple[str, str], bool] = field(factory=dict)

    def plant_named(self, name: str) -> Tally:
        """Plants the kind of that name."""
        return self.plant(next(kind for kind in KINDS if kind.name == name))

    def plant(self, kind: Kind) -> Tally:
        """Plants one kind, so many times, each time in another contract at random."""
        tally = Tally(kind)
        for number in range(self.each):
            random = Random(f"{self.seed} {kind.name} {number}")
            for host in random.sample(hosts(), len(hosts())):
                if self._one(kind, random, host, tally):
                    break
            else:
                tally.notes.append("no contract was drawn that it can be planted in")
        return tally

    def repaired(self, times: int) -> Quiet:
        """Looks at each repaired contract so many times, with other amounts and seeds."""
        quiet = Quiet(len(repaired()))
        for host in repaired():
            for number in range(times):
                random = Random(f"{self.seed} {host.name} {number}")
                seen = look(priced(random, host.text), host.code, random.randint(1, _SEEDS))
                quiet.looks += 1
                quiet.seconds += seen.seconds
                if seen.finds(""):
                    quiet.alarms += 1
                    quiet.notes.append(f"{host.name}, {host.code}: {seen}")
        return quiet

    def _one(self, kind: Kind, random: Random, host: Host, tally: Tally) -> bool:
        """Plants a fault in a contract; False when it cannot be planted there."""
        planted = self._is_able(kind, host) and _planted(kind, random, host)
        if not planted:
            return False
        seed = random.randint(1, _SEEDS)
        sound, faulty = (look(t, kind.code, seed) for t in (planted.sound, planted.faulty))
        alarm, found = sound.finds(planted.on), faulty.finds(planted.on)
        if alarm and planted.is_as_it_was:
            return False  # the fault was there before
        if not kind.by_block and sound.finds("") and not alarm:
            return False  # what is there already would hide it
        tally.planted += 1
        tally.found += found
        tally.alarms += alarm
        tally.seconds += faulty.seconds
        for seen, is_wrong, what in ((faulty, not found, "missed"), (sound, alarm, "false alarm")):
            if is_wrong:
                where = self._kept(kind, seen.text, tally)
                tally.notes.append(f"{what} in {host.name}, kept in {where}: {seen}")
        return True

    def _is_able(self, kind: Kind, host: Host) -> bool:
        """Whether a kind can be planted in a contract, and would not hide behind what is there."""
        key = (kind.name, host.name)
        if key not in self._able:
            self._able[key] = _fits(kind, host) and (
                kind.by_block or not look(host.text, kind.code, 1).finds("")
            )
        return self._able[key]

    def _kept(self, kind: Kind, text: str, tally: Tally) -> Path:
        self.keep.mkdir(parents=True, exist_ok=True)
        file = self.keep / f"{kind.code}-{kind.name}-{tally.planted}.ocdsl"
        file.write_text(text, encoding="utf-8")
        return file


def _fits(kind: Kind, host: Host) -> bool:
    try:
        kind.plant(ground_in(Random(1), host.text, as_kept(host)))
    except UnfitError:
        return False
    return True


def _planted(kind: Kind, random: Random, host: Host) -> Planted | None:
    """The contract with other amounts and the fault; None when that makes a mistake in it."""
    text = priced(random, host.text)
    contract = contract_of(text)
    if contract is None:
        return None
    try:
        planted = kind.plant(ground_in(random, text, contract))
    except UnfitError:
        return None
    both = contract_of(planted.sound) and contract_of(planted.faulty)
    return planted if both else None
