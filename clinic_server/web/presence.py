"""Presence: which devices are connected now. It is told to staff, and never journalled."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from clinic_server.actor import Actor, Role
from clinic_server.web.hub import Hub, Listener
from shared.protocol.device import Presence

DEVICES = frozenset({Role.KIOSK, Role.DISPLAY})


class Presences:
    """Counts each device's connections; a device is live while it has one."""

    def __init__(self, hub: Hub, clock: Callable[[], datetime]) -> None:
        self._hub = hub
        self._clock = clock
        self._connected: dict[UUID, set[Listener]] = {}

    def joined(self, actor: Actor, listener: Listener) -> None:
        """A connection begins."""
        if actor.id is None or actor.role not in DEVICES:
            return
        self._connected.setdefault(actor.id, set()).add(listener)
        self._tell(actor.id)

    def left(self, actor: Actor, listener: Listener) -> None:
        """A connection ended."""
        if actor.id is None or listener not in self._connected.get(actor.id, ()):
            return
        self._connected[actor.id].discard(listener)
        self._tell(actor.id)

    def _tell(self, device_id: UUID) -> None:
        is_live = bool(self._connected[device_id])
        now = self._clock()
        self._hub.derive([Presence(id=device_id, is_live=is_live, at=now)], now)
