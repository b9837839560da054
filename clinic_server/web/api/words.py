"""What the API's documentation says beside the declarations: how to begin, and the rules that hold everywhere."""

from typing import Any

ABOUT = """\
What a screen of the clinic can do, another program can do here, under the same rules: the same commands, the same
roles, the same refusals.

**Who asks.** A program acts for a person: `POST /token` with login and password gives an access token for ten
minutes and a refresh token, which `POST /token/refresh` exchanges for two new ones, once. Every request then
carries `Authorization: Bearer …`. A patient's program shows the key of the ticket instead, the part of the slip's
address behind `/t/`: `Authorization: Ticket …`. A paired device shows its client certificate.

**Trust.** The box has its own authority, whose certificate the clinic's technician hands out; pin that, not a name
or an address.

**Values.** A field that has its default is left out. Fields may be added at any time; ignore what you do not know.
In what you send, an unknown field is refused.

**Why not.** An error is a problem (RFC 9457). `code` is stable and made for programs, `details` are its own;
`detail` is one English sentence.

**Once only.** Send an `Idempotency-Key` of your own with every POST and PATCH: however often the same request
comes, it is carried out once, and has the same answer. The receipt outlives a restart. The same key with another
request is refused.

**Lists** come in pages: follow `next` until there is none. They hold what a screen of the same role starts with:
the clinic, and today. Every read has an `ETag`; with `If-None-Match` the answer is 304 while nothing has changed.

**Live.** `GET /queues/{department_id}/stream` is a WebSocket of a department's public events, each with its number;
`?after=` and the last number seen brings what was missed. `/api/v1/asyncapi.json` describes it, and the screens' own
connection. A browser shows a ticket from `POST /socket-tickets` in its first frame.

**Versions.** Within `/api/v1` nothing that is there is taken away or changes its meaning. What is to go is marked
`deprecated` here, and each of its answers has the headers `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), at
least twelve months before the day.
"""

SECURITY: dict[str, Any] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An access token, from `POST /token`. Good for ten minutes.",
    },
    "ticket": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Ticket` and the key of a ticket, which stands in the address on the slip behind `/t/`.",
    },
    "device": {"type": "mutualTLS", "description": "The client certificate of a paired device."},
}


def sentence(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    return text.partition("\n\n")[0].partition(". ")[0].removesuffix(".")
