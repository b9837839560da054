"""Who may ask for what and who hears what: two tables, and nothing that they do not say.

A row names commands (or values), and how far each role's hand (or ear) goes; a role that is not named may not. What a
scope takes in is worked out in `reach.py`; docs/manual/roles.md is this page in words for the clinic's administrator.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct

from clinic_server.actor import Role
from shared.protocol.alert import Alert, AnswerAlert, RaiseAlert
from shared.protocol.audit import ListAudit
from shared.protocol.broken_glass import BreakGlass, BrokenGlass
from shared.protocol.call import Call, CallNext, CallReason, CallTicket, RecallTicket
from shared.protocol.clinic import BusinessDay, ChangeClinic, Clinic, ConfirmDate, FoundClinic
from shared.protocol.clinical_note import ClinicalNote, WriteNotes
from shared.protocol.credential import (
    ChangePassword,
    ConfirmTotp,
    RemoveTotp,
    ResetPassword,
    ResetTotp,
    SetPin,
    ShowCredential,
    StartTotp,
)
from shared.protocol.department import (
    AddDepartment,
    ChangeDepartment,
    CloseDepartment,
    Department,
    OpenDepartment,
    PauseDepartment,
)
from shared.protocol.device import ChangeDevice, Device, DeviceHealth, Presence, ReportHealth, RevokeDevice
from shared.protocol.erasure import ErasePatient
from shared.protocol.export import ExportPatient
from shared.protocol.feedback import Feedback, GiveFeedback
from shared.protocol.figures import ReportFigures
from shared.protocol.grammar import Command, Value
from shared.protocol.pairing import ClaimPairing, ClosePairing, CollectPairing, ConfirmPairing, OpenPairing, Pairing
from shared.protocol.patient import ChangePatient, FindPatients, Patient, RegisterPatient
from shared.protocol.place import TellPlace
from shared.protocol.queue import NextUp, Queue
from shared.protocol.report import ReportDay
from shared.protocol.room import AddRoom, FreeRoom, Room
from shared.protocol.session import (
    EndSession,
    ListSessions,
    LockSession,
    OpenProgramSession,
    RefreshSession,
    SignIn,
    SignOut,
    UnlockSession,
)
from shared.protocol.staff import (
    AddStaff,
    ChangeStaff,
    ChooseRoom,
    DeactivateStaff,
    Doctor,
    ReactivateStaff,
    SetAvailability,
    Staff,
)
from shared.protocol.ticket import (
    CancelTicket,
    ChangePriority,
    ConfirmPrint,
    FinishTicket,
    HoldTicket,
    IssueTicket,
    JoinVideo,
    LeaveVideo,
    MissTicket,
    ReprintTicket,
    ResumeTicket,
    ReturnTicket,
    StartTicket,
    Ticket,
    TransferTicket,
    UndoTicket,
)
from shared.protocol.visit import Visit
from shared.protocol.webhook import (
    AddWebhook,
    ChangeWebhook,
    ListDeliveries,
    RedeliverWebhook,
    RemoveWebhook,
    RenewWebhookSecret,
    TryWebhook,
    Webhook,
)

M = TypeVar("M", bound=Struct)


class Scope(IntEnum):
    """How far it goes; a wider scope takes in the narrower ones."""

    OWN = 1
    """What is one's own: a patient's ticket, a kiosk's number, whom a doctor called or sees, one's account."""
    DEPARTMENT = 2
    """One's departments: who waits there or came through today, and who asks for this doctor."""
    CLINIC = 3
    GROUP = 4


OWN, DEPARTMENT, CLINIC, GROUP = Scope


@dataclass(frozen=True)
class Row(Generic[M]):
    """Some commands or values, and the roles that have them."""

    title: str
    messages: tuple[type[M], ...]
    scopes: Mapping[Role, Scope]


def _for(scope: Scope, *roles: Role) -> dict[Role, Scope]:
    return dict.fromkeys(roles, scope)


