"""The words in pictures and of their captions, which no contract says.

Each language of the wording has one set of them. What stands in braces gives way to words of the
contract, or to a figure.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class PictureWords:
    """What stands in pictures, below them, and in the words that tell them."""

    figure: str
    """What a picture is called, before its number."""
    more: str
    """What is left out of a full box: `{count}` of them."""

    # How the service is meant to work.
    logic_caption: str
    stages: Mapping[str, str]
    for_whom: str
    counted: str
    assumed: str
    measured_by: str
    paid_by: str
    not_paid: str

    # From what is recorded to what is paid.
    flow_caption: str
    flow_caption_part: str
    flow_heads: tuple[str, str, str, str]
    flow_said: str
    """One payment in a sentence: `{recorded}`, `{holds}`, `{paid}`, `{becomes}`."""
    nothing_more: str
    any_of: str
    some_of: str
    in_time: str
    taken: str
    for_each: str
    due: str
    withheld: str
    withheld_until: str
    recovered: str
    limited: str
    divided: str
    repaid: str
    made_up: str
    shown_only: str
    left_out: str


ENGLISH = PictureWords(
    figure="Figure",
    more="and {count} more",
    logic_caption="{title}, from the top down",
    stages={
        "inputs": "Inputs",
        "activities": "Activities",
        "outputs": "Outputs",
        "interim outcomes": "Interim outcomes",
        "final outcomes": "Final outcomes",
    },
    for_whom="For whom",
    counted="Counted as outcomes",
    assumed="Assumed: {what}",
    measured_by="measured by: {what}",
    paid_by="paid by: {what}",
    not_paid="no payment of its own",
    flow_caption="From what is recorded to what is paid",
    flow_caption_part="From what is recorded to what is paid, part {part} of {parts}",
    flow_heads=("What is recorded", "What has to hold", "What is paid", "What becomes of it"),
    flow_said="{paid}. It rests on: {recorded}. What has to hold: {holds}. Then: {becomes}.",
    nothing_more="nothing more",
    any_of="one or more of:",
    some_of="at least {least} of:",
    in_time="{event} recorded in time",
    taken="taken: {amount}",
    for_each="for each {what}",
    due="due {when}",
    withheld="{share} withheld until {what}",
    withheld_until="{what} is known",
    recovered="{share} taken back on: {event}",
    limited="limited by: {what}",
    divided="divided by: {what}",
    repaid="set off against: {what}",
    made_up="makes up: {what}",
    shown_only="shown and not paid up to {day}",
    left_out="{taken} in every {of} left out",
)
