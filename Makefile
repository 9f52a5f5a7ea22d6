# Each word makes this machine ready for what it does; quick the second time. `make help` lists the words.
PYTHON ?= python3
READY = $(PYTHON) packaging/ready.py
PY = .venv/bin/python

FUZZ_SECONDS ?= 600
SOAK ?= 1000
# Most tests wait for servers and windows; a file's tests stay together, for they share what they start.
SIDE_BY_SIDE ?= -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help run tour test fuzz soak check format catalogue keys bench bundle ollama lock clean

help: ## This list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+): .*## (.*)/  make \1\t\2/' | expand -t 18

run: ## Open OS One; without a display, let it take pictures of itself
	@$(READY) run $(ARGS)

tour: ## Take a picture of every screen, by day and by night
	@$(READY) tour $(ARGS)

check: ## Format, lint, types, layers, QML and the rules of the house
	@$(READY) check
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) -m mypy tests
	$(PY) -m mypy packaging
	.venv/bin/lint-imports
	$(PY) packaging/qmllint.py
	PYTHONPATH=. $(PY) packaging/keys_page.py --check
	PYTHONPATH=. $(PY) packaging/catalogue.py --check
	$(PY) packaging/guard.py
	PYTHONPATH=. $(PY) packaging/unused.py

format: ## Write the code as `make check` wants to see it
	@$(READY) check
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

test: ## Every test, on real servers that the tests start themselves
	@$(READY) test
	$(PY) -m pytest $(SIDE_BY_SIDE) $(ARGS)

fuzz: ## What comes from outside, made up for ten minutes (FUZZ_SECONDS=600): nothing may fall, hang or grow
	@$(READY) test
	OSONE_FUZZ_SECONDS=$(FUZZ_SECONDS) $(PY) -m pytest --timeout $$(($(FUZZ_SECONDS) + 300)) tests/fuzz $(ARGS)

soak: ## A thousand made-up days of mail with every trouble (SOAK="1000 from 50"): nothing may be lost, doubled or sent twice
	@$(READY) test
	OSONE_SOAK="$(SOAK)" $(PY) -m pytest --timeout 7200 tests/sync/soak $(ARGS)

catalogue: ## Every sentence for people, gathered from the code into resources/locale
	@$(READY) check
	PYTHONPATH=. $(PY) packaging/catalogue.py

keys: ## docs/keys.md, written from the verbs
	@$(READY) check
	PYTHONPATH=. $(PY) packaging/keys_page.py

bench: ## Every number beside its goal
	@$(READY) bench
	$(PY) -m tests.bench $(ARGS)

bundle: ## The program as a folder and a .deb, and a smoke test of it
	@$(READY) bundle
	.build/bundle-venv/bin/python packaging/bundle.py

ollama: ## The Ollama server that the tests talk to, built with Go
	@$(PYTHON) packaging/build_ollama.py

lock: ## The hash-locked requirements anew, from requirements/*.in
	@$(PYTHON) packaging/lock.py $(ARGS)

clean: ## Remove what was made, but not .venv, the fetched voices and minds, and Ollama
	rm -rf build dist pictures bench-results .build/bundle-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
