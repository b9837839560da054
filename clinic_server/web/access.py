"""Who may ask for what and hear what: one table, deny by default.

Patients and outside programs add their rows here.
"""

from typing import Any

from clinic_server.actor import Role
from shared.protocol.alert import AnswerAlert, RaiseAlert
from shared.protocol.audit import ListAudit
from shared.protocol.call import Call, CallNext, CallTicket, RecallTicket
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
from shared.protocol.device import ChangeDevice, Device, ReportHealth, RevokeDevice
from shared.protocol.erasure import ErasePatient
from shared.protocol.every import VALUES
from shared.protocol.export import ExportPatient
from shared.protocol.feedback import GiveFeedback
from shared.protocol.figures import ReportFigures
from shared.protocol.grammar import Audience, Command, Value
from shared.protocol.pairing import (
    ClaimPairing,
    ClosePairing,
    CollectPairing,
    ConfirmPairing,
    OpenPairing,
    Pairing,
)
from shared.protocol.patient import ChangePatient, FindPatients, RegisterPatient
from shared.protocol.place import TellPlace
from shared.protocol.queue import Queue
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

Commands = frozenset[type[Command[Any]]]
Kinds = tuple[type[Value], ...]

ANONYMOUS: Commands = frozenset({ClaimPairing, CollectPairing, OpenProgramSession, RefreshSession})
DESK: Commands = frozenset({FoundClinic, SignIn})
PAIRING: Commands = frozenset({OpenPairing, ClosePairing, ConfirmPairing, RevokeDevice})
"""Who may let devices in, and shut them out."""
DEVICE: Commands = frozenset({ReportHealth})
KIOSK: Commands = DEVICE | {IssueTicket, ConfirmPrint, RaiseAlert}
ACCOUNT: Commands = frozenset(
    {
        SignOut,
        LockSession,
        UnlockSession,
        ListSessions,
        EndSession,
        ShowCredential,
        ChangePassword,
        SetPin,
        StartTotp,
        ConfirmTotp,
        RemoveTotp,
    }
)
"""What everybody with an account may do with it."""
LINE: Commands = frozenset(
    {
        TellPlace,
        IssueTicket,
        ConfirmPrint,
        ReprintTicket,
        HoldTicket,
        ResumeTicket,
        ReturnTicket,
        TransferTicket,
        CancelTicket,
        UndoTicket,
        AnswerAlert,
        ConfirmDate,
    }
)
"""What everybody on the staff may do with somebody who waits."""
FILES: Commands = frozenset({RegisterPatient, FindPatients, ChangePatient, GiveFeedback})
"""Who somebody is, without anything clinical."""
TRIAGE: Commands = frozenset({ChangePriority})
DOOR: Commands = frozenset({PauseDepartment, OpenDepartment, CloseDepartment, FreeRoom})
CONSULTATION: Commands = frozenset(
    {
        ChooseRoom,
        SetAvailability,
        CallNext,
        CallTicket,
        RecallTicket,
        StartTicket,
        FinishTicket,
        MissTicket,
        JoinVideo,
        LeaveVideo,
        WriteNotes,
    }
)
FRONT: Commands = frozenset({SetAvailability, ReportDay})
"""What those who run the front say for a doctor who is not at a desk, and how they end the day."""
COUNTING: Commands = frozenset({ReportFigures})
AUDIT: Commands = frozenset({ListAudit, ErasePatient, ExportPatient})
"""Each of these is recorded, with the reason that was given."""
WEBHOOKS: Commands = frozenset(
    {
        AddWebhook,
        ChangeWebhook,
        RenewWebhookSecret,
        RemoveWebhook,
        TryWebhook,
        RedeliverWebhook,
        ListDeliveries,
    }
)
"""Which other software is told what happens."""
RUNNING: Commands = frozenset(
    {
        ChangeClinic,
        AddDepartment,
        ChangeDepartment,
        AddRoom,
        AddStaff,
        ChangeDevice,
        ChangeStaff,
        DeactivateStaff,
        ReactivateStaff,
        ResetPassword,
        ResetTotp,
    }
)

MAY: dict[Role, Commands] = {
    Role.BOX: frozenset(),
    Role.CONSOLE: PAIRING,
    Role.ANONYMOUS: ANONYMOUS,
    Role.DESK: DESK,
    Role.PATIENT: frozenset(),
    Role.KIOSK: KIOSK,
    Role.DISPLAY: DEVICE,
    Role.RECEPTIONIST: ACCOUNT | LINE | FILES | TRIAGE | DOOR | FRONT,
    Role.DOCTOR: ACCOUNT | LINE | TRIAGE | CONSULTATION,
    Role.CLINIC_ADMIN: ACCOUNT | LINE | FILES | TRIAGE | DOOR | FRONT | RUNNING | COUNTING | AUDIT | PAIRING | WEBHOOKS,
    Role.GROUP_ADMIN: ACCOUNT | COUNTING,
}

BUILDING: Kinds = (Clinic, BusinessDay, Department, Room, Doctor, Device, Queue)
STAFF_HEARS: Kinds = tuple(kind for kind in VALUES if kind.audience in (Audience.EVERYONE, Audience.STAFF))

HEARS: dict[Role, Kinds] = {
    Role.BOX: (),
    Role.CONSOLE: (Clinic, Device, Pairing),
    Role.ANONYMOUS: (),
    Role.DESK: (Clinic,),
    Role.PATIENT: (),
    Role.KIOSK: BUILDING,
    Role.DISPLAY: (*BUILDING, Ticket, Call),
    Role.RECEPTIONIST: STAFF_HEARS,
    Role.DOCTOR: (*STAFF_HEARS, ClinicalNote),
    Role.CLINIC_ADMIN: (*STAFF_HEARS, Pairing, Webhook),
    Role.GROUP_ADMIN: (),
}


def may(role: Role, command: type[Command[Any]]) -> bool:
    """Whether a role may ask for a command at all; what it names is checked by the handler."""
    return command in MAY[role]
