"""The lock, the source and a target in; one archive out that installs briefgen where there is no network."""
