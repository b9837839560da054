"""The record at the desk: day reports, who did and read what, one person's data, the broken glass."""

import json
import stat
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from desk.presenter.desk import TRANSLATIONS
from desk.presenter.hand_out import HandOut
from desk.presenter.printed_report import report_page
from desk.presenter.record import KINDS
from shared.protocol import every
from shared.protocol.audit import AuditPage, AuditRow, ListAudit, Reading
from shared.protocol.broken_glass import BreakGlass, Chart
from shared.protocol.clinic import BusinessDay
from shared.protocol.clinical_note import ClinicalNote
from shared.protocol.erasure import Erased, ErasePatient
from shared.protocol.export import ExportPatient, PatientExport
from shared.protocol.figures import DepartmentFigures, DoctorFigures, Figures, Spans
from shared.protocol.grammar import kind_of
from shared.protocol.patient import FindPatients, FoundPatients, Patient
from shared.protocol.refusal import NotFound
from shared.protocol.report import DayReport, Record, ReportDay, Seal
from shared.protocol.session import SignedIn, SignIn
from shared.protocol.staff import Staff
from shared.protocol.ticket import Ticket, TicketStatus, WrongState
from shared.protocol.visit import Visit
from shared.words import LANGUAGES, Words
from tests.desk.morning import ADMIN, DAY, DEPARTMENTS, KIOSKS, NOW, RAHMAN, RECEPTION, TODAY, id_of, morning, queue
from tests.desk.morning import ticket_id as id_of_ticket
from tests.desk.seat import Seated, sit
from tests.desk.window import opened

HASH = " ".join(["6c0e", "51a2", "94b7", "33fd"] * 4)
WAITS = Spans(count=40, average_minutes=23.4, median_minutes=20.0, p90_minutes=48.0, longest_minutes=71.6)
REPORT = DayReport(
    day=TODAY,
    figures=Figures(
        from_day=DAY,
        until_day=DAY,
        issued=61,
        seen=40,
        missed=3,
        cancelled=2,
        waits=WAITS,
        departments=(
            DepartmentFigures(
                department_id=DEPARTMENTS["GM"].id, arrived=30, seen=20, missed=1, cancelled=1, waits=WAITS
            ),
        ),
        doctors=(DoctorFigures(doctor_id=RAHMAN.id, seen=20, waits=WAITS, consultations=Spans()),),
    ),
    seal=Seal(first_seq=4012, last_seq=4831, hash=HASH),
    record=Record.HOLDS,
)
RAHIMA = Patient(id=id_of(9001), name="Rahima B.", phone="555 0117", birth_date=date(1965, 1, 2))
ROWS = (
    AuditRow(
        seq=31, at=NOW, kind="audit.read", role="doctor", staff_id=RAHMAN.id, staff_name=RAHMAN.name, how=Reading.SCREEN
    ),
    AuditRow(
        seq=30,
        at=NOW - timedelta(minutes=5),
        kind="ticket.cancelled",
        role="receptionist",
        staff_id=RECEPTION.id,
        staff_name=RECEPTION.name,
        device_id=KIOSKS[0].id,
        device_name="Reception desk",
        label="GM-022",
        why="The patient has left",
    ),
    AuditRow(seq=29, at=NOW - timedelta(hours=11), kind="day.opened", role="box"),
    AuditRow(seq=28, at=NOW - timedelta(hours=12), kind="moon.landed", role="box"),
)
CHART = Chart(
    ticket=next(value for value in queue() if isinstance(value, Ticket) and value.label == "GM-008"),
    visit=next(value for value in queue() if isinstance(value, Visit) and value.id == id_of_ticket("GM-008")),
    patient=RAHIMA,
    note=ClinicalNote(id=id_of_ticket("GM-008"), reason="Cough for two weeks", notes="Temperature 37.9."),
)
EXPORT = PatientExport(exported_at=NOW, clinic_name="Riverside Clinic", patient=RAHIMA, page="<html>All of it</html>")


