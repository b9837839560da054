"""The readable page of the API: the OpenAPI document for people, in one piece, so that a browser can search it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from clinic_server.markup import Html, join, tag
from clinic_server.web.api.problem import plain_problem
from clinic_server.web.api.problem_response import Trouble
from clinic_server.web.api.route import PREFIX

MARKED = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")


def api_page(document: dict[str, Any]) -> str:
    """The whole page of a document."""
    nouns: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            nouns.setdefault(operation["tags"][0], []).append((method, path, operation))
    about = {noun["name"]: noun["description"] for noun in document["tags"]}
    return _page(
        f"{document['info']['title']}: the public API",
        tag(
            "p",
            f"Version {document['info']['version']}. For programs: ",
            _link("openapi.json"),
            ", and of WebSockets ",
            _link("asyncapi.json"),
        ),
        tag(
            "nav",
            tag(
                "div",
                *(tag("a", noun, href=f"#{noun}") for noun in sorted(nouns)),
                tag("a", "What is sent", href="#schemas"),
            ),
            aria_label="What there is",
        ),
        tag(
            "main",
            tag("section", *prose(document["info"]["description"]), id="about"),
            *(
                tag(
                    "section",
                    tag("h2", noun),
                    *prose(about.get(noun, "")),
                    *(_operation(document, *each) for each in nouns[noun]),
                    id=noun,
                )
                for noun in sorted(nouns)
            ),
            _schemas(document),
        ),
    )


def problem_page(kind: Trouble) -> str:
    """What a problem's `type` leads to."""
    problem = plain_problem(kind)
    return _page(
        problem.title,
        tag(
            "p",
            "A problem of the ",
            tag("a", "public API", href=f"{PREFIX}/"),
            ", with status ",
            str(problem.status),
            ".",
        ),
        tag("main", tag("article", tag("h3", tag("code", problem.code)), *prose(problem.detail))),
    )


def prose(text: str) -> Iterator[Html]:
    """Paragraphs and lists, with the words in them that are code or matter."""
    for part in filter(None, text.split("\n\n")):
        if part.startswith("- "):
            yield tag("ul", *(tag("li", *_inline(line[2:])) for line in part.splitlines()))
        else:
            yield tag("p", *_inline(part.replace("\n", " ")))


def _page(title: str, under: Html, *body: Html) -> str:
    return "<!DOCTYPE html>\n" + tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", title),
            tag("link", rel="stylesheet", href=f"{PREFIX}/api.css"),
        ),
        tag("body", tag("header", tag("div", tag("h1", title), under)), *body),
        lang="en",
    )


def _operation(document: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> Html:
    name = operation["operationId"]
    return tag(
        "article",
        tag(
            "h3",
            tag("span", method.upper(), class_=f"method {method}"),
            tag("a", f"{PREFIX}{path}", href=f"#{name}"),
        ),
        tag("p", tag("strong", "Deprecated.")) if operation.get("deprecated") else Html(),
        *prose(operation["description"]),
        tag("p", "Who may: ", _roles(operation["x-roles"]), class_="who"),
        *_parameters(document, operation),
        *_sent(document, operation),
        *_answers(document, operation),
        id=name,
    )


def _roles(roles: dict[str, str]) -> str:
    """Each role with how far its hand or ear goes."""
    return ", ".join(f"{role.replace('_', ' ')} ({scope})" for role, scope in roles.items()) or "the box alone"


def _parameters(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Html]:
    rows = []
    for parameter in operation["parameters"]:
        parameter = _at(document, parameter)
        if parameter["in"] != "path":
            rows.append((parameter["name"], parameter["in"], parameter.get("description", "")))
    if rows:
        yield tag("h4", "Parameters")
        yield _table(rows)


def _sent(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Html]:
    if "requestBody" not in operation:
        return
    content = operation["requestBody"]["content"]["application/json"]
    fields = _at(document, content["schema"]).get("properties", {})
    if fields:
        yield tag("h4", "What to send")
        yield _fields(document, content["schema"])
        yield _json(content["example"])


def _answers(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Html]:
    yield tag("h4", "What comes back")
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            answer = _at(document, answer)
            yield tag("p", tag("code", status), " ", answer["description"])
            yield from (_json(content["example"]) for content in answer.get("content", {}).values())
    yield tag("h4", "Why not")
    rows = []
    for status, answer in operation["responses"].items():
        for content in _at(document, answer).get("content", {}).values() if status[0] in "45" else ():
            for code, example in content["examples"].items():
                rows.append((code, status, example["value"]["detail"]))
    yield _table(rows)


def _schemas(document: dict[str, Any]) -> Html:
    schemas = document["components"]["schemas"]
    return tag(
        "section",
        tag("h2", "What is sent"),
        *(
            tag("article", tag("h3", name), *prose(schema.get("description", "")), _fields(document, schema), id=name)
            for name, schema in schemas.items()
            if not name.endswith("Body")
        ),
        id="schemas",
    )


def _fields(document: dict[str, Any], schema: dict[str, Any]) -> Html:
    schema = _at(document, schema)
    if "enum" in schema:
        return tag("p", *_inline(", ".join(f"`{word}`" for word in schema["enum"])))
    needed = schema.get("required", ())
    rows = []
    for name, field in schema.get("properties", {}).items():
        default = f" Left out: {msgspec.json.encode(field['default']).decode()}." if "default" in field else ""
        must = " Must be there." if name in needed else ""
        rows.append((name, _type(field), f"{field.get('description', '')}{must}{default}"))
    return _table(rows)


def _type(schema: dict[str, Any]) -> Html:
    """A type in words; another struct is a link to where it is described."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return tag("a", name, href=f"#{name}")
    if "anyOf" in schema:
        return _joined(map(_type, schema["anyOf"]), " or ")
    if "enum" in schema:
        return join(" or ".join(map(str, schema["enum"])))
    if schema.get("type") == "array":
        return join("list of ", _type(schema.get("items", {})))
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return join("object of ", _type(schema["additionalProperties"]))
    return join(schema.get("format") or schema.get("type", "anything"))


def _joined(parts: Iterable[Html], between: str) -> Html:
    first, *rest = parts
    return join(first, *(piece for part in rest for piece in (between, part)))


def _table(rows: Iterable[tuple[str, str, str]]) -> Html:
    return tag(
        "table",
        *(
            tag("tr", tag("td", tag("code", name)), tag("td", kind), tag("td", *_inline(text)))
            for name, kind, text in rows
        ),
    )


def _inline(text: str) -> Iterator[str]:
    end = 0
    for found in MARKED.finditer(text):
        yield text[end : found.start()]
        yield tag("code", found[1]) if found[1] else tag("strong", found[2])
        end = found.end()
    yield text[end:]


def _json(example: Any) -> Html:
    return tag("pre", msgspec.json.format(msgspec.json.encode(example), indent=2).decode())


def _at(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """What a part refers to, or itself."""
    if "$ref" not in part:
        return part
    for name in part["$ref"].removeprefix("#/").split("/"):
        document = document[name]
    return document


def _link(address: str) -> Html:
    return tag("a", address, href=f"{PREFIX}/{address}")
