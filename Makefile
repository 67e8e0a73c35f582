# The two commands of the README, and what they are made of. Every target sets up what it needs.
SHELL := /bin/bash
PYTHON := .deps/python/bin/python
JOBS := $(shell nproc)
DEMO_OUTPUT ?= output

.PHONY: demo test test-full build fuzz sanitize vector lint format bench setup-build setup-test clean

demo: build
	build/bin/datagen generate examples/specs/universal_demo.json --rows user=500000 \
	  -o $(DEMO_OUTPUT) --overwrite
	@echo
	@$(PYTHON) scripts/first_look.py $(DEMO_OUTPUT)

# Everything: build, lint, unit tests, the small form of every slow suite.
test: setup-test build
	$(MAKE) lint
	ctest --test-dir build --output-on-failure --no-tests=error
	$(MAKE) fuzz
	$(PYTHON) -m pytest tests -q -p no:cacheprovider

# The full form: wide random suites, the random generator's own battery, a build with all the
# machine's vector instructions that must give the same values.
test-full: test setup-full vector
	DATAGEN=$(CURDIR)/build/vector/bin/datagen $(PYTHON) -m pytest tests/oracles/test_golden_hashes.py \
	  tests/oracles/test_determinism.py -q -p no:cacheprovider
	build/sanitize/bin/fuzz_specs --cases 100000 --seed $${FUZZ_SEED:-$$RANDOM}
	build/sanitize/bin/fuzz_ddl --cases 20000 --seed $${FUZZ_SEED:-$$RANDOM} examples/ddl/*.sql \
	  tests/ddl/statements.txt
	DATAGEN_FULL=1 $(PYTHON) -m pytest tests -q -p no:cacheprovider
	tests/random_battery.sh

build: setup-build
	cmake --preset release -DDATAGEN_TESTS=$(if $(wildcard .deps/test.stamp),ON,OFF) >/dev/null
	cmake --build --preset release -j $(JOBS)

# Random specs and damaged SQL scripts under sanitizers.
fuzz: setup-test
	cmake --preset sanitize >/dev/null
	cmake --build --preset sanitize -j $(JOBS) --target fuzz_specs fuzz_ddl
	build/sanitize/bin/fuzz_specs --cases 10000
	build/sanitize/bin/fuzz_ddl --cases 1000 examples/ddl/*.sql tests/ddl/statements.txt

# The whole program under sanitizers: DATAGEN=build/sanitize/bin/datagen runs the oracle tests on it.
sanitize: setup-test
	cmake --preset sanitize >/dev/null
	cmake --build --preset sanitize -j $(JOBS) --target fuzz_specs fuzz_ddl datagen

vector: setup-test
	cmake --preset vector -DDATAGEN_TESTS=OFF >/dev/null
	cmake --build --preset vector -j $(JOBS)

lint: setup-test
	scripts/lint.sh

format: setup-test
	git ls-files -co --exclude-standard '*.cc' '*.h' | xargs clang-format-14 -i
	$(PYTHON) -m ruff format tests scripts benchmarks

bench: setup-bench build
	$(PYTHON) benchmarks/aims.py --rounds 3

setup-build:
	@scripts/setup.sh build
setup-test:
	@scripts/setup.sh build test
setup-full:
	@scripts/setup.sh full
setup-bench:
	@scripts/setup.sh build test bench

clean:
	rm -rf build output
