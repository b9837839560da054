"""Examples: what stands in the documentation where somebody's own data will. The clinic and its people are invented."""

from collections.abc import Callable
from typing import Any

from shared.protocol import example

BY_NAME: dict[str, Any] = {
    "id": str(example.TICKET_ID),
    "ticket_id": str(example.TICKET_ID),
    "department_id": str(example.DEPARTMENT_ID),
    "department_ids": [str(example.DEPARTMENT_ID)],
    "room_id": str(example.ROOM_ID),
    "label": "GM-007",
    "number": "3",
    "code": "GM",
    "names": {"en": "General medicine", "es": "Medicina general"},
    "name": "Amina Rahman",
    "phone": "+34 600 123 456",
    "birth_date": "1987-05-21",
    "language": "es",
    "login": "amina",
    "password": "several plain words in a row",
    "totp": "492039",
    "reason": "came with a letter",
    "words": "Everybody was kind.",
    "rating": 5,
    "day": "2026-04-14",
    "url": "https://hospital.example/anteroom",
    "expires_in": 600,
}
BY_FORMAT = {
    "uuid": str(example.REQUEST_ID),
    "date-time": "2026-04-14T07:41:12Z",
    "date": "2026-04-14",
    "time": "08:00:00",
}
BY_TYPE: dict[str, Any] = {"string": "…", "integer": 1, "number": 1.5, "boolean": True, "null": None}


def example_of(schema: dict[str, Any], resolved: Callable[[dict[str, Any]], dict[str, Any]], name: str = "") -> Any:
    """One that fits a schema: what must be there, and of the rest what is mostly there."""
    schema = resolved(schema)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        needed = schema.get("required", ())
        return {
            field: example_of(described, resolved, field)
            for field, described in schema["properties"].items()
            if field in needed
        }
    if name in BY_NAME and _fits(BY_NAME[name], schema):
        return BY_NAME[name]
    if kind == "array":
        return [example_of(schema["items"], resolved)] if schema.get("items") else []
    if kind == "object":
        return {}
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], resolved, name)
    return BY_FORMAT.get(schema.get("format", ""), BY_TYPE.get(str(kind)))


def _fits(known: Any, schema: dict[str, Any]) -> bool:
    kinds = {part.get("type") for part in schema.get("anyOf", (schema,))}
    of_known = {str: "string", int: "integer", list: "array", dict: "object"}[type(known)]
    formats = {part.get("format") for part in schema.get("anyOf", (schema,))}
    return of_known in kinds and (formats <= {None, "uuid", "date"} or None in formats)
