"""Looks: the ways every page of the gallery is drawn."""

LOOKS = {
    "light": {"dark": False, "highContrast": False, "mirrored": False, "larger": False, "language": "en"},
    "dark": {"dark": True, "highContrast": False, "mirrored": False, "larger": False, "language": "fr"},
    "contrast": {"dark": False, "highContrast": True, "mirrored": False, "larger": False, "language": "bn"},
    "rtl": {"dark": False, "highContrast": False, "mirrored": True, "larger": False, "language": "ar"},
    "larger": {"dark": False, "highContrast": False, "mirrored": False, "larger": True, "language": "fr"},
}
