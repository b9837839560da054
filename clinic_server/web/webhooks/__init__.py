"""Webhooks: other software on other machines is told what happens here, in order and at least once."""

from clinic_server.web.webhooks.couriers import Couriers

__all__ = ["Couriers"]
