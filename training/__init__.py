"""Public corpora in, the weights and name lists of briefgen/language/data out; see `python -m training --help`."""
