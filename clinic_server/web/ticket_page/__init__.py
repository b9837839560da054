"""The patient's page behind the slip's QR code: `/t/<key>`, live, without names, without actions."""

from clinic_server.web.ticket_page.routes import add_ticket_page

__all__ = ["add_ticket_page"]
