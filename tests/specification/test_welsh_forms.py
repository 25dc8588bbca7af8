"""What Welsh does to words: mutations, the article, counts, lists and dates, worked out by hand."""

from __future__ import annotations

import pytest

from ocdsl.base.calendar import day_of
from ocdsl.rules.wording.clauses import Count, Date, Foreign, Listed, Said, Term, Words, say
from ocdsl.rules.wording.languages import ENGLISH, WELSH
from ocdsl.rules.wording.welsh import mutations as m
from ocdsl.rules.wording.welsh.catalogue import entries
from ocdsl.rules.wording.welsh.speech import NoWordingError


@pytest.mark.parametrize(
    ("word", "soft", "aspirate"),
    [
        ("cyfnod", "gyfnod", "chyfnod"),
        ("pob", "bob", "phob"),
        ("tymor", "dymor", "thymor"),
        ("gwerth", "werth", "gwerth"),
        ("bod", "fod", "bod"),
        ("diwrnod", "ddiwrnod", "diwrnod"),
        ("mis", "fis", "mis"),
        ("lle", "le", "lle"),
        ("rhan", "ran", "rhan"),
        ("chwarter", "chwarter", "chwarter"),
        ("nad", "nad", "nad"),
        ("28 o ddiwrnodau", "28 o ddiwrnodau", "28 o ddiwrnodau"),
    ],
)
def test_mutations(word: str, soft: str, aspirate: str) -> None:
    assert m.soft((word,)) == (soft,)
    assert m.aspirate((word,)) == (aspirate,)


def test_names_of_the_contract_are_not_mutated() -> None:
    name = (Term("Case closed", "closure", language="en-GB"),)
    assert m.soft(name) == name and m.aspirate(name) == name


@pytest.mark.parametrize(
    ("noun", "the", "that"),
    [
        ("mis calendr", "y mis calendr", "y mis calendr hwnnw"),
        ("wythnos", "yr wythnos", "yr wythnos honno"),
        ("blwyddyn", "y flwyddyn", "y flwyddyn honno"),
        ("tymor", "y tymor", "y tymor hwnnw"),
        ("poblogaeth", "y boblogaeth", "y boblogaeth honno"),
    ],
)
def test_the_article(noun: str, the: str, that: str) -> None:
    assert m.with_article((noun,)) == (the,)
    assert m.that((noun,)) == (that,)


@pytest.mark.parametrize(
    ("before", "part", "said"),
    [
        ("gyda ", "ef", "gydag ef"),
        ("gyda ", "digwyddiad", "gyda digwyddiad"),
        ("mwy na ", "8 wythnos", "mwy nag 8 wythnos"),
        ("mwy na ", "18 mis", "mwy na 18 mis"),
        ("mwy na ", "1 diwrnod", "mwy nag 1 diwrnod"),
        ("mwy na ", "11,000", "mwy nag 11,000"),
        ("mwy na ", "16 mis", "mwy nag 16 mis"),
        ("mwy na ", "1,000", "mwy na 1,000"),
        ("mwy na ", "116", "mwy na 116"),
        ("mwy na ", "1.5%", "mwy nag 1.5%"),
        ("mwy na ", "£1.50", "mwy na £1.50"),
        ("60%, a ", "30%", "60%, a 30%"),
        ("person a ", "mewn pryd", "person ac mewn pryd"),
        ("Y ", "£800.00", "Yr £800.00"),
        ("i ", "y darparwr", "i’r darparwr"),
        ("y tymor a ", "y mae’n wir amdano", "y tymor ac y mae’n wir amdano"),
        ("y tymor a ", "y mis", "y tymor a’r mis"),
        ("yn ", "y flwyddyn", "yn y flwyddyn"),
        ("darparwr a ", "wythnos", "darparwr ac wythnos"),
    ],
)
def test_where_a_sentence_meets_its_part(before: str, part: str, said: str) -> None:
    start, words = m.met(before, (part,))
    assert start + str(words[0]) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("First visit", "y First visit cyntaf"),
        ("Admission", "yr Admission cyntaf"),
        ("Hospital stay", "yr Hospital stay cyntaf"),
    ],
)
def test_the_article_before_a_name_of_the_contract(name: str, said: str) -> None:
    assert WELSH.text(say("first {event}", event=Term(name, "event"))) == said


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "day", "1 diwrnod"),
        (2, "day", "2 ddiwrnod"),
        (7, "day", "7 niwrnod"),
        (28, "day", "28 o ddiwrnodau"),
        (10, "working day", "10 niwrnod gwaith"),
        (4, "week", "4 wythnos"),
        (2, "month", "2 fis"),
        (12, "month", "12 mis"),
        (1, "year", "1 flwyddyn"),
        (2, "year", "2 flynedd"),
        (3, "year", "3 blynedd"),
        (5, "year", "5 mlynedd"),
        (1, "person", "1 person"),
        (30, "person", "30 o bobl"),
        (3, "payment", "3 thaliad"),
        (5, "point", "5 pwynt"),
        (2, "point", "2 bwynt"),
        (0, "week", "0 wythnos"),
        (0, "day", "0 o ddiwrnodau"),
        (1000, "day", "1,000 o ddiwrnodau"),
    ],
)
def test_counts(number: int, noun: str, said: str) -> None:
    assert WELSH.text((Count(number, noun),)) == said


