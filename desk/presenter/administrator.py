"""The administrator's page: what makes a clinic usable. Departments, rooms, accounts, the words on paper and screen."""

from uuid import UUID

from desk.presenter.account import Accounts
from desk.presenter.choice import departments
from desk.presenter.devices import DevicesSection
from desk.presenter.people import PeopleSection
from desk.presenter.preset import ICONS, presets
from desk.presenter.record import RecordSection
from desk.presenter.seat import Seat
from desk.screen.administrator import (
    AdministratorShown,
    DepartmentShown,
    LineShown,
    PresetShown,
    RoomLineShown,
)
from desk.screen.notice import ActionShown, NoticeShown
from desk.screen.queue import TabShown
from desk.screen.sheet import ChoiceShown
from shared.protocol.clinic import ChangeClinic, Clinic
from shared.protocol.department import (
    AddDepartment,
    CloseDepartment,
    Department,
    DepartmentColour,
    DepartmentState,
    OpenDepartment,
    PauseDepartment,
)
from shared.protocol.patient import Patient
from shared.protocol.room import AddRoom, FreeRoom, Room, RoomWord
from shared.protocol.staff import Doctor
from shared.words import own_name

SECTIONS = ("departments", "rooms", "staff", "devices", "words", "people", "record")
LONGEST_CODE = 3

KEYS = (
    ("Ctrl+1 … 7", "desk.key.section"),
    ("F10", "desk.key.menu"),
    ("Ctrl+L", "desk.key.lock"),
    ("Tab", "desk.key.next_field"),
    ("Esc", "desk.key.close"),
    ("?", "desk.key.keys"),
)


