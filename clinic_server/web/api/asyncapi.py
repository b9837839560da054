"""The AsyncAPI 3.0 document: what is said over WebSockets, on a screen's live connection and on a queue's stream."""

from typing import Any

from msgspec import Struct

from clinic_server.web.api.route import PREFIX
from clinic_server.web.api.schema import PLACE, Schemas
from clinic_server.web.api.stream_frame import Beat, Opened, Opening, StreamEvent
from clinic_server.web.api.words import SECURITY
from shared.protocol.description import about
from shared.protocol.envelope import Answer, Hello, Join, Notice, Refused, Request, Snapshot

LIVE_SAID: tuple[type[Struct], ...] = (Hello, Snapshot, Notice, Answer, Refused)
LIVE_HEARD: tuple[type[Struct], ...] = (Join, Request)
STREAM_SAID: tuple[type[Struct], ...] = (Opened, StreamEvent, Beat, Refused)
STREAM_HEARD: tuple[type[Struct], ...] = (Opening,)
DESCRIPTION = """\
The server speaks JSON text frames. On `/ws` it says hello, hears who joins, sends one snapshot and then numbered
notices, and answers requests: the same as every screen of the clinic. A queue's stream tells the public events of one
department, with the journal's number of each; `?after=` and the last number seen brings what was missed.
"""
CERTIFICATE = SECURITY["device"]["description"]


def asyncapi(version: str) -> dict[str, Any]:
    """The whole document, from the server's side: it sends what a program hears."""
    frames = dict.fromkeys((*LIVE_SAID, *LIVE_HEARD, *STREAM_SAID, *STREAM_HEARD))
    schemas = Schemas(tuple(frames), {})
    security = [{"$ref": f"#/components/securitySchemes/{name}"} for name in ("bearer", "device")]
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Anteroom, live", "version": version, "description": DESCRIPTION},
        "defaultContentType": "application/json",
        "servers": {
            "box": {
                "host": "{host}",
                "protocol": "wss",
                "variables": {"host": {"description": "The box's address and port, such as 192.0.2.7:8470."}},
                "security": security,
            }
        },
        "channels": {
            "live": _channel("/ws", "A live connection, as every screen has one.", (*LIVE_SAID, *LIVE_HEARD)),
            "queue": {
                **_channel(
                    f"{PREFIX}/queues/{{department_id}}/stream?after={{after}}",
                    "The public events of one department's queue.",
                    (*STREAM_SAID, *STREAM_HEARD),
                ),
                "parameters": {
                    "department_id": {"description": "The department's id."},
                    "after": {"description": "The last number seen; without it the stream begins now."},
                },
            },
        },
        "operations": {
            "tell_live": _operation("send", "live", LIVE_SAID),
            "hear_live": _operation("receive", "live", LIVE_HEARD),
            "tell_queue": _operation("send", "queue", STREAM_SAID),
            "hear_queue": _operation("receive", "queue", STREAM_HEARD),
        },
        "components": {
            "messages": {
                frame.__name__: {
                    "name": frame.__name__,
                    "summary": about(frame),
                    "payload": {"$ref": f"{PLACE}{frame.__name__}"},
                }
                for frame in frames
            },
            "schemas": dict(sorted(schemas.components.items())),
            "securitySchemes": {
                "bearer": SECURITY["bearer"],
                "device": {"type": "X509", "description": CERTIFICATE},
            },
        },
    }


def _channel(address: str, description: str, frames: tuple[type[Struct], ...]) -> dict[str, Any]:
    messages = {frame.__name__: {"$ref": f"#/components/messages/{frame.__name__}"} for frame in frames}
    return {"address": address, "description": description, "messages": messages}


def _operation(action: str, channel: str, frames: tuple[type[Struct], ...]) -> dict[str, Any]:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{frame.__name__}"} for frame in frames],
    }
