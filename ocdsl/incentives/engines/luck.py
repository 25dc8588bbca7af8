"""The arithmetic of chance, exact: how often luck meets a target, when an even flow fills a cap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import comb, lcm

from ocdsl.model.amounts import Band

WHOLE = 10_000  # a rate's limits are in ten-thousandths


def at_least(successes: int, people: int, chance: Fraction) -> Fraction:
    """How likely so many successes or more are, when each person succeeds with this chance.

    The binomial distribution, in whole numbers throughout.
    """
    return Fraction(sum(_ways(successes, people, chance)), chance.denominator**people)


def at_most_by_luck(successes: int, people: int, chance: Fraction) -> Fraction:
    """No less than `at_least` and no more than a millionth of it above, for many people quickly.

    Above what is expected each further success is rarer than the one before, so what is left out
    is less than the last term for everybody who is left.
    """
    total = 0
    for number, ways in enumerate(_ways(successes, people, chance), max(successes, 0)):
        total += ways
        rest = ways * (people - number)
        if number > people * chance and rest * 1_000_000 < total:
            total += rest
            break
    return min(Fraction(total, chance.denominator**people), Fraction(1))


def _ways(successes: int, people: int, chance: Fraction) -> Iterator[int]:
    """The parts of the whole that have so many successes, one more, and so on to everybody."""
    won, lost = chance.numerator, chance.denominator - chance.numerator
    first = max(successes, 0)
    if first > people:
        return
    ways = comb(people, first) * won**first * lost ** (people - first)
    for number in range(first, people):
        yield ways
        if lost:
            ways = ways * (people - number) * won // ((number + 1) * lost)
        else:
            ways = won**people if number + 1 == people else 0
    yield ways


def drawn_at_most(few: int, draw: int, marked: int, people: int) -> Fraction:
    """How likely a draw of so many people has at most so few of those who are marked.

    The hypergeometric distribution: everybody is as likely to be drawn as anybody else. No less
    than it is, and no more than a millionth of it above, as `at_most_by_luck`.
    """
    others = people - marked
    low, few = max(0, draw - others), min(few, marked, draw)
    if few < low:
        return Fraction(0)
    ways = comb(marked, few) * comb(others, draw - few)
    total = 0
    for number in range(few, low - 1, -1):
        total += ways
        rest = ways * (number - low)
        if number * people < draw * marked and rest * 1_000_000 < total:
            total += rest
            break
        ways = ways * number * (others - draw + number)
        ways //= (marked - number + 1) * (draw - number + 1)
    return min(Fraction(total, comb(people, draw)), Fraction(1))


def spread(groups: Sequence[tuple[int, Fraction]]) -> tuple[Fraction, ...]:
    """How likely each number of successes is among groups of people with chances of their own."""
    ways, whole = [1], 1
    for people, chance in groups:
        won, lost = chance.numerator, chance.denominator - chance.numerator
        own = [comb(people, n) * won**n * lost ** (people - n) for n in range(people + 1)]
        joined = [0] * (len(ways) + people)
        for number, before in enumerate(ways):
            for more, times in enumerate(own):
                joined[number + more] += before * times
        ways, whole = joined, whole * chance.denominator**people
    return tuple(Fraction(each, whole) for each in ways)


def expected_share(bands: Sequence[Band], people: int, chance: Fraction) -> Fraction:
    """The part of what is withheld that is expected, when each person succeeds with a chance."""
    won, lost = chance.numerator, chance.denominator - chance.numerator
    total = Fraction(0)
    for number in range(people + 1):
        if share := released(bands, Fraction(number * WHOLE, people)):
            ways = comb(people, number) * won**number * lost ** (people - number)
            total += ways * share
    return total * Fraction(1, chance.denominator**people)


def released(bands: Sequence[Band], rate: Fraction) -> Fraction:
    """The part of what is withheld that a rate in ten-thousandths releases."""
    for index, band in enumerate(bands):
        if _is_in(band, rate):
            if not band.straight:
                return Fraction(*band.share)
            assert band.low is not None and band.high is not None
            low, high = (Fraction(*bands[index + by].share) for by in (-1, 1))
            return low + (high - low) * (rate - band.low) * Fraction(1, band.high - band.low)
    return Fraction(0)


def _is_in(band: Band, rate: Fraction) -> bool:
    low, high = band.low, band.high
    above = low is None or rate > low or (rate == low and band.low_included)
    return above and (high is None or rate < high or (rate == high and band.high_included))


def needed(threshold: int, people: int) -> int:
    """The fewest of so many people by whom a rate in ten-thousandths is met."""
    return -(-threshold * people // WHOLE)


def whole_group(chances: tuple[Fraction, ...], most: int = 100) -> int:
    """The fewest people of whom each share is a whole number; the most, where that is more."""
    people = lcm(*(chance.denominator for chance in chances))
    return min(people, most)


def day_reached(limit: Fraction, in_all: Fraction, days: Fraction) -> int | None:
    """The day, the first being 1, in which money that comes in evenly over `days` reaches a limit.

    None when it does not: what comes in all is less.
    """
    if in_all < limit or in_all <= 0:
        return None
    reached = limit * days * Fraction(in_all.denominator, in_all.numerator)
    return -(-reached.numerator // reached.denominator)