DEVICES = (Role.KIOSK, Role.DISPLAY)
STAFF = (Role.RECEPTIONIST, Role.DOCTOR, Role.CLINIC_ADMIN)
LINE = {Role.RECEPTIONIST: DEPARTMENT, Role.DOCTOR: DEPARTMENT, Role.CLINIC_ADMIN: CLINIC}
"""Everybody who works with those who wait. A receptionist without departments has the whole clinic."""
RECEPTION = {Role.RECEPTIONIST: DEPARTMENT, Role.CLINIC_ADMIN: CLINIC}

COMMANDS: tuple[Row[Command[Any]], ...] = (
    Row("Signing in", (FoundClinic, SignIn), _for(CLINIC, Role.DESK)),
    Row("Signing in", (OpenProgramSession, RefreshSession), _for(CLINIC, Role.ANONYMOUS)),
    Row(
        "One's account",
        (LockSession, UnlockSession, SignOut, ChangePassword, SetPin, StartTotp, ConfirmTotp, RemoveTotp),
        _for(OWN, *STAFF, Role.GROUP_ADMIN),
    ),
    Row(
        "One's account",
        (ListSessions, EndSession, ShowCredential),
        {**_for(OWN, Role.RECEPTIONIST, Role.DOCTOR, Role.GROUP_ADMIN), Role.CLINIC_ADMIN: CLINIC},
    ),
    Row("Giving numbers", (TellPlace,), {Role.PATIENT: OWN, **LINE}),
    Row("Giving numbers", (IssueTicket,), {Role.KIOSK: CLINIC, **LINE}),
    Row("Paper", (ConfirmPrint,), {Role.KIOSK: OWN, **LINE}),
    Row("Paper", (ReprintTicket,), LINE),
    Row("The line", (HoldTicket, ResumeTicket, ReturnTicket, TransferTicket, ChangePriority, UndoTicket), LINE),
    Row("The line", (CancelTicket,), {Role.PATIENT: OWN, **LINE}),
    Row("The register of patients", (RegisterPatient, FindPatients, ChangePatient), _for(CLINIC, *RECEPTION)),
    Row("The register of patients", (GiveFeedback,), {Role.PATIENT: OWN, **RECEPTION}),
    Row("Calling and seeing patients", (CallTicket, WriteNotes), _for(DEPARTMENT, Role.DOCTOR)),
    Row(
        "Calling and seeing patients",
        (
            ChooseRoom,
            CallNext,
            RecallTicket,
            StartTicket,
            MissTicket,
            JoinVideo,
            LeaveVideo,
            FinishTicket,
        ),
        _for(OWN, Role.DOCTOR),
    ),
    Row(
        "Calling and seeing patients",
        (SetAvailability,),
        {Role.DOCTOR: OWN, **RECEPTION},
    ),
    Row("Breaking the glass", (BreakGlass,), _for(CLINIC, Role.DOCTOR, Role.CLINIC_ADMIN)),
    Row("The audit", (ListAudit, ErasePatient, ExportPatient), _for(CLINIC, Role.CLINIC_ADMIN)),
    Row("Opening and closing", (OpenDepartment, PauseDepartment, CloseDepartment), RECEPTION),
    Row("Opening and closing", (FreeRoom,), _for(CLINIC, *RECEPTION)),
    Row("Opening and closing", (ConfirmDate,), _for(CLINIC, *STAFF)),
    Row("Alerts", (RaiseAlert,), _for(OWN, Role.KIOSK)),
    Row("Alerts", (AnswerAlert,), _for(CLINIC, *STAFF)),
    Row("Devices", (ClaimPairing, CollectPairing), _for(CLINIC, Role.ANONYMOUS)),
    Row(
        "Devices",
        (OpenPairing, ClosePairing, ConfirmPairing, RevokeDevice),
        _for(CLINIC, Role.CONSOLE, Role.CLINIC_ADMIN),
    ),
    Row("Devices", (ReportHealth,), _for(OWN, *DEVICES)),
    Row("Devices", (ChangeDevice,), _for(CLINIC, Role.CLINIC_ADMIN)),
    Row(
        "Setting up the clinic",
        (ChangeClinic, AddDepartment, ChangeDepartment, AddRoom),
        _for(CLINIC, Role.CLINIC_ADMIN),
    ),
    Row(
        "Accounts",
        (AddStaff, ChangeStaff, DeactivateStaff, ReactivateStaff),
        _for(CLINIC, Role.CLINIC_ADMIN),
    ),
    Row("Accounts", (ResetPassword, ResetTotp), _for(CLINIC, Role.CONSOLE, Role.CLINIC_ADMIN)),
    Row(
        "Other software",
        (AddWebhook, ChangeWebhook, RenewWebhookSecret, RemoveWebhook, TryWebhook, RedeliverWebhook, ListDeliveries),
        _for(CLINIC, Role.CLINIC_ADMIN),
    ),
    Row("Figures", (ReportDay,), _for(CLINIC, *RECEPTION)),
    Row("Figures", (ReportFigures,), {Role.CLINIC_ADMIN: CLINIC, Role.GROUP_ADMIN: GROUP}),
)

