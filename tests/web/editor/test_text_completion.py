"""What the editors' text editor offers, asked of the very script that a browser runs."""

import json
import subprocess

import pytest

from wizard.guide import json_schema
from wizard.web.static_files import SCRIPT_FOLDER

ASK = """
globalThis.window = globalThis;
const fs = require("fs"), { script, schema, texts } = JSON.parse(fs.readFileSync(0));
(0, eval)(script);
console.log(JSON.stringify(texts.map((text) => {
  const at = text.indexOf("|"), before = text.slice(0, at).split("\\n");
  const lines = text.replace("|", "").split("\\n");
  const { typed, options } = guideCompletions(before.at(-1), lines, before.length - 1, schema, ["agency", "phone"]);
  return [typed, Object.fromEntries(options.map((one) => [one.label, one.detail ?? ""]))];
})));
"""
STEP = "steps:\n  - id: menu\n    kind: info\n"
FORM = STEP + "  - id: account\n    kind: credentials\n    fields:\n"
KINDS = {"checklist", "choice", "credentials", "info", "outcome", "request", "wait"}
CASES = {
    "st|": ("st", {"status", "steps"}, set()),
    "status:\n  |": ("", {"state", "checked_on"}, {"steps"}),
    "status:\n  state: open\n  |": ("", {"checked_on"}, {"state"}),
    "status: {state: cl|": ("cl", {"open", "suspended", "closed"}, {"state"}),
    "status: {state: open, |}": ("", {"checked_on"}, {"state"}),
    STEP.replace("info", "|"): ("", KINDS, {"id"}),
    "steps:\n- id: menu\n  kind: |": ("", KINDS, {"id"}),
    STEP.replace("info", "choice") + "    |": ("", {"options", "say"}, {"fields", "kind", "id"}),
    STEP + "    op|\n  - id: b\n    kind: choice": ("op", {"say", "where"}, {"options"}),
    "steps:\n  - {id: a, kind: wait, |}": ("", {"hours"}, {"fields", "id"}),
    STEP + "    picture:\n      items:\n        - {|}": ("", {"menu", "button"}, {"steps"}),
    STEP + "    do:\n      - say: 눌러요\n        |": ("", {"result", "copy"}, {"say", "kind"}),
    FORM + "      key: {label: 키, |}": ("", {"kind", "find", "example"}, {"label"}),
    FORM + "      key:\n        label: 키\n        find: m|": ("m", {"menu", "account"}, set()),
    FORM + "      key: {label: 키, kind: |}": ("", {"text", "secret", "date"}, {"info"}),
    "title: ${a|": ("${a", {"${agency}", "${phone}"}, {"title"}),
    "# ti|": ("", set(), {"title"}),
    'title: "가: 나|': ('"가: 나', set(), {"title"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def offered():
    script = (SCRIPT_FOLDER / "text_completion.js").read_text("utf-8")
    asked = {"script": script, "schema": json_schema.guide_schema(), "texts": list(CASES)}
    told = subprocess.run(
        ["node", "-e", ASK], input=json.dumps(asked).encode(), capture_output=True, check=True
    )
    return dict(zip(CASES, json.loads(told.stdout), strict=True))


@pytest.mark.parametrize("text", CASES)
def test_keys_and_values_are_offered_where_they_fit_and_nowhere_else(offered, text):
    typed, wanted, unfit = CASES[text]
    said, options = offered[text]

    assert said == typed
    assert wanted <= set(options)
    assert not unfit & set(options)


def test_what_is_offered_says_what_it_is_for(offered):
    _, keys = offered["status:\n  |"]
    _, kinds = offered["steps:\n- id: menu\n  kind: |"]

    assert all(keys.values())
    assert all(kinds.values())
