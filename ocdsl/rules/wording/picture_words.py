"""The words in pictures and of their captions, which no contract says.

What stands in braces gives way to words of the
contract, or to a figure.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ocdsl.rules.wording.clauses import Said
from ocdsl.rules.wording.language import Language


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


def picture_words(language: Language) -> PictureWords:
    """Those of a language."""

    def said(pattern: str, context: str = "picture") -> str:
        return language.pattern(Said(pattern, context=context))

    return PictureWords(
        figure=said("Figure"),
        more=said("and {count} more"),
        logic_caption=said("{title}, from the top down"),
        stages={
            "inputs": said("Inputs", "stage"),
            "activities": said("Activities", "stage"),
            "outputs": said("Outputs", "stage"),
            "interim outcomes": said("Interim outcomes", "stage"),
            "final outcomes": said("Final outcomes", "stage"),
        },
        for_whom=said("For whom"),
        counted=said("Counted as outcomes"),
        assumed=said("Assumed: {what}"),
        measured_by=said("measured by: {what}"),
        paid_by=said("paid by: {what}"),
        not_paid=said("no payment of its own"),
        flow_caption=said("From what is recorded to what is paid"),
        flow_caption_part=said("From what is recorded to what is paid, part {part} of {parts}"),
        flow_heads=(
            said("What is recorded"),
            said("What has to hold"),
            said("What is paid"),
            said("What becomes of it"),
        ),
        flow_said=said(
            "{paid}. It rests on: {recorded}. What has to hold: {holds}. Then: {becomes}."
        ),
        nothing_more=said("nothing more"),
        any_of=said("one or more of:"),
        some_of=said("at least {least} of:"),
        in_time=said("{event} recorded in time"),
        taken=said("taken: {amount}"),
        for_each=said("for each {what}"),
        due=said("due {when}"),
        withheld=said("{share} withheld until {what}"),
        withheld_until=said("{what} is known"),
        recovered=said("{share} taken back on: {event}"),
        limited=said("limited by: {what}"),
        divided=said("divided by: {what}"),
        repaid=said("set off against: {what}"),
        made_up=said("makes up: {what}"),
        shown_only=said("shown and not paid up to {day}"),
        left_out=said("{taken} in every {of} left out"),
    )
