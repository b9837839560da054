"""Growing delays: how long a guesser waits, so that guessing is hopeless and nobody is ever locked out.

A lock-out would let a child at a keyboard close reception. Here the source that fails waits longer and longer; the
same account from elsewhere waits a little, and from where its owner signed in before not at all.
"""

FREE_FAILURES = 3
"""So many mistakes cost nothing: fingers slip."""
LONGEST_SECONDS = 60.0
FREE_FAILURES_OF_AN_ACCOUNT = 10
LONGEST_SECONDS_OF_AN_ACCOUNT = 5.0
FORGOTTEN_AFTER_SECONDS = 15 * 60.0
"""After so long without a failure a streak begins anew."""
FIRST_NOTED = 5


def after_failures(failures: int) -> float:
    """The seconds that one source waits at one account: 0, 0, then 1, 2, 4 … 60."""
    return _doubling(failures - FREE_FAILURES, LONGEST_SECONDS)


def after_failures_elsewhere(failures: int) -> float:
    """The seconds that a source waits at an account at which others have failed so often."""
    return _doubling(failures - FREE_FAILURES_OF_AN_ACCOUNT, LONGEST_SECONDS_OF_AN_ACCOUNT)


def is_worth_noting(failures: int) -> bool:
    """Whether the journal is told: at the fifth failure of a streak, and whenever their number has doubled."""
    times, rest = divmod(failures, FIRST_NOTED)
    return rest == 0 and times & (times - 1) == 0 and times > 0


def _doubling(step: int, longest: float) -> float:
    return 0.0 if step < 0 else min(longest, 2.0 ** min(step, 16))
