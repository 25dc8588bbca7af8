"""For tests of a contract: random logs of it, what a log pays, and findings that must not be there.

    from hypothesis import given
    from ocdsl import testing
    from ocdsl.testing import transforms

    CONTRACT = testing.load("contracts/reablement-at-home")

    def test_no_single_person_decides_the_release_of_all_others():
        testing.assert_no_finding(CONTRACT, "PI-18")

    @given(testing.logs(CONTRACT))
    def test_what_is_recorded_later_pays_no_more(log):
        for index in range(len(log)):
            later = transforms.recorded_later(log, index, 7)
            assert testing.owed(CONTRACT, later) <= testing.owed(CONTRACT, log)

`logs`, `histories` and `changes` need hypothesis, and the pytest plugin needs pytest:
`pip install 'ocdsl[testing]'`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocdsl.testing.claims import (
    Changed,
    RefusedRowError,
    assert_no_finding,
    decisions,
    finding_in,
    load,
    owed,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from ocdsl.model.contract import Contract
    from ocdsl.testing.transforms import Rows

__all__ = [
    "Changed",
    "MissingExtraError",
    "RefusedRowError",
    "assert_no_finding",
    "changes",
    "decisions",
    "finding_in",
    "histories",
    "load",
    "logs",
    "owed",
]


class MissingExtraError(ImportError):
    """Raised when hypothesis is not installed, of which the strategies of logs are made."""


def histories(contract: Contract) -> SearchStrategy[Rows]:
    """What happens to one person: the rows of a log, each by its columns, as text.

    The person is `p01`. For a contract about providers alone it is what happens to one of them.
    Every row is one that the contract accepts. Raises MissingExtraError without hypothesis.
    """
    _need_hypothesis()
    from ocdsl.testing.strategies import histories as strategy

    return strategy(contract)


def logs(contract: Contract, most: int = 5) -> SearchStrategy[Rows]:
    """Logs of one person up to `most` of them, `p01` and on, with the contract's providers.

    Examples shrink to fewer people. Raises MissingExtraError without hypothesis, and ValueError
    when `most` is less than one.
    """
    _need_hypothesis()
    from ocdsl.testing.strategies import logs as strategy

    return strategy(contract, most)


def changes(contract: Contract, entry: str, most: int = 3) -> SearchStrategy[Changed]:
    """Logs of up to `most` people, each as it is and as `entry` has somebody change it.

    `entry` is one of the catalogue that is looked for by pairs of logs, such as `PI-29`, whether
    or not the contract has a form that it is about. Whoever gains by the change gains although
    nobody is helped. Examples shrink. Raises MissingExtraError without hypothesis, and ValueError
    for any other entry or when `most` is less than one.
    """
    _need_hypothesis()
    from ocdsl.testing.strategies import changes as strategy

    return strategy(contract, entry, most)


def _need_hypothesis() -> None:
    try:
        import hypothesis  # noqa: F401  # asked for, so that the message is ours
    except ImportError as missing:
        message = "Random logs need hypothesis. Install it with: pip install 'ocdsl[testing]'"
        raise MissingExtraError(message) from missing
