"""Every requirement of good practice has its rule, and every rule its source."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from ocdsl.model.checks import practice
from ocdsl.model.checks.practice import PRACTICE
from ocdsl.model.checks.practice.places import SECTIONS
from ocdsl.model.checks.practice.sources import TITLES
from ocdsl.model.from_syntax import check

SHIPPED = Path(__file__).parents[2] / "contracts/reablement-at-home/contract.ocdsl"

# What the documents ask for that a check can look for, and the code that answers it.
REQUIRED = {
    "R-002": "ModelIncomplete",
    "R-005": "SeveralLeadProviders",
    "R-006": "PurePopulation",
    "R-008": "InHouseUnmeasured",
    "R-021": "IndicativePrice",
    "R-026": "WithheldWithoutTarget",
    "R-033": "LongWaitForMoney",
    "R-034": "AllMoneyAtRisk",
    "R-035": "TooManyMovingParts",
    "R-038": "TargetWithoutBaseline",
    "R-051": "NationalMeasureMissing",
    "R-052": "NationalMeasuresUnsaid",
    "R-056": "ImprovementOnly",
    "R-057": "OneKindOfEvidence",
    "R-058": "NoDistanceTravelled",
    "R-059": "TooManyOutcomes",
    "R-060": "NotAnOutcome",
    "R-062": "PaidForAnOutput",
    "R-066": "UnrealisticTarget",
    "R-067": "OutcomeWithoutEvidence",
    "R-068": "AgreementUnsaid",
    "R-069": "OutcomeOutsideLogicModel",
    "R-073": "LongLineOfSight",
    "R-090": "SuitabilityUnanswered",
    "R-091": "EssentialService",
    "R-093": "IncentivesUnweighed",
    "R-097": "ControlsUnsaid",
    "R-098": "OnlyProviderRecords",
    "R-099": "OutcomeWithoutDate",
    "R-103": "DutiesUnsaid",
    "R-104": "MoneyUnexplained",
    "R-107": "TimeAndTask",
    "R-108": "EquipmentUnsaid",
    "R-109": "StaffTransferUnsaid",
    "R-116": "CoProductionUnsaid",
    "R-130": "IndependenceUnsaid",
    "R-131": "CollaborationUnsaid",
    "R-132": "SkillsUnsaid",
    "R-133": "AssessmentUnsaid",
    "R-134": "EquipmentWithoutOwner",
    "R-135": "FamiliesUnsaid",
    "R-136": "IndividualAndGroup",
    "R-137": "ApprovalNeeded",
    "R-138": "SecondAssessment",
    "R-139": "FewCanSucceed",
    "R-140": "ReportsUnsaid",
    "R-141": "RelianceOnTransfer",
    "R-142": "PartnersUnsaid",
    "R-150": "ProviderChoosesPeople",
    "R-156": "PayerDecides",
    "R-158": "SatisfactionUnmeasured",
    "R-159": "ChoiceUnsaid",
    "R-160": "GeneralOutcome",
    "R-161": "PunitiveTerms",
    "R-163": "AttributionUnsaid",
    "R-164": "WindowClosesEarly",
}


def test_every_requirement_has_its_rule() -> None:
    assert {rule.requirement: rule.code for rule in PRACTICE} == REQUIRED
    assert len(PRACTICE) == len(REQUIRED)


def test_one_rule_a_file() -> None:
    names = [module.name for module in iter_modules(practice.__path__)]
    modules = (import_module(f"{practice.__name__}.{name}") for name in names)
    rules = [module.RULE for module in modules if hasattr(module, "RULE")]
    assert len(rules) == len(PRACTICE)
    assert {rule.code for rule in rules} == {rule.code for rule in PRACTICE}


def test_every_rule_cites_a_document_by_its_name() -> None:
    for rule in PRACTICE:
        assert any(rule.law.startswith(f"{name}, ") for name in TITLES), rule.code
        assert rule.subject and rule.needs_contract, rule.code


def test_every_section_looked_for_is_listed() -> None:
    folder = Path(practice.__path__[0])
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    looked_for = re.findall(r'(?:unsaid\(context, |section\(\S+, )"([\w-]+)"', text)
    assert set(looked_for) == set(SECTIONS)


def test_a_section_with_nearly_the_name_is_pointed_out() -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("section staffing", "section stafing")
    (found,) = check(Source("contract.ocdsl", text)).diagnostics
    assert found.fix == "Call it `section staffing`, if `stafing` is that."


def test_good_practice_never_stops_a_contract() -> None:
    assert not [rule.code for rule in PRACTICE if rule.severity is Severity.ERROR]


def test_the_shipped_contract_is_clean_or_says_why() -> None:
    checked = check(Source("contract.ocdsl", SHIPPED.read_text(encoding="utf-8")))
    assert not checked.diagnostics
    assert checked.accepted and all(each.because for each in checked.accepted)