def at_record(staff: Staff = ADMIN, folder: Path | None = None) -> Seated:
    """Somebody whose desk is asked about the record; what is handed out lands in `folder`."""
    seated = sit(staff, *morning())
    seated.link.answers = {
        ReportDay: REPORT,
        ListAudit: AuditPage(rows=ROWS, next_before=28),
        FindPatients: FoundPatients(patients=(RAHIMA,)),
        ErasePatient: Erased(patient_id=RAHIMA.id, visits=2, rows=14),
        ExportPatient: EXPORT,
        BreakGlass: CHART,
    }
    if folder is not None:
        seated.desk.seat.hand_out = HandOut(folder)
    return seated


async def with_person(folder: Path | None = None) -> Seated:
    seated = at_record(folder=folder)
    seated.desk.administrator.open_section("people")
    seated.desk.administrator.people.find("rahima", "", "")
    await seated.do()
    seated.desk.administrator.people.open(str(RAHIMA.id))
    return seated


@pytest.mark.parametrize("staff", [ADMIN, RECEPTION], ids=["administrator", "receptionist"])
async def test_the_day_report_says_the_figures_and_the_hash(staff: Staff) -> None:
    seated = at_record(staff)
    await seated.press("F10", "5" if staff is ADMIN else "4")
    shown = seated.screen.sheet
    assert shown.title == "Day report"
    assert {fact.key: fact.text for fact in shown.facts} == {
        "hours": "opened 06:42, still open",
        "issued": "61, Seen 40, Missed 3, Cancelled 2",
        "average": "23 min, Longest wait 72 min",
        "journal": "rows 4012 to 4831",
        "record": "The record holds together",
    }
    assert shown.proof == HASH
    await seated.press("2")
    assert [each.day for each in seated.sent(ReportDay)] == [DAY, DAY - timedelta(days=1)]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Record.CHECKING, "Is being checked"),
        (Record.BROKEN, "Broken at row 17: call the technician, restore the newest"),
    ],
)
async def test_a_record_that_is_not_known_to_hold_is_said(record: Record, said: str) -> None:
    seated = at_record()
    seated.link.answers[ReportDay] = msgspec.structs.replace(REPORT, record=record, broken_at=17)
    await seated.press("F10", "5")
    assert {fact.key: fact.text for fact in seated.screen.sheet.facts}["record"].startswith(said)


async def test_another_day_is_written_and_may_have_been_closed() -> None:
    seated = at_record()
    await seated.press("F10", "5")
    seated.link.answers[ReportDay] = NotFound(noun="business_day")
    seated.desk.sheet_do(lambda sheet: sheet.type("2026-01"))
    seated.desk.sheet_do(lambda sheet: sheet.type("2026-01-01"))
    await seated.do()
    assert seated.sent(ReportDay)[1:] == [ReportDay(day=date(2026, 1, 1))]
    assert (seated.screen.sheet.problem, seated.screen.sheet.facts) == ("The clinic was not open on this day.", ())
    assert seated.screen.sheet.confirm == "", "there is nothing to print"


