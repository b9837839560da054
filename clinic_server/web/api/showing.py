"""Showing: a collection of the clinic's values over HTTP, page by page, and each of them alone."""

import asyncio
import base64
import binascii
import re
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from aiohttp import web
from msgspec import Struct

from clinic_server.access import HEARS
from clinic_server.actor import Actor
from clinic_server.hearing import Ears, ears_of
from clinic_server.store.rows import table_of
from clinic_server.web.api.answer import encode, tagged
from clinic_server.web.api.asking import UNKNOWN, check_accepts
from clinic_server.web.api.body import parameter
from clinic_server.web.api.route import PREFIX
from clinic_server.web.caller import Callers
from clinic_server.web.parts import Parts
from shared.protocol.grammar import Audience, Value, kind_of
from shared.protocol.refusal import Malformed, NotAllowed, NotFound
from shared.protocol.session import NotSignedIn
from shared.protocol.staff import Staff

LARGEST_PAGE = 200
PAGE = 50
SOME = re.compile("[1-9][0-9]{0,2}")
FILTERS = (UUID, date)


class Page(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Some of a collection, in the order in which its values were made. `next` is the address of those that follow."""

    items: list[Value]
    next: str | None = None


class Shelf:
    """What lives at a collection's address: what a screen of the same role would start with, no more and no less."""

    def __init__(self, parts: Parts, callers: Callers, path: str, kind: type[Value]) -> None:
        self.kind = kind
        self.path = path
        self.one_path = f"{path}/{{{kind_of(kind)}_id}}"
        self.filters = filters_of(kind)
        self._parts = parts
        self._callers = callers
        self._is_derived = table_of(kind) is None

    async def page(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /tickets?after=…&limit=…&status=…"""
        actor, ears = await self._may_hear(request)
        query = dict(request.query)
        after, limit = _after(query.pop("after", None)), _limit(query.pop("limit", None))
        wanted = self._wanted(query)
        values = await self._values(ears, after=after, limit=limit + 1, wanted=wanted)
        next = None
        if len(values) > limit:
            values = values[:limit]
            asked = {**request.query, "after": _cursor(values[-1].id)}
            next = f"{PREFIX}{self.path}?{urlencode(asked)}"
        self._parts.readings.answered(actor, values)
        headers = {} if next is None else {"Link": f'<{next}>; rel="next"'}
        return tagged(request, encode(Page(items=values, next=next)), headers)

    async def one(self, request: web.Request, path: list[str]) -> web.Response:
        """GET /tickets/{id}."""
        actor, ears = await self._may_hear(request)
        if request.query:
            raise Malformed(what="query")
        id = parameter(kind_of(self.kind), UUID, path[0])
        values = await self._values(ears, after=None, limit=1, wanted={"id": id})
        if not values:
            raise NotFound(noun=kind_of(self.kind))
        self._parts.readings.answered(actor, values)
        return tagged(request, encode(values[0]))

    async def _may_hear(self, request: web.Request) -> tuple[Actor, Ears]:
        actor = await self._callers.of(request)
        if self.kind not in HEARS[actor.role]:
            raise NotSignedIn() if actor.role in UNKNOWN else NotAllowed()
        check_accepts(request)
        return actor, await self._callers.look(actor, lambda unit: ears_of(actor, unit.get(Staff, actor.id)))

    async def _values(self, ears: Ears, *, after: UUID | None, limit: int, wanted: Mapping[str, Any]) -> list[Value]:
        if self._is_derived or self.kind not in ears.everywhere:
            found = sorted(await self._heard(ears), key=lambda value: value.id)
            found = [value for value in found if all(getattr(value, name) == is_ for name, is_ in wanted.items())]
            return [value for value in found if after is None or value.id > after][:limit]
        is_public = all(kind.audience is Audience.EVERYONE for kind in ears.kinds)
        read = self._parts.reader.page
        return await asyncio.to_thread(read, self.kind, is_public=is_public, after=after, limit=limit, wanted=wanted)

    async def _heard(self, ears: Ears) -> list[Value]:
        """All of it that these ears hear: who hears of some only cannot be served a page straight from the table."""
        heard = self._parts.hub.derived(ears) if self._is_derived else await self._parts.snapshots.values(ears)
        return [value for value in heard if type(value) is self.kind]

    def _wanted(self, query: Mapping[str, str]) -> dict[str, Any]:
        wanted = {}
        for name, text in query.items():
            if name not in self.filters:
                raise Malformed(what=name if name.isidentifier() else "query")
            try:
                wanted[name] = msgspec.convert(text, self.filters[name], strict=False)
            except msgspec.MsgspecError:
                raise Malformed(what=name) from None
        return wanted


def filters_of(kind: type[Value]) -> dict[str, Any]:
    """The fields that a collection can be narrowed by, with their types: ids, days, and words of a fixed list."""
    found = {}
    for field in msgspec.structs.fields(kind):
        is_union = get_origin(field.type) in (Union, types.UnionType)
        parts = [part for part in get_args(field.type) if part is not types.NoneType] if is_union else [field.type]
        if field.name != "id" and len(parts) == 1 and _is_filter(parts[0]):
            found[field.name] = parts[0]
    return found


def _is_filter(kind: Any) -> bool:
    return kind in FILTERS or (isinstance(kind, type) and issubclass(kind, Enum))


def _cursor(id: UUID) -> str:
    return base64.urlsafe_b64encode(id.bytes).rstrip(b"=").decode()


def _after(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(f"{cursor}=="))
    except (ValueError, binascii.Error):
        raise Malformed(what="after") from None


def _limit(text: str | None) -> int:
    if text is None:
        return PAGE
    if not SOME.fullmatch(text) or int(text) > LARGEST_PAGE:
        raise Malformed(what="limit")
    return int(text)
