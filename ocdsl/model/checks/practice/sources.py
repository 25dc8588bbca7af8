"""The documents that ask for good practice, as they title themselves."""

from __future__ import annotations

from collections.abc import Mapping

PAPER = "Outcomes based commissioning in domiciliary care"
DESIGN = "Tool 22, a design tool"
REVIEW = "Tool 20, framework for reviewing"
STEPS = "Tool 5, a guide to step change"
SLIDES = "Commissioning course slides"

_TOOLKIT = "National Commissioning Board for Wales, Home Care Outcomes-based Commissioning Toolkit"

TITLES: Mapping[str, str] = {
    PAPER: "Institute of Public Care at Oxford Brookes University for the Social Services "
    "Improvement Agency and the National Commissioning Board for Wales, “Outcomes based "
    "commissioning in domiciliary care – a discussion paper”, April 2016.",
    DESIGN: f"{_TOOLKIT}, “Tool 22: A design tool to shape systems to support "
    "outcomes”, June 2017.",
    REVIEW: f"{_TOOLKIT}, “Tool 20: Framework for Reviewing Commissioning Systems”, June 2017.",
    STEPS: f"{_TOOLKIT}, “Tool 5: A guide to step change commissioning of outcomes-based home "
    "care”, June 2017.",
    SLIDES: "Institute of Public Care at Oxford Brookes University, slides of its course on "
    "commissioning, “Focussing on outcomes” and “Monitoring and Review: Part 1”.",
}
"""Each document by the short name under which a rule cites it."""
