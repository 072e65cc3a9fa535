"""config.yaml and desk.yaml in; Config and Desk out, or every fault at once with line, column and remedy.

The defaults stand in the dataclasses, so that a start without a file costs nothing; the shipped config.yaml
says the same with a comment for each key.
"""

from briefgen.config.desk import DESK, NO_DESK, Desk, Outlet, find_desk, load_desk
from briefgen.config.reading import FORMATS, NAME, find, load, shipped, with_settings
from briefgen.config.settings import Alarm, Config, Delivery, Header, Jobs, Keep, Limits, Mail, Marking, Share, Standing

__all__ = [
    "DESK",
    "FORMATS",
    "NAME",
    "NO_DESK",
    "Alarm",
    "Config",
    "Delivery",
    "Desk",
    "Header",
    "Jobs",
    "Keep",
    "Limits",
    "Mail",
    "Marking",
    "Outlet",
    "Share",
    "Standing",
    "find",
    "find_desk",
    "load",
    "load_desk",
    "shipped",
    "with_settings",
]
