"""What a browser without scripts does, without a browser: it follows links and sends forms as they stand."""

from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup

ASIDE = {"submit", "button", "image", "reset", "file"}
"""Kinds of boxes that send nothing by themselves."""


class PlainBrowser:
    """One reader's way, page by page.

    Attributes:
        at: the address of the page, as the address bar has it.
        page: the page, parsed.

    """

    def __init__(self, client, address):
        self.client = client
        self.go(address)

    def go(self, address):
        """Open an address, as written on this page."""
        self._show(self.client.get(urljoin(getattr(self, "at", "/"), address)))

    def follow(self, selector):
        """Follow the first link of a kind."""
        self.go(self.one(selector)["href"])

    def one(self, selector):
        """Give the first element of a kind; there must be one."""
        found = self.page.select_one(selector)
        assert found is not None, f"{self.at}: no {selector}"
        return found

    def choose(self, name, value=None):
        """Mark one of the answers to a question, and none of the others; the first if it says not which."""
        answers = self.page.select(f"input[name='{name}']")
        chosen = [one for one in answers if value in {None, one["value"]}][:1]
        assert chosen, f"{self.at}: no answer {value} to {name}"
        for one in answers:
            if one["type"] == "radio":
                one.attrs.pop("checked", None)
        chosen[0]["checked"] = ""

    def fill(self, values):
        """Type into the boxes that are there."""
        for name, value in values.items():
            box = self.page.select_one(f"input#{name}")
            if box:
                box["value"] = value

    def press(self, selector):
        """Press a button: what its form holds is sent as the form says."""
        button = self.one(selector)
        form = button.find_parent("form") or self.one(f"form#{button['form']}")
        to = urljoin(self.at, button.get("formaction") or form["action"])
        data = [*fields(form), *named(button)]
        if form["method"] == "get":
            self.go(f"{urlsplit(to).path}?{urlencode(data)}")
        else:
            self._show(self.client.post(to, data=grouped(data)))

    def _show(self, answer):
        for _ in range(9):
            if answer.status_code not in {302, 303}:
                break
            answer = self.client.get(answer.headers["Location"])
        assert answer.status_code == 200, f"{answer.request.full_path}: {answer.status_code}"
        self.at = answer.request.full_path.removesuffix("?")
        self.page = BeautifulSoup(answer.text, "html.parser")


def fields(form):
    """Give what a form's boxes send."""
    for box in form.select("input[name], textarea[name], select[name]"):
        kind = box.get("type", "text")
        is_off = kind in {"radio", "checkbox"} and not box.has_attr("checked")
        if box.has_attr("disabled") or kind in ASIDE or is_off:
            continue
        if box.name == "select":
            picked = box.select_one("option[selected]") or box.select_one("option")
            yield box["name"], picked.get("value", picked.text)
        else:
            yield box["name"], box.get("value", box.text if box.name == "textarea" else "on")


def named(button):
    """Give what a button itself sends."""
    return [(button["name"], button.get("value", ""))] if button.get("name") else []


def grouped(data):
    """Give pairs as a client sends them: a name may have many values."""
    found = {}
    for name, value in data:
        found.setdefault(name, []).append(value)
    return found
