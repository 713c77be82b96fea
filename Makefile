# Each target is complete in itself: it installs what it needs on a machine with Python 3.11+, make and git.
PYTHON ?= python3
VENV := $(CURDIR)/.venv
export PATH := $(VENV)/bin:$(PATH)
unexport PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
# npm trusts what the machine trusts, e.g. the certificate of a company's proxy.
export NODE_USE_SYSTEM_CA := 1
export JSII_RUNTIME_PACKAGE_CACHE_ROOT := $(CURDIR)/.cache/jsii/package-cache
READY := $(VENV)/ready
# checkov's pins contradict ours: it has a virtual environment of its own.
CHECKOV := $(CURDIR)/.cache/checkov
# Of these pipelines and examples, too, templates are broken on purpose.
VARIANTS := strict lambda blue-green s3-no-approval
EXAMPLES := multi-account branches ecs-regions

.PHONY: help rehearse stop test scan synth execution variants policy mutants statements releases checkov check schema snapshots lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

rehearse: $(READY)  ## the whole pipeline on this machine, without an AWS account (APPROVE=yes, KEEP=yes, CONFIG=FILE, BRANCH=NAME, PULL_REQUEST=TARGET)
	@$(if $(MINUTE),SLIPWAY_REHEARSAL_MINUTE=$(MINUTE)) python -m rehearsal $(if $(filter yes,$(APPROVE)),--approve) $(if $(filter yes,$(KEEP)),--keep) $(if $(CONFIG),--config $(CONFIG)) $(if $(BRANCH),--branch $(BRANCH)) $(if $(PULL_REQUEST),--pull-request $(PULL_REQUEST))

stop: $(READY)  ## end a rehearsal that was kept up
	@python -m rehearsal.run.stop

test: $(READY) checkov  ## every test, rehearsals included
	@python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

synth: $(READY) checkov  ## pipeline.yml -> cdk.out, through every gate
	@cdk synth --quiet
	@python -m policy.linters cdk.out
	@if [ -d execution-policies ]; then python -m policy.execution cdk.out --check execution-policies; else python -m policy.execution cdk.out; fi

scan: $(READY)  ## what the pipeline scans for: known vulnerabilities (asks npm's registry and OSV), secrets
	@python -m scan --npm . --npm webapp --python requirements/synth.txt

execution: $(READY)  ## write what CloudFormation may do in each account into execution-policies/
	@cdk synth --quiet --no-validation
	@python -m policy.execution cdk.out --output execution-policies

variants: $(READY)
	@for name in $(VARIANTS); do cdk synth --quiet --no-validation -c config=tests/synth/pipelines/$$name.yml --output cdk.out/variants/$$name; done
	@for name in $(EXAMPLES); do cdk synth --quiet --no-validation -c config=examples/$$name/pipeline.yml --output cdk.out/variants/$$name; done

policy: synth variants  ## a report on what may be done by whom, what was found and what was let pass
	@python -m policy.report cdk.out --variants cdk.out/variants --output cdk.out/policy

mutants: $(READY) variants  ## break the templates in every way we know of: do our rules notice?
	@cdk synth --quiet --no-validation
	@python -m policy.mutation cdk.out --variants cdk.out/variants

statements: $(READY)  ## remove each statement of each role once: does a rehearsal or the shadow test notice? (an hour)
	@python -m tests.slow.statements

releases: $(READY)  ## releases, rollbacks, infrastructure updates under load (STRATEGY=ecs/canary: a quarter of an hour; without: all)
	@python -m bench.releases $(STRATEGY)

check: $(READY)  ## format, lint, types: what a reviewer should not have to say
	@ruff format --check . && ruff check . && mypy

schema: $(READY)  ## write config/pipeline.schema.json, which editors use, from the model
	@python -m config.schema

snapshots: $(READY)  ## accept the templates of this moment as the reviewed ones
	@python -m pytest tests/snapshots --snapshot-update

lock: $(READY)  ## resolve the dependencies anew, with hashes and without addresses
	@tools/lock

checkov: $(CHECKOV)/ready

clean:  ## everything that git does not keep
	@if [ -e $(READY) ]; then $(MAKE) --no-print-directory stop; fi
	rm -rf $(VENV) node_modules cdk.out .cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(CHECKOV)/ready: requirements/checkov.txt | $(READY)
	@echo "Installing checkov into .cache/checkov (once, about a minute) ..."
	@rm -rf $(CHECKOV) && $(PYTHON) -m venv --without-pip $(CHECKOV)
	@python -m pip --python $(CHECKOV)/bin/python install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements/checkov.txt
	@touch $@

# --no-compile: most of aws-cdk-lib's modules are never imported; --no-deps: the lock file is complete.
$(READY): requirements/dev.txt package-lock.json tools/link-node
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is needed (Debian: apt install python3-venv)"; exit 1; }
	@echo "Installing the locked dependencies into .venv (once, about a minute) ..."
	@python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements/dev.txt
	@tools/link-node
	@npm ci --silent --ignore-scripts --no-audit --no-fund --cache .cache/npm
	@ln -sf ../../node_modules/aws-cdk/bin/cdk $(VENV)/bin/cdk
	@python -c 'import aws_cdk, aws_cdk.aws_ec2, aws_cdk.aws_codepipeline, cdk_nag'
	@touch $(READY)
