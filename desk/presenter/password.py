"""How good a new password is, in a sentence. Length is what counts (NIST SP 800-63B, 5.1.1); no rules about signs."""

LEAST_LETTERS = 12
GOOD_LETTERS = 16
FEW_DIFFERENT = 5


def strength(password: str, login: str) -> tuple[str, str]:
    """Grade (weak, fair or good) and the key of the sentence that says it; both empty before anything is typed."""
    if not password:
        return "", ""
    if len(password) < LEAST_LETTERS:
        return "weak", "desk.password.short"
    if len(set(password.casefold())) < FEW_DIFFERENT:
        return "weak", "desk.password.same"
    if login and login.casefold() in password.casefold():
        return "weak", "desk.password.login"
    if len(password) < GOOD_LETTERS:
        return "fair", "desk.password.fair"
    return "good", "desk.password.good"
