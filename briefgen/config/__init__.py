"""config.yaml and desk.yaml in; Config and Desk out, or every fault at once with line, column and remedy.

The defaults stand in the dataclasses, so that a start without a file costs nothing; the shipped config.yaml
says the same with a comment for each key.
"""

from briefgen.config.reading import FORMATS, NAME, find, load, shipped, with_settings
from briefgen.config.settings import Alarm, Config, Delivery, Header, Keep, Limits, Marking, Share, Standing

__all__ = [
    "FORMATS",
    "NAME",
    "Alarm",
    "Config",
    "Delivery",
    "Header",
    "Keep",
    "Limits",
    "Marking",
    "Share",
    "Standing",
    "find",
    "load",
    "shipped",
    "with_settings",
]
