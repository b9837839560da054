"""The protocol's version, and the lowest one still understood.

The number grows with every change that an older peer would misread; additions that it may ignore do not count.
"""

PROTOCOL_VERSION = 2
LOWEST_VERSION = 2
SERVICE_TYPE = "_anteroom._tcp.local."
LARGEST_FRAME_BYTES = 64 * 1024
HEARTBEAT_SECONDS = 5.0
SILENCE_SECONDS = 10.0
