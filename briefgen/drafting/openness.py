from __future__ import annotations
def openness(own, fit, gap, language):
    return 0.0 if gap is None else 0.6 - 0.02 * gap.priority