async def test_the_report_is_printed_with_its_proof(tmp_path: Path) -> None:
    seated = at_record(folder=tmp_path / "out")
    await seated.press("F10", "5", "Enter")
    (page,) = (tmp_path / "out").iterdir()
    text = page.read_text()
    assert HASH in text
    assert '--expect "6c0e51a294b733fd@2026-04-14"' in text
    assert "General medicine" in text
    assert seated.screen.sheet.title == ""
    assert (seated.screen.administrator.notice.text, seated.screen.administrator.notice.kind) == (
        f"Saved: {page}",
        "done",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_paper_can_be_read_in_every_language(language: str) -> None:
    seated = at_record()
    seated.desk.choose_language(language)
    day = BusinessDay(id=TODAY.id, day=DAY, opened_at=NOW - timedelta(hours=8), closed_at=NOW)
    page = report_page(msgspec.structs.replace(REPORT, day=day), "A & B", seated.link.mirror, seated.desk.seat.wording)
    assert "A &amp; B" in page
    assert "{" not in page


async def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    seated = at_record(folder=tmp_path / "out")
    await seated.press("F10", "5", "Enter")
    assert seated.screen.sheet.problem.startswith("The file could not be written.")


async def test_the_record_is_looked_up_by_person_device_kind_and_days() -> None:
    seated = at_record()
    seated.desk.administrator.open_section("record")
    record = seated.desk.administrator.record
    record.choose("person", str(RAHMAN.id))
    record.choose("device", str(KIOSKS[0].id))
    record.choose("kind", "audit")
    record.look("2026-04-13", "2026-04-14")
    await seated.do()
    (asked,) = seated.sent(ListAudit)
    assert (asked.staff_id, asked.device_id, asked.kind) == (RAHMAN.id, KIOSKS[0].id, "audit.")
    assert asked.from_at is not None
    assert asked.until_at is not None
    assert (asked.from_at.isoformat(), asked.until_at - asked.from_at) == (
        "2026-04-13T00:00:00+00:00",
        timedelta(days=2),
    )
    shown = seated.screen.administrator.record
    assert [(row.who, row.what) for row in shown.rows] == [
        ("Dr Rahman", "Read personal data, on the screen"),
        ("Desk 1, Reception desk", "Number cancelled, GM-022, The patient has left"),
        ("The box itself", "Day opened"),
        ("The box itself", "moon.landed"),
    ]
    record.look_further()
    await seated.do()
    assert seated.sent(ListAudit)[1] == msgspec.structs.replace(asked, before=28)
    assert len(seated.screen.administrator.record.rows) == 8
    record.choose("person", "all")
    record.look("yesterday", "")
    assert seated.screen.administrator.notice.text == "Write days as in 2026-04-14."
    assert len(seated.sent(ListAudit)) == 2


def test_every_kind_of_row_has_words() -> None:
    words = Words(TRANSLATIONS, "en")
    kinds = {kind_of(kind) for kind in every.EVENTS}
    assert {kind for kind in kinds if not words.has(f"desk.deed.{kind}")} == set()
    assert {f"{kind}." for kind in KINDS} <= {f"{kind.partition('.')[0]}." for kind in kinds}


async def test_one_persons_data_is_handed_out_as_a_page_and_as_json(tmp_path: Path) -> None:
    seated = await with_person(tmp_path / "out")
    assert seated.screen.sheet.title == "Rahima B."
    await seated.press("1", "Enter")
    assert seated.sent(ExportPatient) == [], "a reason is needed"
    await seated.press("1", "Enter")
    assert seated.sent(ExportPatient) == [ExportPatient(patient_id=RAHIMA.id, reason="Asked in person")]
    data, page = sorted((tmp_path / "out").iterdir(), key=lambda file: file.suffix, reverse=True)
    assert page.read_text() == EXPORT.page
    assert json.loads(data.read_text())["patient"]["name"] == "Rahima B."
    assert {stat.S_IMODE(file.stat().st_mode) for file in (data, page)} == {0o600}
    assert str(tmp_path) in seated.screen.administrator.notice.text


async def test_somebody_is_erased_after_a_reason_the_backups_and_a_typed_word() -> None:
    seated = await with_person()
    await seated.press("2", "Enter")
    assert seated.screen.sheet.problem == "Choose what becomes of the backups."
    await seated.press("1", "Enter")
    assert seated.screen.sheet.problem == "Say why, in a few words."
    seated.desk.sheet_do(lambda sheet: sheet.type("a letter of 13 April"))
    await seated.press("Enter", "Enter")
    assert seated.screen.sheet.problem == "Type the word “erase”"
    assert seated.sent(ErasePatient) == []
    seated.desk.sheet_do(lambda sheet: sheet.type("Erase"))
    await seated.press("Enter")
    (asked,) = seated.sent(ErasePatient)
    assert (asked.patient_id, asked.reason, asked.replaces_backups) == (RAHIMA.id, "a letter of 13 April", True)
    assert (seated.screen.sheet.title, seated.screen.administrator.notice.kind) == ("", "done")
    assert seated.screen.administrator.people.people == (), "nobody who is gone is shown"


async def test_somebody_in_the_building_is_not_erased_yet() -> None:
    seated = await with_person()
    seated.link.answers[ErasePatient] = WrongState(label="GM-012", status=TicketStatus.WAITING)
    await seated.press("2", "2")
    seated.desk.sheet_do(lambda sheet: sheet.type("a letter"))
    await seated.press("Enter")
    seated.desk.sheet_do(lambda sheet: sheet.type("erase"))
    await seated.press("Enter")
    assert seated.sent(ErasePatient)[0].replaces_backups is False
    assert "GM-012" in seated.screen.sheet.problem


async def test_who_did_or_read_what_of_one_person() -> None:
    seated = await with_person()
    await seated.press("3")
    assert seated.sent(ListAudit)[0].subject_id == RAHIMA.id
    shown = seated.screen.administrator
    assert (shown.section, shown.record.about, len(shown.record.rows)) == ("record", "Rahima B.", 4)
    seated.desk.administrator.record.about(None)
    assert seated.screen.administrator.record == replace(shown.record, about="", rows=(), has_more=False, hint=HINT)


HINT = "Look the record up: each question you ask here is recorded too."


@pytest.mark.parametrize("staff", [ADMIN, RAHMAN], ids=["administrator", "doctor"])
async def test_the_glass_is_broken_for_a_reason_and_once(staff: Staff) -> None:
    seated = at_record(staff)
    await seated.press("F10", "6" if staff is ADMIN else "5")
    seated.desk.sheet_do(lambda sheet: sheet.type("GM-999"))
    await seated.press("Enter")
    assert seated.screen.sheet.problem == "Nobody has this number today."
    seated.desk.sheet_do(lambda sheet: sheet.type("gm-008"))
    await seated.press("Enter")
    assert seated.screen.sheet.title == "Break the glass: GM-008"
    seated.desk.sheet_do(lambda sheet: sheet.type("asdf"))
    await seated.press("Enter")
    assert "10 letters" in seated.screen.sheet.problem
    assert seated.sent(BreakGlass) == []
    seated.desk.sheet_do(lambda sheet: sheet.type("Unconscious at the entrance"))
    await seated.press("Enter")
    assert [each.reason for each in seated.sent(BreakGlass)] == ["Unconscious at the entrance"]
    shown = seated.screen.sheet
    assert shown.sentence.startswith("This is recorded with your reason.")
    assert {fact.key: fact.text for fact in shown.facts} == {
        "name": "Rahima B.",
        "reason": "Cough for two weeks",
        "priority": "–",
        "notes": "Temperature 37.9.",
    }
    await seated.press("Escape")
    assert seated.screen.sheet.title == ""


async def test_the_next_one_at_the_desk_sees_nothing_of_it() -> None:
    seated = await with_person()
    assert seated.screen.administrator.people.people
    other = Staff(id=id_of(59), login="other", name="Other", role=ADMIN.role)
    seated.desk.seat.open(None)
    seated.link.hear(other)
    seated.link.answers[SignIn] = SignedIn(token="other", staff=other)
    seated.desk.signin.sign_in("other", "a long password")
    await seated.do()
    assert seated.desk.administrator.people.shown().people == ()


@pytest.mark.usefixtures("qapp")
async def test_the_record_is_looked_up_and_a_day_reported_by_clicks(tmp_path: Path) -> None:
    seated = at_record(folder=tmp_path)
    with opened(seated.desk) as window:
        seated.desk.seat.hand_out = HandOut(tmp_path)
        window.press(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
        window.click(window.named("Look up"))
        await seated.do()
        assert window.says("Number cancelled, GM-022")
        window.click(window.named("Day report"))
        await seated.do()
        assert window.says(HASH)
        window.click(window.named("Print"))
        assert window.says(str(tmp_path))
    assert len(seated.sent(ReportDay)) == 1
