"""Imports the extractor before a test sets its trap: urllib3, which it imports, binds ::1 once to look for IPv6."""

import trafilatura  # noqa: F401
