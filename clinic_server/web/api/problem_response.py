"""ProblemDetails responses: what the documentation says of each status that is no success, with an example a code."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from http import HTTPStatus
from typing import Any, get_type_hints

import msgspec

from clinic_server.web.api.example import example_of
from clinic_server.web.api.fault import Fault
from clinic_server.web.api.problem import CONTENT_TYPE, ProblemDetails, plain_problem, status_of
from shared.protocol.description import about
from shared.protocol.grammar import Refusal

Trouble = type[Refusal | Fault]


class Problems:
    """Collects in `components` what the operations refer to: the same problems are described once."""

    def __init__(self) -> None:
        self.components: dict[str, Any] = {}

    def of(self, troubles: Iterable[Trouble]) -> dict[str, Any]:
        """The responses of an operation that may meet these, by status."""
        by_status: defaultdict[HTTPStatus, list[Trouble]] = defaultdict(list)
        for kind in troubles:
            if kind not in by_status[status_of(kind)]:
                by_status[status_of(kind)].append(kind)
        return {
            str(status.value): {"$ref": f"#/components/responses/{self._component(status, kinds)}"}
            for status, kinds in sorted(by_status.items())
        }

    def _component(self, status: HTTPStatus, kinds: list[Trouble]) -> str:
        kinds = sorted(kinds, key=lambda kind: kind.code)
        name = "-".join((str(status.value), *(kind.code for kind in kinds)))
        self.components.setdefault(name, _described(status, kinds))
        return name


def _described(status: HTTPStatus, kinds: list[Trouble]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "description": "\n".join(f"- `{kind.code}`: {about(kind)}" for kind in kinds),
        "content": {
            CONTENT_TYPE: {
                "schema": {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"},
                "examples": {kind.code: {"value": _example(kind)} for kind in kinds},
            }
        },
    }
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        said["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    if status is HTTPStatus.UNAUTHORIZED:
        said["headers"] = {"WWW-Authenticate": {"$ref": "#/components/headers/WWWAuthenticate"}}
    return said


def _example(kind: Trouble) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(plain_problem(kind))
    if issubclass(kind, Refusal):
        hints = get_type_hints(kind)
        told["details"] = {field.name: _detail(field.name, hints[field.name]) for field in fields(kind)}  # type: ignore[arg-type]  # every refusal is a dataclass
    return told


def _detail(name: str, kind: Any) -> Any:
    (schema,), components = msgspec.json.schema_components((kind,), ref_template="{name}")
    return example_of(schema, lambda part: components[part["$ref"]] if "$ref" in part else part, name)
