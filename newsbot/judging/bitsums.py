"""Whole numbers for many places at once, added up and compared in steps that work on all places together.

A set of places is an integer with a bit for each. Sums are kept as one such set for every binary digit, so that adding
to ten thousand of them is a few operations on integers of ten thousand bits.
"""

from __future__ import annotations

from collections.abc import Iterator

_DIGITS = 13


class Sums:
    """A number from 0 to 8,191 for every place, 0 at first."""

    def __init__(self) -> None:
        self._digits = [0] * _DIGITS

    @classmethod
    def all_of(cls, value: int, places: int) -> Sums:
        """The same number for some places."""
        made = cls()
        made.add(value, places)
        return made

    def __getitem__(self, place: int) -> int:
        bit = 1 << place
        value = 0
        for power, digit in enumerate(self._digits):
            if digit & bit:
                value |= 1 << power
        return value

    def flip(self, place: int, digits: int) -> None:
        """Change those binary digits of the number of one place that ``digits`` has."""
        for power in range(digits.bit_length()):
            if digits >> power & 1:
                self._digits[power] ^= 1 << place

    def add(self, value: int, places: int) -> None:
        """Add a number to those of some places."""
        for power in range(value.bit_length()):
            carry = places if value >> power & 1 else 0
            while carry:
                self._digits[power], carry = self._digits[power] ^ carry, self._digits[power] & carry
                power += 1  # noqa: PLW2901 (the carry goes on from here)

    def not_below(self, others: Sums, among: int) -> int:
        """Those of some places where the number is not below the other one."""
        above, equal = 0, among
        for digit, other in zip(reversed(self._digits), reversed(others._digits), strict=True):
            above |= equal & digit & ~other
            equal &= ~(digit ^ other)
        return above | equal

    def highest(self, count: int, among: int) -> tuple[int, int]:
        """Those of some places with the highest numbers: up to ``count`` of them, and those with the next lower one.

        The second are none where the first are ``count``, or all there are.
        """
        taken, tied = 0, among
        for digit in reversed(self._digits):
            higher = tied & digit
            if (taken | higher).bit_count() <= count:
                taken |= higher
                tied &= ~digit
            else:
                tied = higher
        if (taken | tied).bit_count() <= count:
            return taken | tied, 0
        return taken, tied if taken.bit_count() < count else 0


def places_in(bits: int) -> Iterator[int]:
    """The places of a set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
