"""The patient's file as a page: all that is kept of one person, to be handed over."""

from clinic_server.patient_page.page import patient_page

__all__ = ["patient_page"]
