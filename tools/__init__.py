"""What makes pages of `docs/` out of the program itself; no part of the package."""
