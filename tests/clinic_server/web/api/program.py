"""An outside program as the tests play it: plain HTTP requests, and what came back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec
from multidict import CIMultiDictProxy

from clinic_server.web.api.problem import CONTENT_TYPE
from clinic_server.web.api.route import PREFIX
from shared.trust.pin import pinned_context
from tests.clinic import PASSWORD
from tests.identities import authority


@dataclass(frozen=True)
class Said:
    """An answer. `json` is None where there is no body."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body) if self.body else None

    @property
    def problem(self) -> str:
        """The code of a problem that is one in every respect."""
        assert self.headers["Content-Type"] == CONTENT_TYPE
        assert self.json["status"] == self.status
        assert self.json["type"] == f"{PREFIX}/problems/{self.json['code']}"
        return str(self.json["code"])


class Program:
    """Asks below the API's prefix, as whoever its token says."""

    def __init__(self, http: aiohttp.ClientSession, address: str, authorization: str | None) -> None:
        self.authorization = authorization
        self._http = http
        self._address = address

    async def ask(self, method: str, path: str, json: Any = None, **options: Any) -> Said:
        """One request. `json` is encoded; `data` and `headers` go as they are."""
        headers = {**options.pop("headers", {})}
        if self.authorization is not None:
            headers.setdefault("Authorization", self.authorization)
        if json is not None:
            options["data"] = msgspec.json.encode(json)
            headers.setdefault("Content-Type", "application/json")
        async with self._http.request(
            method, f"{self._address}{PREFIX}{path}", headers=headers, allow_redirects=False, **options
        ) as answer:
            return Said(answer.status, answer.headers, await answer.read())

    async def get(self, path: str, **options: Any) -> Said:
        """A GET."""
        return await self.ask("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> Said:
        """A POST."""
        return await self.ask("POST", path, json, **options)


@asynccontextmanager
async def program(address: str, login: str | None = None) -> AsyncIterator[Program]:
    """A program that has signed in for somebody, or not."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=pinned_context(authority().pem))) as http:
        asker = Program(http, address, None)
        if login is not None:
            said = await asker.post("/token", {"login": login, "password": PASSWORD, "label": "Hospital system"})
            assert said.status == 200, said.body
            asker.authorization = f"Bearer {said.json['access_token']}"
        yield asker
