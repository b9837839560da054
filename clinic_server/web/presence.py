"""Presence: which devices are connected now. It is told to staff, and never journalled."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from clinic_server.actor import Actor
from clinic_server.hearing import Heard
from clinic_server.web.hub import Hub, Listener
from shared.protocol.device import Presence


class Presences:
    """Counts each device's connections; a device is live while it has one."""

    def __init__(self, hub: Hub, clock: Callable[[], datetime]) -> None:
        self._hub = hub
        self._clock = clock
        self._connected: dict[UUID, set[Listener]] = {}

    def joined(self, actor: Actor, listener: Listener) -> None:
        """A connection begins."""
        if actor.device_id is None:
            return
        self._connected.setdefault(actor.device_id, set()).add(listener)
        self._tell(actor.device_id)

    def left(self, actor: Actor, listener: Listener) -> None:
        """A connection ended."""
        if actor.device_id is None or listener not in self._connected.get(actor.device_id, ()):
            return
        self._connected[actor.device_id].discard(listener)
        self._tell(actor.device_id)

    def _tell(self, device_id: UUID) -> None:
        is_live = bool(self._connected[device_id])
        now = self._clock()
        self._hub.derive([Heard(Presence(id=device_id, is_live=is_live, at=now))], now)
