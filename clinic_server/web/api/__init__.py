"""The public API: for other programs, what a screen may ask and hear, over HTTP and under the same rules."""

from clinic_server.web.api.routes import add_api

__all__ = ["add_api"]
