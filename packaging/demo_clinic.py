"""The demo clinic: how each of its programs is started, where each keeps its data, and who may sign in."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from children import Child, Children
from pairing_hand import is_paired, start_paired

from shared.protocol.device import DeviceKind
from shared.trust.identity import FILE, Identity, load

HOST = "127.0.0.1"
READY = r"ready: (https://\S+)"
ACCOUNTS = "demo-accounts.json"
OURS = "ANTEROOM_"
KEPT = ("ANTEROOM_GPU",)
SERVER_LAYER, SCREEN_LAYER = 1, 2
"""Kiosks, displays and desks end before the server."""


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in. The password was made for this clinic alone."""

    role: str
    name: str
    login: str
    password: str
    room: str


@dataclass(frozen=True)
class DemoClinic:
    """The programs of one demo clinic. They hear of one another from here only: nothing is announced or looked for."""

    folder: Path

    @property
    def data(self) -> Path:
        """The server's data folder."""
        return self.folder / "clinic"

    async def start_server(self, group: Children, port: int, page_port: int) -> Child:
        """Start the server; `address_of` waits until it is ready."""
        ports = ("--port", str(port), "--page-port", str(page_port))
        options = ("--host", HOST, *ports, "--demo", "--no-announce")
        return await self._start(group, "server", "clinic_server", {}, "--data", self.data, *options)

    def is_paired(self, name: str) -> bool:
        """Whether a program was let in at an earlier opening."""
        return is_paired(self.folder / name)

    async def start_kiosk(
        self, group: Children, server: str, printer: str, environment: Mapping[str, str], *options: str | Path
    ) -> Child:
        """Start the kiosk; it tells what it shows."""
        own = ("--server", server, "--printer", printer, "--trace")
        return await self._start_device(group, "kiosk", DeviceKind.KIOSK, environment, *own, *options)

    async def start_display(
        self, group: Children, server: str, environment: Mapping[str, str], *options: str | Path
    ) -> Child:
        """Start the waiting room's display."""
        own = ("--server", server)
        return await self._start_device(group, "display", DeviceKind.DISPLAY, environment, *own, *options)

    async def start_desk(
        self, group: Children, server: str, account: Account, environment: Mapping[str, str], *options: str | Path
    ) -> Child:
        """Start a desk at which somebody is signed in, in their room."""
        name = f"desk-{account.login}"
        file = self.folder / name / "account.json"
        _keep(file, json.dumps({"login": account.login, "password": account.password, "room": account.room}))
        own = ("--server", server, "--sign-in-from", file)
        return await self._start_device(group, name, DeviceKind.DESK, environment, *own, *options)

    def identity(self, name: str) -> Identity:
        """Who a program is that was let in."""
        found = load(self.folder / name / FILE)
        assert found is not None  # it was started before
        return found

    def accounts(self) -> list[Account]:
        """Who may sign in, once the server is ready."""
        found = json.loads((self.data / ACCOUNTS).read_text(encoding="utf-8"))
        return [
            Account(each["role"], each["name"], each["login"], each["password"], each.get("room", "")) for each in found
        ]

    async def _start_device(
        self, group: Children, name: str, kind: DeviceKind, environment: Mapping[str, str], *options: str | Path
    ) -> Child:
        data = self.folder / name

        async def start(more: Mapping[str, str]) -> Child:
            return await self._start(group, name, kind.value, {**environment, **more}, "--data", data, *options)

        return await start_paired(start, self.data, data, kind, name.capitalize())

    async def _start(
        self, group: Children, name: str, module: str, environment: Mapping[str, str], *options: str | Path
    ) -> Child:
        # What this account has set for its own kiosk or desk is not for the demo.
        config = ("--config", os.devnull)
        command = (sys.executable, "-m", module, *config, *options)
        layer = SERVER_LAYER if name == "server" else SCREEN_LAYER
        return await group.start(name, command, layer=layer, environment=own_environment() | dict(environment))


async def address_of(server: Child) -> str:
    """Wait until the server is ready. Raises ChildEnded when it cannot be."""
    return (await server.said(READY))[1]


def own_environment() -> dict[str, str]:
    """This process's environment without what sets up Anteroom's programs."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS) or name in KEPT}


def _keep(file: Path, text: str) -> None:
    """Write a file that only its owner may read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
