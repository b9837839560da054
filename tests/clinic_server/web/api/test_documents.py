"""What the API says of itself: right by the standard's own schema, complete, and readable by people."""

import json
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from clinic_server.web.api.fault import FAULTS
from clinic_server.web.api.route import collections, command_routes
from shared.protocol import example
from shared.protocol.envelope import encode
from shared.protocol.grammar import kind_of
from tests.clinic import House
from tests.clinic_server.web.api.program import Program, program
from tests.server import serving


@pytest.fixture
async def stranger(house: House) -> AsyncIterator[Program]:
    """A program that has shown nothing."""
    async with serving(house.folder) as server, program(server.address) as asker:
        yield asker


@pytest.fixture
async def document(stranger: Program) -> Any:
    """The OpenAPI document as it is served."""
    return (await stranger.get("/openapi.json")).json


def test_the_document_follows_the_standard(document: Any) -> None:
    jsonschema_rs.validator_for(OPENAPI_31).validate(document)


def test_every_schema_is_one_and_every_example_fits_its_schema(document: Any) -> None:
    checked = 0
    for schema, shown in examples(document):
        jsonschema_rs.Draft202012Validator({**schema, "components": document["components"]}).validate(shown)
        checked += 1
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate(schema)

    assert checked > 100


def examples(part: Any) -> Any:
    """Every schema of a document with each example beside it."""
    if isinstance(part, list):
        for each in part:
            yield from examples(each)
    elif isinstance(part, dict):
        if "schema" in part and "example" in part:
            yield part["schema"], part["example"]
        if "schema" in part and "examples" in part:
            yield from ((part["schema"], each["value"]) for each in part["examples"].values())
        for each in part.values():
            yield from examples(each)


def test_every_route_is_in_the_document(document: Any) -> None:
    routes = {(route.method.lower(), route.path) for route in command_routes()}
    for path, kind in collections():
        routes |= {("get", path), ("get", f"{path}/{{{kind_of(kind)}_id}}")}
    routes.add(("post", "/socket-tickets"))
    found = {(method, path) for path, operations in document["paths"].items() for method in operations}

    assert found == routes


def test_no_two_paths_are_the_same_but_for_the_names_in_braces(document: Any) -> None:
    shapes = [re.sub(r"{\w+}", "{}", path) for path in document["paths"]]

    assert len(shapes) == len(set(shapes))


async def test_every_reference_leads_somewhere(stranger: Program) -> None:
    for path in ("/openapi.json", "/asyncapi.json"):
        document = (await stranger.get(path)).json
        references = re.findall(r'"\$ref":"#/([^"]+)"', json.dumps(document, separators=(",", ":")))
        assert len(references) > 50
        for reference in references:
            part = document
            for name in reference.split("/"):
                part = part[name]


async def test_what_travels_over_websockets_fits_its_schemas(stranger: Program) -> None:
    document = (await stranger.get("/asyncapi.json")).json
    for frame in example.FRAMES:
        schema = {"$ref": f"#/components/schemas/{type(frame).__name__}", "components": document["components"]}
        jsonschema_rs.Draft202012Validator(schema).validate(json.loads(encode(frame)))


def test_every_operation_says_who_may_and_why_not(document: Any) -> None:
    names = []
    for operations in document["paths"].values():
        for operation in operations.values():
            names.append(operation["operationId"])
            assert operation["summary"]
            assert operation["x-roles"] or operation["description"]
            assert {"401", "403"} <= set(operation["responses"])
    assert len(names) == len(set(names))


class _Page(HTMLParser):
    """What a browser would take from a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.styled = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.styled = self.styled or name == "style" or name.startswith("on")
            if name == "id":
                self.ids.add(value or "")
            if name in ("href", "src"):
                self.links.add(value or "")


async def test_people_read_the_same_without_scripts_and_without_the_internet(stranger: Program, document: Any) -> None:
    said = await stranger.get("/")
    page = _Page(said.body.decode())

    assert said.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script" not in page.tags
    assert not page.styled
    assert {operation["operationId"] for each in document["paths"].values() for operation in each.values()} <= page.ids
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= page.ids
    for link in page.links:
        if not link.startswith("#"):
            assert (await stranger.get(link.removeprefix("/api/v1"))).status == 200


async def test_a_document_is_sent_once(stranger: Program) -> None:
    for path in ("/", "/openapi.json", "/asyncapi.json", "/api.css"):
        first = await stranger.get(path)
        again = await stranger.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")


async def test_the_address_without_its_slash_leads_to_the_page(stranger: Program) -> None:
    said = await stranger.get("")

    assert (said.status, said.headers["Location"]) == (308, "/api/v1/")


async def test_the_type_of_every_problem_can_be_read(stranger: Program) -> None:
    for code in ("queue_paused", *(fault.code for fault in FAULTS)):
        said = await stranger.get(f"/problems/{code}")
        assert said.status == 200
        assert code in said.body.decode()
    assert (await stranger.get("/problems/unheard_of")).status == 404
