"""Numbers as newspapers write them: the other way round than `newsbot.issue.figures` reads them."""

from fractions import Fraction

from hypothesis import strategies as st

_FULL_WIDTH = {**{ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}, ord("."): ord("．"), ord(","): ord("，")}


def _decimal(value: Fraction) -> str:
    digits = f"{float(value):.12f}".rstrip("0").rstrip(".")
    return digits if Fraction(digits) == value else ""


def in_han(number: int) -> str:
    """A number below 10**12 in Chinese numerals."""
    if number >= 10**8:
        return in_han(number // 10**8) + "亿" + _rest(number % 10**8, 10**7)
    if number >= 10**4:
        return in_han(number // 10**4) + "万" + _rest(number % 10**4, 10**3)
    said, digits = "", f"{number:d}"
    for place, digit in enumerate(digits):
        power = len(digits) - place - 1
        said += (
            ("零" if said and not said.endswith("零") else "")
            if digit == "0"
            else "零一二三四五六七八九"[int(digit)] + "千百十"[3 - power : 4 - power]
        )
    return said.rstrip("零") if number else "零"


def _rest(number: int, full: int) -> str:
    return "" if number == 0 else ("零" if number < full else "") + in_han(number)


def written(number: int) -> list[str]:
    """The ways to write a whole number."""
    ways = [str(number), f"{number:,}", str(number).translate(_FULL_WIDTH)]
    for scale, power in (("万", 4), ("亿", 8), ("万亿", 12), ("K", 3), ("M", 6), ("B", 9)):
        if number >= 10**power and (digits := _decimal(Fraction(number, 10**power))):
            ways += [f"{digits}{scale}", f"{digits} {scale}"]
    # 一百零五 is told, 一五 is not.
    return [*ways, in_han(number)] if 100 <= number < 10**12 else ways


numbers = st.integers(1, 9999).flatmap(lambda digits: st.sampled_from([digits * 10**power for power in range(11)]))
