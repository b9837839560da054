"""Introduction: what the terminal says once a demo clinic is open."""

from collections.abc import Iterable, Mapping

from demo_clinic import Account
from places import Place


def introduction(
    address: str,
    printer: str,
    folder: str,
    places: Mapping[str, Place],
    accounts: Iterable[Account],
    doctor: Account,
) -> str:
    """Where everything is and who may sign in."""
    desk = f"{places['desk'].words}; {doctor.name} is signed in, room {doctor.room} (F10 signs out)"
    where = (
        ("server", f"{address}   its health: curl --cacert {folder}/clinic/authority.pem {address}/health"),
        ("kiosk", places["kiosk"].words),
        ("display", places["display"].words),
        ("desk", desk),
        ("printer", f"{printer}, made of software: each slip becomes a picture in {folder}/tickets/"),
        ("data", f"{folder}/clinic/; what each program says is in {folder}/log/"),
    )
    who = (
        f"    {account.login:10} {account.password}   {account.name}{f', room {account.room}' if account.room else ''}"
        for account in accounts
    )
    return "\n".join(
        (
            "",
            "Anteroom: a demo clinic is open.",
            "",
            *(f"  {name:8} {text}" for name, text in where),
            "",
            f"  To sign in at a desk (passwords made for this clinic, also in {folder}/clinic/demo-accounts.json):",
            *who,
            "",
            "Take a number at the kiosk, then press F2 at the desk to call it.",
        )
    )
