"""The administrator's page: what makes a clinic usable. Departments, rooms, accounts, the words on paper and screen."""

from uuid import UUID

from desk.presenter.choice import department_choice, departments
from desk.presenter.password import LEAST_LETTERS, strength
from desk.presenter.preset import ICONS, presets
from desk.presenter.seat import Seat
from desk.presenter.wording import Wording
from desk.screen.administrator import (
    AdministratorShown,
    DepartmentShown,
    LineShown,
    PresetShown,
    RoomLineShown,
    StaffLineShown,
)
from desk.screen.notice import ActionShown
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
from shared.protocol.room import AddRoom, Room, RoomWord
from shared.protocol.staff import AddStaff, Doctor, Staff, StaffRole
from shared.words import own_name

SECTIONS = ("departments", "rooms", "staff", "words")
LONGEST_CODE = 3
ROLES = (StaffRole.DOCTOR, StaffRole.RECEPTIONIST, StaffRole.CLINIC_ADMIN)

KEYS = (
    ("Ctrl+1 … 4", "desk.key.section"),
    ("F10", "desk.key.menu"),
    ("Tab", "desk.key.next_field"),
    ("Esc", "desk.key.close"),
    ("?", "desk.key.keys"),
)


class AdministratorPage:
    """What the administrator sees and does."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._presets = {preset.code: preset for preset in presets()}
        self.section = SECTIONS[0]
        self._icon = ICONS[0]
        self._word = RoomWord.ROOM
        self._role = StaffRole.DOCTOR
        self._staff_departments: list[UUID] = []
        self._grade, self._strength = "", ""
        self._form = 0

    def open_section(self, key: str) -> None:
        """Show another section."""
        if key in SECTIONS:
            self.section, self._seat.notice = key, None

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

    def type_password(self, password: str, login: str) -> None:
        """Say how good a new account's password is."""
        self._grade, self._strength = strength(password, login)

    def add_staff(self, name: str, login: str, password: str, specialisation: str) -> None:
        """Give somebody an account."""
        words = self._seat.wording.words
        grade, key = strength(password, login)
        if not name.strip() or not login.strip() or not password:
            self._seat.say(words("desk.staff.lacks"), "form")
        elif grade == "weak":
            self._seat.say(words(key, count=LEAST_LETTERS), "form")
        elif self._role is StaffRole.DOCTOR and not self._staff_departments:
            self._seat.say(words("desk.staff.lacks_departments"), "form")
        else:
            command = AddStaff(
                login=login.strip(),
                password=password,
                name=name.strip(),
                role=self._role,
                specialisation=specialisation.strip(),
                department_ids=tuple(self._staff_departments) if self._role is StaffRole.DOCTOR else (),
            )
            self._seat.ask("staff", command, "form", done=self._staff_added)

    def choose(self, field: str, key: str) -> None:
        """Choose an icon, a room's word, a role, or a new doctor's departments."""
        match field:
            case "icon":
                self._icon = key
            case "word":
                self._word = RoomWord(key)
            case "role":
                self._role = StaffRole(key)
            case "department":
                id = UUID(key)
                chosen = self._staff_departments
                chosen.remove(id) if id in chosen else chosen.append(id)

    def write_words(self, field: str, texts: dict[str, str]) -> None:
        """Keep the ticker's or the slip's line, by language; an empty one is left out."""
        kept = {language: text.strip() for language, text in texts.items() if text.strip()}
        command = (
            ChangeClinic(ticker={language: tuple(text.splitlines()) for language, text in kept.items()})
            if field == "ticker"
            else ChangeClinic(slip_line=kept)
        )
        self._seat.ask(field, command, "form", done=lambda _: self._seat.wording.words("desk.words.kept"))

    def shown(self) -> AdministratorShown:
        """The page as it is now."""
        seat, wording, words = self._seat, self._seat.wording, self._seat.wording.words
        clinic, staff = seat.mirror.clinic, seat.staff
        known = departments(seat.mirror)
        return AdministratorShown(
            name=staff.name if staff is not None else "",
            clinic=clinic.name if clinic is not None else "",
            section=self.section,
            sections=tuple(
                TabShown(key=key, text=words(f"desk.section.{key}"), is_chosen=key == self.section) for key in SECTIONS
            ),
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
            words_for_room=tuple(
                ChoiceShown(key=str(word), text=words(f"desk.room.word.{word}"), is_chosen=word is self._word)
                for word in RoomWord
            ),
            staff=tuple(
                self._staff(each, wording) for each in sorted(seat.mirror.all(Staff), key=lambda each: each.name)
            ),
            roles=tuple(
                ChoiceShown(key=str(role), text=words(f"desk.role.{role}"), is_chosen=role is self._role)
                for role in ROLES
            ),
            staff_departments=tuple(
                _ticked(department_choice(each, wording, None), each.id in self._staff_departments)
                for each in (known if self._role is StaffRole.DOCTOR else ())
            ),
            ticker=_lines(clinic, {code: "\n".join(lines) for code, lines in clinic.ticker.items()} if clinic else {}),
            slip_line=_lines(clinic, clinic.slip_line if clinic else {}),
            strength=words(self._strength, count=LEAST_LETTERS) if self._strength else "",
            strength_grade=self._grade,
            busy=seat.busy,
            form=self._form,
            notice=seat.notice,
        )

    def _add(self, action: str, command: AddDepartment) -> None:
        self._seat.ask(action, command, "form", done=self._department_added)

    def _department_added(self, department: Department) -> str:
        self._form += 1
        return self._seat.wording.words("desk.department.added", name=self._seat.wording.department(department))

    def _room_added(self, room: Room) -> str:
        self._form += 1
        return self._seat.wording.words("desk.rooms.added", room=self._seat.wording.room(room))

    def _staff_added(self, staff: Staff) -> str:
        self._form += 1
        self._grade = self._strength = ""
        self._staff_departments = []
        return self._seat.wording.words("desk.staff.added", name=staff.name, login=staff.login)

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
            state=str(department.state),
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
            key=str(room.id), name=self._seat.wording.room(room), zone=room.zone, text=", ".join(names)
        )

    def _staff(self, staff: Staff, wording: Wording) -> StaffLineShown:
        names = (self._seat.mirror.get(Department, id) for id in staff.department_ids)
        return StaffLineShown(
            key=str(staff.id),
            name=staff.name,
            login=staff.login,
            role=wording.words(f"desk.role.{staff.role}"),
            departments=wording.join(*(wording.department(each) for each in names if each is not None)),
        )


def _ticked(choice: ChoiceShown, is_chosen: bool) -> ChoiceShown:
    return ChoiceShown(
        key=choice.key,
        text=choice.text,
        icon=choice.icon,
        colour=choice.colour,
        remark=choice.remark,
        is_chosen=is_chosen,
    )


def _lines(clinic: Clinic | None, texts: dict[str, str]) -> tuple[LineShown, ...]:
    languages = clinic.languages if clinic is not None else ()
    return tuple(LineShown(key=code, word=own_name(code), text=texts.get(code, "")) for code in languages)
