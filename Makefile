# The one way to do each thing; CI runs the same recipes. `make` alone lists them.

CARGO ?= cargo
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help build demo test check bless bench eval train

help: ## List the recipes
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-7s %s\n", $$1, $$2 }'

build: ## Build the program into target/release/legation
	$(CARGO) build --release --locked -p legation-cli

demo: build ## Code the invented demo corpus and show what was found
	demo/run.sh

test: ## All tests, and the house rules that no compiler checks
	$(CARGO) xtask tidy
	$(PYTHON) training/check.py training/sentences.jsonl
	$(CARGO) test --locked --workspace

check: ## Formatting, lints and house rules
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- --deny warnings
	$(CARGO) xtask tidy

bless: ## Accept what the program prints now as right; read the diff before you commit it
	INSTA_UPDATE=always $(CARGO) test --locked --workspace

bench: ## Measure the speed of the English pipeline on this machine (bench/ says how)
	mkdir -p target
	$(PYTHON) bench/documents.py target/bench.jsonl
	$(CARGO) run --release --locked -p legation-nlp --example speed -- target/bench.jsonl

eval: build ## Write docs/scoreboard.md; EVAL=folder adds sets of others (plv_train, petr_unit and its dictionaries)
	eval/run.sh $(EVAL)

train: ## Train the event classifier again from training/sentences.jsonl (10 to 25 minutes; training/README.md says what it needs)
	training/run.sh
