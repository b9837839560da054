"""The tree of addresses: finds what lives at a path, and what its variable parts say."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Tree(Generic[T]):
    """Leaves by path and method. A part in braces stands for any text; a plain one is preferred."""

    def __init__(self) -> None:
        self._leaves: dict[str, T] = {}
        self._plain: dict[str, Tree[T]] = {}
        self._variable: Tree[T] | None = None

    def add(self, method: str, path: str, leaf: T) -> None:
        """Put a leaf at a path such as `/tickets/{ticket_id}/start`."""
        node = self
        for part in _parts(path):
            if part.startswith("{"):
                node._variable = node = node._variable or Tree()
            else:
                node = node._plain.setdefault(part, Tree())
        if method in node._leaves:
            raise TypeError(f"two leaves at {method} {path}")
        node._leaves[method] = leaf

    def find(self, path: str) -> tuple[dict[str, T], list[str]] | None:
        """The leaves of a path by method, and what stands in its variable parts; None where nothing lives."""
        node: Tree[T] | None = self
        said: list[str] = []
        for part in _parts(path):
            assert node is not None
            plain = node._plain.get(part)
            if plain is None:
                said.append(part)
            node = plain or node._variable
            if node is None:
                return None
        return (node._leaves, said) if node is not None and node._leaves else None


def _parts(path: str) -> list[str]:
    return path.removeprefix("/").split("/")
