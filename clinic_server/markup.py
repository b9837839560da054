"""Markup: HTML that is right by construction, because every text and attribute is escaped where it is put in."""

from html import escape

VOID = frozenset({"br", "link", "meta"})


class Html(str):
    """A piece of HTML; any other text is escaped before it becomes one."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> Html:
    """An element. `class_` is `class`, `data_at` is `data-at`; an attribute that is None or False is left out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str) -> Html:
    """Several pieces one after the other."""
    return Html("".join(child if isinstance(child, Html) else escape(child) for child in children))


def icon(path: str) -> Html:
    """A line icon of ours, 24 by 24, in the colour of the text."""
    return tag(
        "svg",
        tag("path", d=path),
        class_="icon",
        viewBox="0 0 24 24",
        width="24",
        height="24",
        fill="none",
        stroke="currentColor",
        stroke_width="1.75",
        stroke_linecap="round",
        stroke_linejoin="round",
        aria_hidden="true",
        focusable="false",
    )


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