class AdministratorPage:
    """What the administrator sees and does."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self.accounts = Accounts(seat, self._form_done)
        self.devices = DevicesSection(seat, self._form_done)
        self.record = RecordSection(seat)
        self.people = PeopleSection(seat, self._trail)
        self._presets = {preset.code: preset for preset in presets()}
        self.section = SECTIONS[0]
        self._icon = ICONS[0]
        self._word = RoomWord.ROOM
        self._form = 0
        self._drafts: dict[str, dict[str, str]] = {}

    def open_section(self, key: str) -> None:
        """Show another section."""
        if key in SECTIONS:
            self.section, self._seat.notice = key, NoticeShown()

    def open_section_number(self, number: int) -> None:
        """Show the section at this place, counted from 1."""
        if 1 <= number <= len(SECTIONS):
            self.open_section(SECTIONS[number - 1])

    def take_preset(self, code: str) -> None:
        """Open a department that is ready."""
        preset = self._presets[code]
        self._add(
            f"preset:{code}",
            AddDepartment(code=preset.code, names=preset.names, colour=self._colour(preset.colour), icon=preset.icon),
        )

    def add_department(self, code: str, name: str) -> None:
        """Open a department of the clinic's own."""
        words = self._seat.wording.words
        bare = code.strip().upper()
        if not (1 <= len(bare) <= LONGEST_CODE and bare.isascii() and bare.isalpha()):
            self._seat.say(words("desk.department.bad_code", count=LONGEST_CODE), "form")
        elif not name.strip():
            self._seat.say(words("desk.department.lacks_name"), "form")
        else:
            names = {words.language: name.strip()}
            self._add("department", AddDepartment(code=bare, names=names, colour=self._colour(None), icon=self._icon))

    def change_department(self, key: str, action: str) -> None:
        """Open, pause or close a department."""
        id = UUID(key)
        commands = {
            "open": OpenDepartment(department_id=id),
            "pause": PauseDepartment(department_id=id),
            "close": CloseDepartment(department_id=id),
        }
        self._seat.ask(f"{action}:{key}", commands[action], "form")

    def add_room(self, number: str, zone: str) -> None:
        """Add a room."""
        if not number.strip():
            self._seat.say(self._seat.wording.words("desk.rooms.lacks_number"), "form")
        else:
            command = AddRoom(number=number.strip(), word=self._word, zone=zone.strip() or "main")
            self._seat.ask("room", command, "form", done=self._room_added)

    def free_room(self, key: str) -> None:
        """Take a doctor who is not there any more out of a room."""

        def done(room: Room) -> str:
            return self._seat.wording.words("desk.rooms.freed", room=self._seat.wording.room(room))

        self._seat.ask(f"free:{key}", FreeRoom(room_id=UUID(key)), "form", done=done)

    def choose(self, field: str, key: str) -> None:
        """Choose an icon, a room's word, a role, or a new doctor's departments."""
        match field:
            case "icon":
                self._icon = key
            case "word":
                self._word = RoomWord(key)
            case "role" | "department":
                self.accounts.choose(field, key)

    def write_line(self, field: str, language: str, text: str) -> None:
        """Take what is typed into the ticker or the slip's line of a language."""
        self._drafts.setdefault(field, {})[language] = text

    def keep(self, field: str) -> None:
        """Keep the ticker's or the slip's line; an empty one is left out."""
        clinic = self._seat.mirror.clinic
        if clinic is None:
            return
        texts = _texts(clinic, field) | self._drafts.get(field, {})
        kept = {language: text.strip() for language, text in texts.items() if text.strip()}
        command = (
            ChangeClinic(ticker={language: tuple(text.splitlines()) for language, text in kept.items()})
            if field == "ticker"
            else ChangeClinic(slip_line=kept)
        )
        self._seat.ask(field, command, "form", done=lambda _: self._kept(field))

    def shown(self) -> AdministratorShown:
        """The page as it is now."""
        seat, words = self._seat, self._seat.wording.words
        clinic, staff = seat.mirror.clinic, seat.staff
        known = departments(seat.mirror)
        return AdministratorShown(
            name=staff.name if staff is not None else "",
            clinic=clinic.name if clinic is not None else "",
            section=self.section,
            sections=tuple(TabShown(key=key, text=words(f"desk.section.{key}")) for key in SECTIONS),
            hint=self._hint(),
            departments=tuple(self._department(each) for each in known),
            presets=tuple(
                PresetShown(
                    key=preset.code,
                    code=preset.code,
                    name=preset.names.get(words.language) or preset.names["en"],
                    icon=preset.icon,
                    colour=str(preset.colour),
                    is_busy=seat.busy == f"preset:{preset.code}",
                )
                for preset in self._presets.values()
                if preset.code not in {each.code for each in known}
            ),
            icons=tuple(ChoiceShown(key=icon, text="", icon=icon, is_chosen=icon == self._icon) for icon in ICONS),
            rooms=tuple(self._room(each) for each in sorted(seat.mirror.all(Room), key=lambda room: room.position)),
            room_word=str(self._word),
            room_words=tuple(
                ChoiceShown(key=str(word), text=words(f"desk.room.word.{word}"), is_chosen=word is self._word)
                for word in RoomWord
            ),
            staff=self.accounts.staff_shown(),
            role=str(self.accounts.role),
            roles=self.accounts.roles_shown(),
            staff_departments=self.accounts.departments_shown(),
            devices=self.devices.shown(),
            people=self.people.shown(),
            record=self.record.shown(),
            ticker=self._lines(clinic, "ticker"),
            slip_line=self._lines(clinic, "slip_line"),
            strength=self.accounts.strength,
            strength_grade=self.accounts.grade,
            busy=seat.busy,
            form=self._form,
            notice=seat.notice,
        )

    def _trail(self, patient: Patient) -> None:
        self.open_section("record")
        self.record.about(patient)

    def _add(self, action: str, command: AddDepartment) -> None:
        self._seat.ask(action, command, "form", done=self._department_added)

    def _form_done(self) -> None:
        """A form was carried out: its fields are to be emptied."""
        self._form += 1

    def _department_added(self, department: Department) -> str:
        self._form_done()
        return self._seat.wording.words("desk.department.added", name=self._seat.wording.department(department))

    def _room_added(self, room: Room) -> str:
        self._form_done()
        return self._seat.wording.words("desk.rooms.added", room=self._seat.wording.room(room))

    def _kept(self, field: str) -> str:
        self._drafts.pop(field, None)
        return self._seat.wording.words("desk.words.kept")

    def _lines(self, clinic: Clinic | None, field: str) -> tuple[LineShown, ...]:
        if clinic is None:
            return ()
        texts = _texts(clinic, field) | self._drafts.get(field, {})
        return tuple(LineShown(key=code, word=own_name(code), text=texts.get(code, "")) for code in clinic.languages)

    def _colour(self, wished: DepartmentColour | None) -> DepartmentColour:
        """The wished colour if it is free, else the first free one in the order in which they stay apart best."""
        used = {department.colour for department in self._seat.mirror.all(Department)}
        if wished is not None and wished not in used:
            return wished
        free = [colour for colour in DepartmentColour if colour not in used]
        return free[0] if free else wished or DepartmentColour.BLUE

    def _hint(self) -> str:
        """The first thing that is still missing before a patient can be called."""
        mirror, words = self._seat.mirror, self._seat.wording.words
        lacks = {"departments": mirror.all(Department), "rooms": mirror.all(Room), "staff": mirror.all(Doctor)}
        missing = next((name for name, values in lacks.items() if not values), "")
        return words(f"desk.hint.{missing}") if missing else ""

    def _department(self, department: Department) -> DepartmentShown:
        wording = self._seat.wording
        ways = {
            DepartmentState.OPEN: ("pause", "close"),
            DepartmentState.PAUSED: ("open", "close"),
            DepartmentState.CLOSED: ("open",),
        }[department.state]
        return DepartmentShown(
            key=str(department.id),
            code=department.code,
            name=wording.department(department),
            icon=department.icon,
            colour=str(department.colour),
            state_word=str(department.state),
            state_text=wording.words(f"desk.department.{department.state}"),
            actions=tuple(
                ActionShown(
                    key=way,
                    text=wording.words(f"desk.department.do.{way}"),
                    is_busy=self._seat.busy == f"{way}:{department.id}",
                )
                for way in ways
            ),
        )

    def _room(self, room: Room) -> RoomLineShown:
        names = [doctor.name for doctor in self._seat.mirror.all(Doctor) if doctor.room_id == room.id]
        return RoomLineShown(
            key=str(room.id),
            name=self._seat.wording.room(room),
            zone=room.zone,
            text=", ".join(names),
            is_busy=self._seat.busy == f"free:{room.id}",
        )


def _texts(clinic: Clinic, field: str) -> dict[str, str]:
    if field == "ticker":
        return {code: "\n".join(lines) for code, lines in clinic.ticker.items()}
    return clinic.slip_line
