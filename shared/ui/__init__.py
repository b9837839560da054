"""What the screens share: event loop, tasks, rows, bridge and the QML module `Clinic`.

The package itself imports no Qt, so that a presenter's neighbours cost nothing until a window is opened.
"""
