"""The first start: an empty box becomes a clinic, with the code that stands on the server's terminal."""

from collections.abc import Callable
from zoneinfo import available_timezones

from desk.presenter.password import LEAST_LETTERS, strength
from desk.presenter.refusal import sentence
from desk.presenter.seat import Seat
from desk.presenter.signin import languages_shown
from desk.screen.setup import SetupShown
from shared.protocol.clinic import FoundClinic, WrongSetupCode
from shared.protocol.credential import PasswordTooShort
from shared.protocol.grammar import Refusal
from shared.protocol.refusal import BadValue
from shared.protocol.session import SignedIn

MOST_ZONES = 5
FIELDS = ("setup_code", "name", "time_zone", "administrator_name", "login", "password")


class SetupPage:
    """What founding a clinic needs. Everything is checked here first, so that the field in question can be named."""

    def __init__(self, seat: Seat, signed_in: Callable[[SignedIn], None], zone: str, language: str) -> None:
        self._seat = seat
        self._signed_in = signed_in
        self._zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
        self._zone = zone if zone in self._zones else ""
        """A machine that nobody told where it stands keeps UTC, which is no clinic's zone: it has to be chosen."""
        self._languages = [language]
        self._grade, self._strength = "", ""
        self._field, self._problem = "", ""
        self._code = ""

    def type(self, field: str, text: str, login: str = "") -> None:
        """Take what is typed where it changes what is shown: the time zone and the password's strength."""
        if field == "time_zone":
            self._zone = text
        if field == "password":
            self._grade, self._strength = strength(text, login)
        if field == self._field:
            self._field = self._problem = ""

    def take_code(self, code: str) -> None:
        """The code by which this desk was paired is the setup code, when the box is empty: nobody types it twice."""
        self._code = code

    def choose_language(self, code: str) -> None:
        """Add or leave out a language of the clinic; they are spoken in the order they were chosen."""
        if code in self._languages:
            self._languages.remove(code)
        else:
            self._languages.append(code)

    def found(self, fields: dict[str, str]) -> None:
        """Ask the box to become this clinic."""
        words = self._seat.wording.words
        typed = {name: fields.get(name, "").strip() for name in FIELDS} | {"password": fields.get("password", "")}
        missing = next((name for name in FIELDS if not typed[name]), "")
        if missing:
            self._complain(missing, words(f"desk.setup.lacks.{missing}"))
        elif typed["time_zone"] not in self._zones:
            self._complain("time_zone", words("desk.setup.unknown_zone"))
        elif not self._languages:
            self._complain("languages", words("desk.setup.lacks.languages"))
        elif strength(typed["password"], typed["login"])[0] == "weak":
            key = strength(typed["password"], typed["login"])[1]
            self._complain("password", words(key, count=LEAST_LETTERS))
        elif not self._seat.link.state.is_live:
            self._complain("", words("refused.offline"))
        else:
            command = FoundClinic(
                setup_code=typed["setup_code"],
                name=typed["name"],
                time_zone=typed["time_zone"],
                languages=tuple(self._languages),
                administrator_name=typed["administrator_name"],
                login=typed["login"],
                password=typed["password"],
            )
            self._seat.ask("found", command, "form", done=self._done, refused=self._refuse)

    def shown(self) -> SetupShown:
        """The page as it is now."""
        words = self._seat.wording.words
        return SetupShown(
            setup_code=self._code,
            time_zone=self._zone,
            zones=self._fitting_zones(),
            languages=languages_shown(tuple(self._languages)),
            strength=words(self._strength, count=LEAST_LETTERS) if self._strength else "",
            strength_grade=self._grade,
            field=self._field,
            problem=self._problem,
            is_busy=self._seat.busy == "found",
        )

    def _fitting_zones(self) -> tuple[str, ...]:
        """The zones that contain what was typed; none once it names one."""
        typed = self._zone.casefold().replace(" ", "_")
        if not typed or self._zone in self._zones:
            return ()
        return tuple(zone for zone in self._zones if typed in zone.casefold())[:MOST_ZONES]

    def _done(self, answer: SignedIn) -> None:
        self._signed_in(answer)

    def _refuse(self, refusal: Refusal) -> None:
        field = ""
        if isinstance(refusal, WrongSetupCode):
            field, self._code = "setup_code", ""
        elif isinstance(refusal, PasswordTooShort):
            field = "password"
        elif isinstance(refusal, BadValue):
            field = refusal.field
        self._complain(field, sentence(refusal, self._seat.wording))

    def _complain(self, field: str, problem: str) -> None:
        self._field, self._problem = field, problem
        if field:
            self._seat.wants(field)
        self._seat.changed()
