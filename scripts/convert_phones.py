"""Turns phonenumbers' metadata (Apache 2.0) into patterns of valid mobile numbers, a line each.

  convert_phones.py OUTPUT

Format: #phone_number.of.CC, then patterns in the international form; # stands for any digit. A pattern is kept when
every filling that was tried is a valid number of the country, so what the program makes from it is one too. For
countries whose metadata allow no such pattern there is no list.
"""

import pathlib
import random
import sys

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

PATTERNS_PER_COUNTRY = 24
TRIES = 60
MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
FREE_DIGITS = (7, 6, 5, 4, 3, 2)  # at the end of the number; the more, the more different numbers


def valid(region: str, national: str, mobile_only: bool) -> bool:
    number = phonenumbers.PhoneNumber(
        country_code=phonenumbers.country_code_for_region(region), national_number=int(national)
    )
    if national.startswith("0"):
        number.italian_leading_zero = True
        number.number_of_leading_zeros = len(national) - len(national.lstrip("0"))
    if not phonenumbers.is_valid_number_for_region(number, region):
        return False
    return not mobile_only or phonenumbers.number_type(number) in MOBILE


def filled(random_source: random.Random, head: str, free: int) -> str:
    return head + "".join(str(random_source.randrange(10)) for _ in range(free))


def pattern(region: str, head: str, free: int) -> str:
    """The international form with # for the free digits at the end."""
    number = phonenumbers.PhoneNumber(
        country_code=phonenumbers.country_code_for_region(region),
        national_number=int(head + "1" * free),
        italian_leading_zero=head.startswith("0") or None,
    )
    text = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    result = []
    left = free
    for c in reversed(text):
        hide = c.isdigit() and left > 0
        left -= hide
        result.append("#" if hide else c)
    return "".join(reversed(result))


def patterns(region: str) -> list[str]:
    example = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
    mobile_only = example is not None
    example = example or phonenumbers.example_number(region)
    if example is None:
        return []
    national = phonenumbers.national_significant_number(example)
    random_source = random.Random(region)
    for free in FREE_DIGITS:
        if len(national) - free < 1:
            continue
        found: list[str] = []
        for attempt in range(600):
            # The example's own start first, then others of its length.
            head = national[: len(national) - free]
            if attempt > 0:
                kept = max(0, random_source.randrange(-len(head), len(head)))
                head = filled(random_source, head[:kept], len(head) - kept)
            # A zero belongs to the number only where the example has one.
            if pattern(region, head, free) in found or (head[0] == "0" and national[0] != "0"):
                continue
            fillings = (filled(random_source, head, free) for _ in range(TRIES))
            if all(valid(region, digits, mobile_only) for digits in fillings):
                found.append(pattern(region, head, free))
            if len(found) == PATTERNS_PER_COUNTRY:
                break
        if found:
            return sorted(found)
    return []


def main(output: pathlib.Path) -> None:
    lines = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        found = patterns(region)
        if found:
            lines += [f"#phone_number.of.{region}", *found]
    output.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