VALUES: tuple[Row[Value], ...] = (
    Row(
        "The building",
        (Clinic,),
        {
            **_for(CLINIC, Role.CONSOLE, Role.DESK, Role.PATIENT, *DEVICES, *STAFF),
            Role.GROUP_ADMIN: GROUP,
        },
    ),
    Row(
        "The building",
        (BusinessDay, Department, Room, Doctor, Queue),
        {**_for(CLINIC, Role.PATIENT, *DEVICES, *STAFF), Role.GROUP_ADMIN: GROUP},
    ),
    Row("Devices", (Device,), {**_for(CLINIC, Role.CONSOLE, *DEVICES, *STAFF), Role.GROUP_ADMIN: GROUP}),
    Row("Devices", (Pairing,), _for(CLINIC, Role.CONSOLE, Role.CLINIC_ADMIN)),
    Row("Devices", (DeviceHealth, Presence), {**_for(CLINIC, *STAFF), Role.GROUP_ADMIN: GROUP}),
    Row("Other software", (Webhook,), _for(CLINIC, Role.CLINIC_ADMIN)),
    Row("Numbers and calls", (Ticket, Call), {Role.PATIENT: OWN, **_for(CLINIC, Role.DISPLAY, *STAFF)}),
    Row("Patients", (Visit, Patient, CallReason, Feedback), LINE),
    Row("Patients", (NextUp,), {**RECEPTION, Role.DOCTOR: OWN}),
    Row("Patients", (ClinicalNote,), _for(DEPARTMENT, Role.DOCTOR)),
    Row("Patients", (BrokenGlass,), {Role.DOCTOR: DEPARTMENT, Role.CLINIC_ADMIN: CLINIC}),
    Row("Those who work here", (Staff,), _for(CLINIC, Role.CONSOLE, *STAFF)),
    Row("Those who work here", (Alert,), _for(CLINIC, *STAFF)),
)

FOUND_BY: dict[type[Value], type[Command[Any]]] = {Patient: FindPatients}
"""Who may look such a thing up may also name it in another command."""


def _by_role(rows: Iterable[Row[M]]) -> dict[Role, dict[type[M], Scope]]:
    table: dict[Role, dict[type[M], Scope]] = {role: {} for role in Role}
    for row in rows:
        for role, scope in row.scopes.items():
            for message in row.messages:
                if message in table[role]:
                    raise TypeError(f"the table says twice what {role} has of {message.__name__}")
                table[role][message] = scope
    return table


MAY = _by_role(COMMANDS)
HEARS = _by_role(VALUES)


def may(role: Role, command: type[Command[Any]]) -> bool:
    """Whether a role may ask for a command at all; what it names is checked by `reach.check`."""
    return command in MAY[role]
