"""Every scheme there is: `python -m tests.schemes.every` sets each figure beside the published one.

To add a scheme: a module with `SCHEME`, `TABLE`, `figures(engine)` and `transcribed_wrongly()`, and
its name in SCHEMES.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ocdsl.base.money import pounds
from tests.schemes import reboot_west, value_based_purchasing
from tests.schemes.figures import ENGINES, Figure

SCHEMES = (reboot_west, value_based_purchasing)


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
        said = f"{f.scheme:24} {f.what:22} {published:>16} {computed:>16}  {f.engine}{mark}"
        yield said, f.agrees
    for scheme in SCHEMES:
        rows = scheme.transcribed_wrongly()
        if rows is None:
            yield (
                f"{scheme.SCHEME}: {scheme.TABLE} is not at hand: its rows were not compared",
                True,
            )
        else:
            yield f"{scheme.SCHEME}: {scheme.TABLE}: {'; '.join(rows) or 'as published'}", not rows


def main() -> int:
    """Writes every line; 1 where a figure or a row differs."""
    heads = f"{'scheme':24} {'figure':22} {'published':>16} {'computed':>16}  engine"
    sys.stdout.write(heads + "\n")
    well = True
    for said, agrees in lines():
        sys.stdout.write(said + "\n")
        well = well and agrees
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
