"""How many guesses a password stands, by zxcvbn: a program that reads one question and ends.

Its word lists take 13 MB, and a clinic chooses a password a month.
"""

import json
import sys

from zxcvbn import zxcvbn

LONGEST = 72
"""Longer ones are judged by their beginning: the estimate takes time that grows with the square."""


def main() -> None:
    """Read `{"password": …, "about": […]}`, write the number of guesses."""
    question = json.load(sys.stdin)
    found = zxcvbn(question["password"][:LONGEST], user_inputs=question["about"], max_length=LONGEST)
    json.dump(float(found["guesses"]), sys.stdout)


if __name__ == "__main__":
    main()
