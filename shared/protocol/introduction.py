"""The first part of docs/protocol.md: how a connection goes, in words, with the figures of version.py."""

from shared.protocol.closing import CloseCode
from shared.protocol.description import link, member_texts
from shared.protocol.version import (
    HEARTBEAT_SECONDS,
    LARGEST_FRAME_BYTES,
    LOWEST_VERSION,
    PROTOCOL_VERSION,
    SERVICE_TYPE,
    SILENCE_SECONDS,
)


def _codes() -> str:
    texts = member_texts(CloseCode)
    return "\n".join(f"- `{code.value}` {texts[code.name]}" for code in CloseCode)


INTRODUCTION = f"""\
# The protocol

What the clinic's server and its screens say to each other; version {PROTOCOL_VERSION}, and no version below \
{LOWEST_VERSION} is understood.
This page is generated from `shared/protocol/`; change the classes there and run `make docs`.

## How a connection goes

The server announces itself on the LAN by mDNS as `{SERVICE_TYPE}`. A screen opens one WebSocket at
`wss://server:port/ws` and keeps it. TLS is 1.2 or newer; the server proves itself by a certificate of its own
authority, and a paired device by the certificate that it got from there. Names, addresses and clocks are not looked
at (`docs/decisions/0010-trust-without-names-or-clocks.md`). Every frame is text and holds one JSON object, whose
`type` says what it is.

1. The server speaks first: {link("Hello")}. A screen that does not speak a version between `lowest_version` and
   `version` says so to its people and tries again later.
2. The screen joins within {SILENCE_SECONDS:g} seconds: {link("Join")}. Which device it is, its certificate has said.
3. The server sends one {link("Snapshot")}: everything that this screen may hear. It replaces all that was known before.
4. From then on {link("Notice")}s follow. Each has new values; putting each in the place of the one with the same `type`
   and `id` is all there is to do. Their `number` grows by one: on a gap, close and connect again.
5. At any time after the snapshot the screen may send a {link("Request")}, and gets one {link("Answer")} or one
   {link("Refused")} with its `id`. Answers may come in another order than their requests. An answer means that what was
   asked is on the disk.

**Request ids.** The `id` is a UUIDv7 that the screen makes before its first try. When no answer came, send the same
request with the same `id` on the next connection: it is carried out once, and gets the same answer. What was refused
changed nothing, and may be asked again.

**Being alive.** Both sides send WebSocket pings every {HEARTBEAT_SECONDS:g} seconds, and answer the other's. After
{SILENCE_SECONDS:g} seconds of silence the link is dead: show until when the screen is true, and connect again, waiting
a little longer each time (0.1 to 5 seconds, with jitter).

**Being let in.** Without a certificate a connection may claim a pairing and nothing else; whatever else it asks is
refused with `not_paired`. The device makes a key of its own and says {link("ClaimPairing")} with the code that somebody
read to it. Both sides then show six words: the first 66 bits of the SHA-256 of `anteroom pairing 1`, the hash of the
authority's public key, the hash of the device's (both SHA-256 of the SubjectPublicKeyInfo, in hex), the box's nonce and
the device's (both raw), joined by `|`; eleven bits a word, of the English list of BIP 39. Once somebody has said that
they are the same, {link("CollectPairing")} gives the certificate, and the device connects anew with it.

**Signing in.** A desk joins without a token, sends {link("SignIn")}, and joins anew with the token it got; its next
snapshot is that of its staff. When a session ends, its desks hear `not_signed_in` without an id, and nothing more that
is not for everybody. A server without a clinic (`clinic_id` is null) takes {link("FoundClinic")} alone, from the
desk that was paired with its setup code.

**Limits.** A frame to the server has at most {LARGEST_FRAME_BYTES // 1024} KiB; snapshots may be larger. A screen that
cannot keep up with its notices is disconnected, and comes back by snapshot. A connection that was refused as a whole is
closed with one of these codes, else with 1008:

{_codes()}

**Older and newer.** Fields that nobody knows are ignored in values and events, and refused in commands: what a command
says is never half understood. A value of an unknown `type` means that the screen is too old for this server.

**Who may hear what.** Each value names its audience once, and the server's table says how far each role's ears and
hands go: [who may do what](manual/roles.md). A screen hears of its own departments' and patients' private values alone;
when a patient comes to new places, what those there must know comes with the same notice. What a role may not do is
refused with `not_allowed`, and what it may not even know of with `not_found`, as if it did not exist.

## How things are written

| here | in JSON |
|---|---|
| string, integer, number, boolean, null | as in JSON |
| uuid | a string, such as `"019ed5f3-52d6-7b08-a4c1-98e2f7b3d008"`; ours are UUIDv7 |
| datetime | a string by RFC 3339, in UTC: `"2026-04-14T07:41:12Z"` |
| date, time | strings: `"2026-04-14"`, `"07:30:00"` |
| list of X | an array |
| object: string → X | an object with those keys; where the keys are languages they are BCP 47 tags |
| default | what it means when the field is missing; without one the field must be there |
"""
