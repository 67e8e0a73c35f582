# The two commands of the README, and what they are made of. Every target sets up what it needs.
SHELL := /bin/bash
PYTHON := .deps/python/bin/python
JOBS := $(shell nproc)
DEMO_OUTPUT ?= output
PREFIX ?= /usr/local

.PHONY: demo test check test-full battery build install dist fuzz sanitize races vector lint format bench setup-build setup-test clean

demo: build
	build/bin/datagen generate examples/specs/universal_demo.json --rows user=500000 \
	  -o $(DEMO_OUTPUT) --overwrite
	@echo
	@$(PYTHON) scripts/first_look.py $(DEMO_OUTPUT)

# Everything that a change can break, sources compiled once: each part with its seconds.
test:
	@scripts/part.sh --begin
	@scripts/part.sh setup scripts/setup.sh build test
	@scripts/part.sh build $(MAKE) --no-print-directory build
	@scripts/part.sh lint scripts/lint.sh
	@scripts/part.sh unit ctest --test-dir build --output-on-failure --no-tests=error -j $(JOBS)
	@scripts/part.sh fuzz $(MAKE) --no-print-directory fuzz
	@scripts/part.sh oracles $(PYTHON) -m pytest tests -q -p no:cacheprovider -n $(JOBS) --dist loadgroup
	@scripts/part.sh --end

# What to run after a small change, in less than a minute: format, lint where the verdict can have
# changed, unit tests, and the tests of the repository's promises.
check: setup-test
	@scripts/part.sh --begin
	@scripts/part.sh build $(MAKE) --no-print-directory build
	@scripts/part.sh lint scripts/lint.sh
	@scripts/part.sh unit build/bin/unit_tests --gtest_brief=1
	@scripts/part.sh promises $(PYTHON) -m pytest tests -q -p no:cacheprovider --ignore=tests/oracles
	@scripts/part.sh --end

# The full form: besides, every file through clang-tidy, builds under sanitizers, wide random suites, a
# build with all the machine's vector instructions that must give the same values, every test in its
# full form. Its log is benchmarks/logs/test_full.md.
test-full: test setup-full
	@scripts/part.sh tidy scripts/lint.sh --all
	@scripts/part.sh vector $(MAKE) --no-print-directory vector
	@scripts/part.sh sanitize $(MAKE) --no-print-directory sanitize
	@scripts/part.sh races $(MAKE) --no-print-directory races
	@scripts/part.sh same DATAGEN=$(CURDIR)/build/vector/bin/datagen $(PYTHON) -m pytest \
	  tests/oracles/test_golden_hashes.py tests/oracles/test_determinism.py -q -p no:cacheprovider
	@scripts/part.sh wide $(MAKE) --no-print-directory fuzz FUZZ=build/sanitize/bin TIMES=20 \
	  SEED=$${FUZZ_SEED:-$$RANDOM}
	@scripts/part.sh full DATAGEN_FULL=1 $(PYTHON) -m pytest tests -q -p no:cacheprovider \
	  -n $(JOBS) --dist loadgroup
	@scripts/part.sh --end

# The random generator's own battery: hours, and only src/foundation/random can change its verdict.
battery: build setup-full
	tests/random_battery.sh

build: setup-build
	cmake --preset release -DDATAGEN_TESTS=$(if $(wildcard .deps/test.stamp),ON,OFF) >/dev/null
	cmake --build --preset release -j $(JOBS)

# Program, library, CMake package, man page, completions, documents; DESTDIR goes before PREFIX.
install: build
	DESTDIR="$(DESTDIR)" cmake --install build --strip --prefix "$(PREFIX)"

# The same as an archive that runs wherever it is unpacked: build/dist.
dist: build
	scripts/dist.sh

# Random specs, expressions, damaged SQL scripts and data files; `make test-full` has more of them,
# under sanitizers. benchmarks/logs/fuzz.md says how many were tried.
FUZZ ?= build/bin
TIMES ?= 1
SEED ?= 1
fuzz: build
	$(FUZZ)/fuzz_specs --cases $$(($(TIMES) * 10000)) --seed $(SEED) examples/specs/*.json
	$(FUZZ)/fuzz_expressions --cases $$(($(TIMES) * 20000)) --seed $(SEED)
	$(FUZZ)/fuzz_ddl --cases $$(($(TIMES) * 500)) --seed $(SEED) examples/ddl/*.sql \
	  tests/cases/ddl/statements.txt
	$(FUZZ)/fuzz_data --cases $$(($(TIMES) * 50)) --seed $(SEED)

# The whole program under sanitizers: DATAGEN=build/sanitize/bin/datagen runs the oracle tests on it.
sanitize: setup-test
	cmake --preset sanitize >/dev/null
	cmake --build --preset sanitize -j $(JOBS) \
	  --target fuzz_specs fuzz_expressions fuzz_ddl fuzz_data datagen

# Every room's unit tests and fifty runs at once under the thread sanitizer, whose dlopen does not know
# where our libraries lie.
races: setup-test
	cmake --preset tsan >/dev/null
	cmake --build --preset tsan -j $(JOBS) --target concurrent_runs unit_tests
	TSAN_OPTIONS="halt_on_error=1 suppressions=tests/thread_sanitizer.txt" \
	  build/tsan/bin/concurrent_runs
	TSAN_OPTIONS="suppressions=tests/thread_sanitizer.txt" LD_LIBRARY_PATH=build/tsan/lib/datagen \
	  build/tsan/bin/unit_tests --gtest_brief=1

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
