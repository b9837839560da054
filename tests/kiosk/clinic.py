"""A clinic by hand, for the kiosk's tests and pictures. Its people and places are invented."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from shared.client.mirror import Mirror
from shared.protocol.clinic import BusinessDay, Clinic
from shared.protocol.department import Department, DepartmentColour, DepartmentState, Hours
from shared.protocol.envelope import Snapshot
from shared.protocol.grammar import Value
from shared.protocol.queue import Queue
from shared.protocol.staff import Availability, Doctor
from shared.protocol.ticket import Slip, Ticket

NOW = datetime(2026, 4, 14, 9, 42, tzinfo=UTC)
PLACE = {
    "en": "Waiting area A, ground floor",
    "es": "Sala de espera A, planta baja",
    "fr": "Salle d’attente A, rez-de-chaussée",
    "ar": "منطقة الانتظار A، الطابق الأرضي",
    "hi": "प्रतीक्षा क्षेत्र A, भूतल",
    "bn": "অপেক্ষার স্থান A, নিচতলা",
    "ne": "प्रतीक्षा क्षेत्र A, भुइँतला",
}
LINE = {
    "en": "Please tell reception if you feel worse.",
    "es": "Si se siente peor, avise en recepción.",
    "fr": "Si vous vous sentez plus mal, prévenez l’accueil.",
    "ar": "إذا ساءت حالتك فأخبر الاستقبال.",
    "hi": "तबीयत बिगड़े तो रिसेप्शन को बताएँ।",
    "bn": "শরীর বেশি খারাপ লাগলে অভ্যর্থনায় জানান।",
    "ne": "सन्चो नभए रिसेप्सनमा भन्नुहोस्।",
}
NAMES = {
    "GM": ("General medicine", "Medicina general", "Médecine générale", "الطب العام", "सामान्य चिकित्सा",
           "সাধারণ চিকিৎসা", "सामान्य चिकित्सा"),
    "CH": ("Children", "Pediatría", "Enfants", "طب الأطفال", "बच्चे", "শিশু", "बालबालिका"),
    "EY": ("Eyes", "Ojos", "Yeux", "العيون", "आँखें", "চোখ", "आँखा"),
    "TE": ("Teeth", "Dientes", "Dents", "الأسنان", "दाँत", "দাঁত", "दाँत"),
    "LA": ("Laboratory", "Laboratorio", "Laboratoire", "المختبر", "प्रयोगशाला", "পরীক্ষাগার", "प्रयोगशाला"),
    "MB": ("Mother and baby", "Madre y bebé", "Mère et bébé", "الأم والطفل", "माँ और शिशु", "মা ও শিশু", "आमा र शिशु"),
    "PH": ("Pharmacy", "Farmacia", "Pharmacie", "الصيدلية", "दवाखाना", "ফার্মেসি", "औषधि पसल"),
    "HE": ("Heart", "Corazón", "Cœur", "القلب", "हृदय", "হৃদরোগ", "मुटु"),
    "XR": ("X-ray", "Radiografía", "Radiographie", "الأشعة", "एक्स-रे", "এক্স-রে", "एक्स-रे"),
    "CA": ("Cashier", "Caja", "Caisse", "الصندوق", "नकद काउंटर", "ক্যাশ", "नगद काउन्टर"),
    "PT": ("Physiotherapy and rehabilitation", "Fisioterapia y rehabilitación", "Kinésithérapie et rééducation",
           "العلاج الطبيعي", "फिजियोथेरेपी", "ফিজিওথেরাপি", "फिजियोथेरापी"),
}  # fmt: skip
ICONS = {
    "GM": "general-medicine", "CH": "children", "EY": "eyes", "TE": "teeth", "LA": "laboratory",
    "MB": "mother-and-baby", "PH": "pharmacy", "HE": "heart", "XR": "x-ray", "CA": "cashier", "PT": "general-medicine",
}  # fmt: skip
WAITING = {"GM": 12, "CH": 6, "EY": 3, "TE": 0, "LA": 0, "MB": 14, "PH": 2, "HE": 1, "XR": 5, "CA": 4, "PT": 30}
LANGUAGES = ("en", "es", "fr", "ar", "hi", "bn", "ne")
COLOURS = {
    "GM": "blue", "CH": "orange", "EY": "sky", "TE": "slate", "LA": "mint", "MB": "rose", "PH": "forest",
    "HE": "brown", "XR": "slate", "CA": "forest", "PT": "blue",
}  # fmt: skip


def id_of(number: int) -> UUID:
    """The same id for the same number, in every run."""
    return UUID(int=(7 << 76) | (0b10 << 62) | number)


def clinic(**changes: object) -> Clinic:
    """A clinic that speaks seven languages."""
    fields: dict[str, object] = {
        "id": id_of(1),
        "name": "Riverside Clinic",
        "time_zone": "UTC",
        "languages": LANGUAGES,
        "slip_line": LINE,
        "page_address": "http://192.0.2.7:8470",
    }
    return Clinic(**{**fields, **changes})  # type: ignore[arg-type]  # the caller names fields of Clinic


def department(code: str, **changes: object) -> Department:
    """One of the departments above."""
    number = list(NAMES).index(code)
    fields: dict[str, object] = {
        "id": id_of(100 + number),
        "code": code,
        "names": dict(zip(LANGUAGES, NAMES[code], strict=True)),
        "place": PLACE,
        "colour": DepartmentColour(COLOURS[code]),
        "icon": ICONS[code],
        "position": number,
    }
    return Department(**{**fields, **changes})  # type: ignore[arg-type]  # the caller names fields of Department


def queue(code: str, **changes: object) -> Queue:
    """Its line."""
    fields: dict[str, object] = {
        "id": department(code).id,
        "waiting": WAITING[code],
        "next_labels": (),
        "is_taking": True,
    }
    return Queue(**{**fields, **changes})  # type: ignore[arg-type]  # the caller names fields of Queue


def doctor(number: int, name: str, code: str, **changes: object) -> Doctor:
    """A doctor of one department, here today."""
    fields: dict[str, object] = {
        "id": id_of(200 + number),
        "name": name,
        "department_ids": (department(code).id,),
        "availability": Availability.AVAILABLE,
    }
    return Doctor(**{**fields, **changes})  # type: ignore[arg-type]  # the caller names fields of Doctor


AFTERNOON = (Hours(weekdays=tuple(range(7)), opens=time(14), closes=time(18)),)
SIX = ("GM", "CH", "EY", "TE", "LA", "MB")


def whole_clinic(codes: tuple[str, ...] = SIX, **changes: object) -> list[Value]:
    """The clinic with these departments; teeth open in the afternoon."""
    values: list[Value] = [clinic(**changes), BusinessDay(id=id_of(2), day=date(2026, 4, 14), opened_at=NOW)]
    for code in codes:
        hours = AFTERNOON if code == "TE" else ()
        values += [department(code, hours=hours), queue(code, is_taking=code != "TE")]
    return values


def closed(code: str) -> Department:
    """A department that staff closed."""
    return department(code, state=DepartmentState.CLOSED)


def mirror_of(values: list[Value]) -> Mirror:
    """A mirror that heard these values."""
    mirror = Mirror()
    mirror.reset(Snapshot(seq=1, at=NOW, values=tuple(values)))
    return mirror


def slip(code: str = "GM", number: int = 7, ahead: int = 6) -> Slip:
    """What the server answers to a wish for a number."""
    ticket = Ticket(
        id=id_of(300 + number),
        label=f"{code}-{number:03}",
        number=number,
        series_id=id_of(3),
        business_day=date(2026, 4, 14),
        department_id=department(code).id,
        issued_at=NOW,
        waiting_since=NOW,
        ahead_at_issue=ahead,
    )
    return Slip(ticket=ticket, page="/t/Jx7bQe1mRk2vWn5sTz8y")
