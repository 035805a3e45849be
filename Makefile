# The commands of this house: make help

PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help run demo test types lint contracts guides check bench chaos gallery lock codemirror clean
.DEFAULT_GOAL := help

help: ## 이 목록을 보여 줘요
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: .venv/run ## 설치하고, 표를 맞추고, http://127.0.0.1:8000 을 열어요
	$(BIN)/wizard serve

demo: .venv/dev node_modules/ready ## 지어낸 판매자와 연습 쇼핑몰로 제품을 다 보여 줘요 (인터넷 없이, PORT로 여는 곳을 골라요)
	@$(BIN)/python -m demo

test: .venv/dev node_modules/ready ## 모든 검사를 해요: 코드, 타입, 층, 두 데이터베이스, 진짜 브라우저
	tools/timed machine tools/machine
	@$(MAKE) --no-print-directory -j2 -O types lint contracts guides
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=10

types:
	tools/timed types $(BIN)/python -m mypy

lint:
	tools/timed lint $(BIN)/ruff check .
	tools/timed format $(BIN)/ruff format --check .

contracts:
	tools/timed contracts $(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

guides:
	tools/timed guides $(BIN)/wizard check content/guides content/privacy

gallery: .venv/dev node_modules/ready ## 모든 화면을 상태, 너비, 테마마다 찍어 gallery-pictures/index.html에 모아요
	tools/machine
	$(BIN)/python -m gallery

check: .venv/run ## 안내 파일만 살펴봐요
	$(BIN)/wizard check content/guides content/privacy

bench/lighthouse/node_modules: node_modules/ready bench/lighthouse/package-lock.json
	cd bench/lighthouse && npm ci --ignore-scripts --silent
	@touch $@

bench: .venv/dev node_modules/ready bench/lighthouse/node_modules ## 속도와 크기를 재서 적어요
	tools/machine
	$(BIN)/python -m bench

chaos: .venv/dev ## 죽이고, 멈추고, 채우고, 괴롭혀도 약속을 지키는지 봐요 (바쁜 기계에서 15분쯤)
	tools/machine
	$(BIN)/python -m chaos

lock: .venv/dev ## 의존성을 다시 골라 해시와 함께 적어요
	$(BIN)/python -m pip install -q uv
	$(BIN)/python -m uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements/run.txt
	$(BIN)/python -m uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev pyproject.toml -o requirements/dev.txt

codemirror: node_modules/ready ## 글 고치기 화면의 편집기를 npm의 조각에서 다시 지어요
	npm run -s codemirror -- --outfile=wizard/static/codemirror.js

clean: ## 설치한 것을 지워요 (데이터는 남겨요)
	rm -rf .venv node_modules

.venv/made:
	tools/venv $(PYTHON)
	@touch $@

.venv/run: .venv/made requirements/run.txt pyproject.toml
	tools/timed 'install (run)' $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	@tools/link
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	tools/timed 'install (dev)' $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/ready: .venv/dev package-lock.json
	tools/timed 'install (npm)' npm ci --ignore-scripts --silent
	@touch $@
