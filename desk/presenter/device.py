"""Kiosks and screens as the reception sees them: live, away, or with something wrong, in words; and who needs help."""

from desk.presenter.wording import Wording
from desk.screen.reception import AlertShown, DeviceShown
from shared.client.mirror import Mirror
from shared.protocol.alert import Alert
from shared.protocol.device import Device, DeviceHealth, DeviceKind, Presence, Problem, ProblemCode

_ICONS = {
    ProblemCode.NO_PAPER: "ui-paper-out",
    ProblemCode.PAPER_LOW: "ui-paper-out",
    ProblemCode.NO_SOUND: "ui-speaker-off",
    ProblemCode.NO_VOICE: "ui-speaker-off",
}
_ALARM, _AWAY, _LIVE = 0, 1, 2


def devices_shown(mirror: Mirror, wording: Wording) -> tuple[DeviceShown, ...]:
    """Kiosks and screens: whoever has something wrong first, then who is away, then the others by name."""
    here = (device for device in mirror.all(Device) if device.kind is not DeviceKind.DESK and not device.is_revoked)
    shown = [_device(device, mirror, wording) for device in here]
    ranks = {"alarm": _ALARM, "away": _AWAY, "live": _LIVE}
    return tuple(sorted(shown, key=lambda each: (ranks[each.state_word], each.name)))


def alerts_shown(mirror: Mirror, wording: Wording, busy: str) -> tuple[AlertShown, ...]:
    """Every call for a person that nobody has answered yet, the oldest first."""
    words = wording.words
    waiting = sorted(open_alerts(mirror), key=lambda alert: alert.raised_at)
    return tuple(
        AlertShown(
            key=str(alert.id),
            title=words(f"desk.alert.{alert.kind}", place=_name(mirror.get(Device, alert.device_id), wording)),
            text=words(
                "desk.alert.since", time=wording.time(alert.raised_at), language=wording.language(alert.language)
            ),
            is_busy=busy == f"answer:{alert.id}",
        )
        for alert in waiting
    )


def open_alerts(mirror: Mirror) -> list[Alert]:
    """The calls for a person that nobody has answered."""
    return [alert for alert in mirror.all(Alert) if alert.answered_at is None]


def _device(device: Device, mirror: Mirror, wording: Wording) -> DeviceShown:
    words = wording.words
    health, presence = mirror.get(DeviceHealth, device.id), mirror.get(Presence, device.id)
    problems = health.problems if health is not None else ()
    icon = "ui-printer" if device.kind is DeviceKind.KIOSK else "ui-screen"
    if presence is None or not presence.is_live:
        as_of = words("desk.device.as_of", time=wording.time(presence.at)) if presence is not None else ""
        text = wording.words("desk.device.away")
        return _shown(
            device, "ui-link-off", "away", as_of or words("desk.device.never"), _with_place(device, text, wording)
        )
    if problems:
        text = wording.after_one_another(*(_problem(problem, wording) for problem in problems))
        icon = _ICONS.get(problems[0].code, icon)
        return _shown(
            device, icon, "alarm", words(f"desk.problem.{problems[0].code}"), _with_place(device, text, wording)
        )
    return _shown(device, icon, "live", words("desk.device.live"), device.place)


def _shown(device: Device, icon: str, state: str, state_text: str, text: str) -> DeviceShown:
    return DeviceShown(
        key=str(device.id), name=device.name, icon=icon, state_word=state, state_text=state_text, text=text
    )


def _with_place(device: Device, text: str, wording: Wording) -> str:
    return wording.after_one_another(f"{device.place}." if device.place else "", text)


def _problem(problem: Problem, wording: Wording) -> str:
    """Since when, and what to do about it."""
    detail = wording.language(problem.detail) if problem.code is ProblemCode.NO_VOICE else problem.detail
    words = wording.words
    since = words("desk.problem.since", time=wording.time(problem.since))
    key = f"desk.problem.{problem.code}.todo"
    return f"{since} {words(key, language=detail) if problem.code is ProblemCode.NO_VOICE else words(key)}"


def _name(device: Device | None, wording: Wording) -> str:
    if device is None:
        return wording.words("desk.device.unknown")
    return wording.join(device.name, device.place)