@pytest.mark.parametrize(
    ("pattern", "part", "said"),
    [
        ("{points} points", "5", "5 pwynt"),
        ("{points} points", "2.5", "2.5 pwynt"),
        ("{size} days", "2", "2 ddiwrnod"),
        ("{size} days", "1,000", "1,000 o ddiwrnodau"),
    ],
)
def test_a_number_within_a_sentence_has_its_noun_as_a_count_has(
    pattern: str, part: str, said: str
) -> None:
    name = pattern[1 : pattern.index("}")]
    assert WELSH.text((Said(pattern, ((name, (part,)),)),)) == said


def test_a_noun_in_the_middle_of_a_sentence_has_its_article() -> None:
    carried = next(e.english for e in entries() if "to the next {unit} with room" in e.english)
    for unit, said in (("year", "i’r flwyddyn nesaf"), ("calendar month", "i’r mis calendr nesaf")):
        assert said in WELSH.text(say(carried, unit=say(unit, "unit"), end=""))


def test_a_measure_is_called_one_so_that_its_title_can_be_a_sentence() -> None:
    told = say("{measure}", "measure", measure=Term("People feel safe", "safe", "Pobl yn ddiogel"))
    met = say("the target of {value} is met", value=told)
    assert WELSH.text(met) == "bod y mesur Pobl yn ddiogel yn cyrraedd ei darged"
    assert ENGLISH.text(met) == "the target of People feel safe is met"


def test_dates() -> None:
    assert WELSH.text((Date(day_of("2027-04-01")),)) == "1 Ebrill 2027"


def of(*names: str) -> tuple[Words, ...]:
    return tuple(say(name, "unit") for name in names)


def test_lists() -> None:
    assert (
        WELSH.text(
            (
                Listed(
                    of("week"),
                ),
            )
        )
        == "wythnos"
    )
    assert WELSH.text((Listed(of("quarter", "term")),)) == "chwarter a thymor"
    assert WELSH.text((Listed(of("quarter", "term", "week")),)) == "chwarter, tymor ac wythnos"
    assert WELSH.text((Listed(of("week", "calendar month"), "or"),)) == "wythnos neu fis calendr"


def test_a_sentence_without_welsh_is_refused_and_not_left_in_english() -> None:
    with pytest.raises(NoWordingError, match=r"There is no Welsh for “A new sentence\.”"):
        WELSH.text(say("A new sentence."))


def test_words_of_the_contract_are_marked_as_english_and_figures_are_not() -> None:
    assert WELSH.words(("Keeps going",)) == (Foreign("Keeps going", "en-GB"),)
    assert WELSH.words(("£1,575.00",)) == ("£1,575.00",)


def test_a_title_is_in_welsh_where_the_contract_gives_one() -> None:
    both = Term("No care needed", "independent", "Dim angen gofal")
    assert WELSH.words((both,)) == (Term("Dim angen gofal", "independent"),)
    alone = Term("No care needed", "independent")
    assert WELSH.words((alone,)) == (Term("No care needed", "independent", language="en-GB"),)


def test_a_sentence_may_bring_its_welsh_with_it() -> None:
    said = Said("Of {law}.", (("law", ("1",)),), welsh="O dan {law}.")
    assert WELSH.text((said,)) == "O dan 1."
