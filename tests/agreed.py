"""What was agreed on: who may ask for what and hear what, and how far. Written a second time on purpose.

Whoever changes the server's table must mean it, and say so here.
"""

from clinic_server.access import Scope
from clinic_server.actor import Role

OWN, DEPARTMENT, CLINIC, GROUP = Scope

TURNS = "ticket.hold ticket.resume ticket.return ticket.transfer ticket.cancel ticket.undo ticket.change_priority"
LINE = f"place.tell ticket.issue ticket.confirm_print ticket.reprint {TURNS}"
PAIRING = "pairing.open pairing.close pairing.confirm device.revoke"
WEBHOOKS = """
    webhook.add webhook.change webhook.renew_secret webhook.remove webhook.try webhook.redeliver webhook.list_deliveries
"""
FRONT = "room.free day.report staff.set_availability"
SETTINGS = "clinic.change department.add department.change room.add device.change"
AUDIT = "audit.list patient.erase patient.export"
DOORS = "department.open department.pause department.close"
TOTP = "credential.start_totp credential.confirm_totp credential.remove_totp"
ACCOUNT = f"session.lock session.unlock staff.sign_out credential.change_password credential.set_pin {TOTP}"
SESSIONS = "session.list session.end credential.show"
ACCOUNTS = "staff.add staff.change staff.deactivate staff.reactivate credential.reset_password credential.reset_totp"
REGISTER = "patient.register patient.find patient.change"
EVERYWHERE = "alert.answer day.confirm"

ASKS: dict[Role, dict[Scope, str]] = {
    Role.ANONYMOUS: {CLINIC: "pairing.claim pairing.collect session.open_program session.refresh"},
    Role.DESK: {CLINIC: "clinic.found staff.sign_in"},
    Role.CONSOLE: {CLINIC: f"{PAIRING} credential.reset_password credential.reset_totp"},
    Role.PATIENT: {OWN: "place.tell ticket.cancel feedback.give"},
    Role.KIOSK: {CLINIC: "ticket.issue", OWN: "ticket.confirm_print alert.raise device.report"},
    Role.DISPLAY: {OWN: "device.report"},
    Role.RECEPTIONIST: {
        OWN: f"{ACCOUNT} {SESSIONS}",
        DEPARTMENT: f"{LINE} {DOORS} feedback.give staff.set_availability",
        CLINIC: f"{REGISTER} {EVERYWHERE} room.free day.report",
    },
    Role.DOCTOR: {
        OWN: f"""{ACCOUNT} {SESSIONS} staff.choose_room staff.set_availability call.next call.again ticket.start
            ticket.finish ticket.miss ticket.join_video ticket.leave_video""",
        DEPARTMENT: f"{LINE} call.ticket ticket.write_notes",
        CLINIC: f"{EVERYWHERE} glass.break",
    },
    Role.CLINIC_ADMIN: {
        OWN: ACCOUNT,
        CLINIC: f"""{SESSIONS} {LINE} {DOORS} {REGISTER} {EVERYWHERE} {FRONT} {SETTINGS} {ACCOUNTS} {PAIRING} {WEBHOOKS}
            {AUDIT} feedback.give glass.break figures.report""",
    },
    Role.GROUP_ADMIN: {OWN: f"{ACCOUNT} {SESSIONS}", GROUP: "figures.report"},
}

PUBLIC = "business_day department room doctor queue"
PRIVATE = "visit patient call_reason feedback"

HEARS: dict[Role, dict[Scope, str]] = {
    Role.ANONYMOUS: {},
    Role.DESK: {CLINIC: "clinic"},
    Role.CONSOLE: {CLINIC: "clinic device pairing staff"},
    Role.PATIENT: {CLINIC: f"clinic {PUBLIC}", OWN: "ticket call"},
    Role.KIOSK: {CLINIC: f"clinic {PUBLIC} device"},
    Role.DISPLAY: {CLINIC: f"clinic {PUBLIC} device ticket call"},
    Role.RECEPTIONIST: {
        CLINIC: f"clinic {PUBLIC} device device_health presence ticket call staff alert",
        DEPARTMENT: f"{PRIVATE} next_up",
    },
    Role.DOCTOR: {
        CLINIC: f"clinic {PUBLIC} device device_health presence ticket call staff alert",
        DEPARTMENT: f"{PRIVATE} clinical_note broken_glass",
        OWN: "next_up",
    },
    Role.CLINIC_ADMIN: {
        CLINIC: f"""clinic {PUBLIC} device device_health presence ticket call staff alert {PRIVATE} next_up broken_glass
            pairing webhook""",
    },
    Role.GROUP_ADMIN: {GROUP: f"clinic {PUBLIC} device device_health presence"},
}


def scopes(agreed: dict[Scope, str]) -> dict[str, Scope]:
    """How far each of a role's messages goes, by its name on the wire."""
    return {kind: scope for scope, kinds in agreed.items() for kind in kinds.split()}
