# focusgroup: `make help` tells what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Every Debian package that building, running and testing need, in one place; the Homebrew names beside them.
DEBIAN_PACKAGES := libncursesw5-dev libyaml-dev libvterm-dev strace python3-venv
HOMEBREW_PACKAGES := ncurses libyaml libvterm python
# What `make bench` compares with; macOS has SQLite.
BENCH_PACKAGES := less nano sqlite3 vim
HOMEBREW_BENCH_PACKAGES := less nano vim
# What `make attack` mounts disks with that fail; without FUSE, as on macOS, those attacks are skipped and said.
ATTACK_PACKAGES := bindfs fuse3 e2fsprogs
# From PyPI, in a virtual environment of the project's own: what validates the files that we write, independently of us,
# and a terminal emulator that reads screens for the attacks.
TESTING := check-jsonschema==0.39.0 pyte==0.8.2
# What `make compare-peers` compares with besides.
COMPARED := asciinema==2.4.0
# With which an attack is a file system itself.
ATTACKING := mfusepy==3.1.1
# How often it kills each program, and the seed of its chances.
ROUNDS ?= 40
SEED ?= 1

# `make run` opens home; with the name of a protocol, as in make run PROTOCOL=example, it goes straight into that.
PROTOCOL ?=
PREFIX ?= /usr/local
DESTDIR ?=
BINARY := .build/release/focusgroup
VENV := .venv
CHECKED := --explicit-target-dependency-import-check=error
# How the program is linked. macOS has the Swift libraries in the system. Elsewhere everything is in the program: it
# starts in half the time, since nothing has to be found, loaded and bound, and lld says less about glibc than gold.
# Where the system has no such ncurses and libyaml, as not every distribution has, only the Swift libraries are. Looked
# up when it is used, after the packages are there.
archive = $(shell ls /usr/lib/*/lib$(1).a /usr/lib64/lib$(1).a 2>/dev/null)
ALL_IN_ONE = $(and $(call archive,ncursesw),$(call archive,tinfo),$(call archive,yaml))
STATIC = $(if $(filter Darwin,$(shell uname -s)),,$(if $(ALL_IN_ONE),-Xswiftc -static-executable \
  -Xswiftc -use-ld=lld,--static-swift-stdlib))

# Homebrew's headers and libraries are not where the compiler looks; the program needs libyaml's, the tests libvterm's.
ifeq ($(shell uname -s),Darwin)
export CPATH := $(shell brew --prefix)/include:$(CPATH)
export LIBRARY_PATH := $(shell brew --prefix)/lib:$(LIBRARY_PATH)
endif

.PHONY: help deps deps-bench deps-attack build run test prove mutants fuzz attack samples bench compare-peers format lint \
  install clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

# Installs the packages that are missing: $(call install-missing,Debian's names,Homebrew's names)
define install-missing
	@if [ "$$(uname -s)" = Darwin ]; then \
	  missing=""; \
	  for package in $(2); do brew list --versions $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	  if [ -n "$$missing" ]; then echo "installing with Homebrew:$$missing"; brew install $$missing; fi; \
	elif command -v dpkg-query >/dev/null; then \
	  missing=""; \
	  for package in $(1); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "installing with apt-get:$$missing"; \
	    root=""; [ "$$(id -u)" = 0 ] || root=sudo; \
	    $$root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	else \
	  echo "this system has neither apt-get nor Homebrew: install the like of $(1) by hand"; \
	fi
endef

deps: ## installs the system's packages that are missing, and says which
	$(call install-missing,$(DEBIAN_PACKAGES),$(HOMEBREW_PACKAGES))

deps-bench: deps ## installs what make bench compares with
	$(call install-missing,$(BENCH_PACKAGES),$(HOMEBREW_BENCH_PACKAGES))

deps-attack: deps ## installs what make attack mounts disks with
	$(call install-missing,$(ATTACK_PACKAGES),)

build: deps ## builds the program: .build/release/focusgroup
	swift build -c release --product focusgroup $(STATIC) $(CHECKED)

run: build ## builds the program and opens it on this repo's study
	@echo "opening $(if $(PROTOCOL),the protocol $(PROTOCOL) of )this repo's study; F1 is help, ^Q leaves"
	@$(BINARY) $(if $(PROTOCOL),run $(PROTOCOL) )--study .

$(VENV)/made: Makefile | deps
	@echo "installing $(TESTING) into $(VENV)"
	@python3 -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(TESTING)
	@touch $@

$(VENV)/compared: $(VENV)/made
	@echo "installing $(COMPARED) into $(VENV)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(COMPARED)
	@touch $@

$(VENV)/attacking: $(VENV)/made
	@echo "installing $(ATTACKING) into $(VENV)"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check $(ATTACKING)
	@touch $@

test: build $(VENV)/made ## builds and runs all tests
	swift build --build-tests $(CHECKED)
	swift test --skip-build --parallel

prove: build $(VENV)/made ## the long proofs: an hour or less
	swift build --build-tests $(CHECKED)
	FOCUSGROUP_PROVE=1 FOCUSGROUP_CRASHES=700 swift test --skip-build --parallel
	$(MAKE) fuzz

# Seconds for each parser and each screen.
FUZZ_SECONDS ?= 30
FUZZER := -Xswiftc -sanitize=fuzzer -Xswiftc -DFUZZER -Xswiftc -enable-testing -Xswiftc -use-ld=lld
FUZZED := $(notdir $(wildcard Tests/Fuzz/Corpus/*))

# The toolchains of macOS have no libFuzzer; the tests there fuzz without it, as they do here.
fuzz: ## every bit of a journal, then libFuzzer on all that is read: 10 minutes and the time to build
ifeq ($(shell uname -s),Darwin)
	@echo "no libFuzzer in this system's toolchain: the tests have fuzzed without it"
else
	swift build -c release --product Fuzz --scratch-path .build/fuzz $(FUZZER)
	FOCUSGROUP_FUZZ=flips .build/fuzz/release/Fuzz
	@for target in $(FUZZED); do \
	  echo "fuzzing $$target for $(FUZZ_SECONDS) s"; mkdir -p .build/fuzz/grown/$$target; \
	  FOCUSGROUP_FUZZ=$$target .build/fuzz/release/Fuzz -seed=1 -max_total_time=$(FUZZ_SECONDS) -timeout=5 \
	    -rss_limit_mb=256 -max_len=4096 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix=Tests/Fuzz/Corpus/$$target/ .build/fuzz/grown/$$target Tests/Fuzz/Corpus/$$target \
	    >.build/fuzz/$$target.log 2>&1 || { tail -40 .build/fuzz/$$target.log; exit 1; }; \
	  grep -E 'number_of_executed_units|peak_rss_mb' .build/fuzz/$$target.log; \
	done
endif

mutants: deps $(VENV)/made ## takes each sync, checksum, lock and sanitiser away in turn; the tests must fail: an hour
	python3 -B Tests/Mutations/check.py $(MUTANTS)

# What `make attack` tries: all, or ATTACK="--kind reviews --seed 7"; `python3 Tests/Attacks --help` tells the rest.
ATTACK ?=
attack: build deps-attack $(VENV)/attacking ## what other programs, machines, disks, terminals do to it: half an hour
	$(VENV)/bin/python -B Tests/Attacks --binary $(BINARY) $(ATTACK)

samples: deps ## makes the fictional sessions in Sessions/ anew from Tests/Samples/Scripts
	swift run Samples

bench: build deps-bench ## times the program against nano, vim, less, SQLite and cat: 10 minutes; FOCUSGROUP_BENCH=short: 1 minute
	swift build -c release --product WriteAndSync $(STATIC) $(CHECKED)
	swift build -c release --product Bench $(STATIC) $(CHECKED)
	.build/release/Bench

compare-peers: build deps-bench $(VENV)/compared ## counts what it, asciinema, nano and vim lose: 5 minutes; ROUNDS=8: 1 minute
	$(VENV)/bin/python -B Benchmarks/ComparePeers --rounds $(ROUNDS) --seed $(SEED)

format: ## lays the sources out
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks

lint: ## the strict format check and the import check
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks
	@.ci/imports

install: build ## installs the program, its man page and completions under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	  $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	  $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 0755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/focusgroup
	install -m 0644 Documentation/focusgroup.1 $(DESTDIR)$(PREFIX)/share/man/man1/focusgroup.1
	$(BINARY) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/focusgroup
	$(BINARY) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_focusgroup
	$(BINARY) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/focusgroup.fish

clean: ## removes what was built
	rm -rf .build $(VENV)
