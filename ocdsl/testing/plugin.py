"""The pytest plugin: contracts as tests, and a contract as a fixture.

`pytest --ocdsl-contracts contract.ocdsl` makes a test of each example of a contract, and one of
each entry of the catalogue of perverse incentives that a machine can look for: it fails on a
finding that the contract does not accept. What could not be looked at is skipped, with the reason.

`@pytest.mark.ocdsl_contract("contract.ocdsl")` says which contract the fixture `ocdsl_contract`
is; a path is taken from the folder of the test's own file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ocdsl.model.contract import Contract

_MARK = "ocdsl_contract(path): the contract of the fixture of that name, from the test's folder"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option by which contracts are collected."""
    parser.getgroup("ocdsl").addoption(
        "--ocdsl-contracts",
        action="store_true",
        help="collect .ocdsl files: each example and each entry that can be looked for is a test",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The mark that names a contract."""
    config.addinivalue_line("markers", _MARK)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A contract, when contracts are asked for."""
    if file_path.suffix != ".ocdsl" or not parent.config.getoption("--ocdsl-contracts"):
        return None
    return ContractFile.from_parent(parent, path=file_path)


@pytest.fixture
def ocdsl_contract(request: pytest.FixtureRequest) -> Contract:
    """The checked contract that the mark names. Raises ContractError when it has mistakes."""
    from ocdsl.testing.claims import load

    mark = request.node.get_closest_marker("ocdsl_contract")
    if mark is None or not mark.args:
        pytest.fail(
            'Say which contract: @pytest.mark.ocdsl_contract("contract.ocdsl")', pytrace=False
        )
    return load(request.path.parent / str(mark.args[0]))


class ContractFile(pytest.File):
    """A contract as a file of tests."""

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each example, and one for each entry that a machine can look for."""
        from ocdsl.contract_file import ContractError
        from ocdsl.incentives.checks import catalogue
        from ocdsl.testing.claims import load

        try:
            loaded = load(self.path)
        except ContractError as refused:
            raise self.CollectError(str(refused)) from refused
        for example in loaded.examples:
            name = f"example {example.name}"
            yield ExampleItem.from_parent(self, name=name, loaded=loaded, of=example.name)
        for check in catalogue():
            if check.look is not None:
                yield EntryItem.from_parent(self, name=check.code, loaded=loaded, of=check.code)


class _Item(pytest.Item):
    def __init__(self, *, loaded: Contract, of: str, **others: object) -> None:
        super().__init__(**others)  # type: ignore[arg-type]  # what pytest itself passes
        self.loaded, self.of = loaded, of

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        """The story alone: no traceback of the tool."""
        del style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The place of the contract, and the name of the test."""
        return self.path, None, self.name


class ExampleItem(_Item):
    """One of the contract's own examples."""

    def runtest(self) -> None:
        """Fails when it gives other payments than it says. Raises AssertionError."""
        from ocdsl import api

        result = next(r for r in api.run_examples(self.loaded) if r.example.name == self.of)
        if not result.passed:
            line = result.example.clause.line
            raise AssertionError(
                f"The example at line {line} gives something else. Both sides are shown by: "
                f"ocdsl test {self.path}"
            )


class EntryItem(_Item):
    """One entry of the catalogue of perverse incentives."""

    def runtest(self) -> None:
        """Fails on a finding that the contract does not accept. Raises AssertionError."""
        from ocdsl import api
        from ocdsl.incentives.check import NOT_APPLICABLE, NOT_CHECKED
        from ocdsl.incentives.render.text import finding_text

        verdict = api.incentives(self.loaded, [self.of]).verdicts[0]
        for finding in verdict.findings:
            if not finding.accepted:
                raise AssertionError(finding_text(self.loaded, self.of, finding))
        if verdict.status in (NOT_CHECKED, NOT_APPLICABLE):
            pytest.skip(f"{verdict.status}: {verdict.detail}")
