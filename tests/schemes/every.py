"""Every scheme there is: `python -m tests.schemes.every` sets each figure beside the published one.

To add a scheme: a module with `SCHEME` and `figures(engine)`, and its name in SCHEMES. Where a
whole table was published, also `TABLE`, the name of its file, and `transcribed_wrongly()`.
`FOLDERS` names its contracts where that is not the one called as the scheme is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType

from ocdsl.base.money import pounds
from tests.schemes import (
    collected_tiers,
    help_to_live_at_home,
    hip_fracture,
    home_care,
    immunisation_targets,
    istanbul_employment,
    late_delivery,
    peterborough,
    quality_and_outcomes,
    readmissions,
    reboot_west,
    rough_sleepers,
    service_levels,
    shared_savings,
    troubled_families,
    value_based_purchasing,
    work_programme,
)
from tests.schemes.figures import ENGINES, Figure

SCHEMES: tuple[ModuleType, ...] = (
    shared_savings,
    value_based_purchasing,
    readmissions,
    reboot_west,
    rough_sleepers,
    istanbul_employment,
    troubled_families,
    quality_and_outcomes,
    immunisation_targets,
    service_levels,
    late_delivery,
    collected_tiers,
    help_to_live_at_home,
    hip_fracture,
    peterborough,
    work_programme,
    home_care,
)


def folders(scheme: ModuleType) -> tuple[str, ...]:
    """The folders of a scheme's contracts."""
    return getattr(scheme, "FOLDERS", (scheme.SCHEME,))


def every_figure() -> Iterator[Figure]:
    """Every figure of every scheme on every engine."""
    for scheme in SCHEMES:
        for engine in ENGINES:
            yield from scheme.figures(engine)


def lines() -> Iterator[tuple[str, bool]]:
    """Every figure in words, then what was compared with a whole table; and whether all is well."""
    for f in every_figure():
        published, computed = pounds(f.published), pounds(f.computed)
        mark = "" if f.agrees else "  DIFFERS"
        said = f"{f.scheme:24} {f.what:28} {published:>16} {computed:>16}  {f.engine}{mark}"
        yield said, f.agrees
    for scheme in SCHEMES:
        if not hasattr(scheme, "TABLE"):
            yield f"{scheme.SCHEME}: no table was published, the figures are in its text", True
            continue
        rows = scheme.transcribed_wrongly()
        if rows is None:
            yield f"{scheme.SCHEME}: {scheme.TABLE} is not at hand: it was not compared", True
        else:
            yield f"{scheme.SCHEME}: {scheme.TABLE}: {'; '.join(rows) or 'as published'}", not rows


def main() -> int:
    """Writes every line; 1 where a figure or a row differs."""
    heads = f"{'scheme':24} {'figure':28} {'published':>16} {'computed':>16}  engine"
    sys.stdout.write(heads + "\n")
    well = True
    for said, agrees in lines():
        sys.stdout.write(said + "\n")
        well = well and agrees
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
