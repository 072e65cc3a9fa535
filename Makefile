# Every target sets up what it needs: a virtual environment in .venv, the packages, the system libraries.
# The stamp makes the second time quick; it grows old when the packages that are asked for change.
.PHONY: golden help demo docs test lint gate slow bench weights lock bundle clean
.DEFAULT_GOAL := help

PY := .venv/bin/python
READY := .venv/.ready

help:
	@echo "make demo    a briefing memo of an example article: out/demo.pdf"
	@echo "make test    all checks: style, types, layers, tests, floors"
	@echo "make docs    the pages of docs/ that are made from the code"
	@echo "make lint    style, types and layers only"
	@echo "make gate    all measurements, each against its floor"
	@echo "make slow    the long tests"
	@echo "make bench   what a memo costs"
	@echo "make weights CORPORA=FOLDER   train the weights again, from public corpora"
	@echo "make lock    the pinned packages anew: requirements.lock"
	@echo "make bundle  one archive that installs without a network, in dist/ (EXTRAS=cloud,dask TARGET=3.12-aarch64)"
	@echo "make golden  the small pictures of the styles' pages anew: look at them"
	@echo "make clean   delete what was made here, .venv included"

$(READY): pyproject.toml .ci/setup
	@bash .ci/setup
	@touch $@

demo: $(READY)
	@mkdir -p out
	.venv/bin/briefgen make examples/summit.txt -o out/demo.pdf
	@echo "The memo: out/demo.pdf"

docs: $(READY)
	$(PY) -m tools.word_templates
	$(PY) -m tools.styles_page

golden: $(READY)
	$(PY) -m tests.golden.pictures

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports

test: lint
	$(PY) -m pytest -n auto
	$(PY) -m benchmarks.gate --short

gate: $(READY)
	$(PY) -m benchmarks.gate

slow: $(READY) bundle
	$(PY) -m pytest -m slow

bench: $(READY)
	$(PY) -m benchmarks.cold

weights: $(READY)
	$(PY) -m pip install --quiet --group training
	$(PY) -m training $(CORPORA)

lock: $(READY)
	$(PY) -m pip install --quiet --group bundle
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --upgrade --all-extras pyproject.toml --group installer -o requirements.lock

bundle: $(READY)
	$(PY) -m pip install --quiet --group bundle
	$(PY) -m tools.bundle --extras "$(EXTRAS)" --target "$(TARGET)"

clean:
	rm -rf .venv out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
