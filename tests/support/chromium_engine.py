"""Chromium, driven by Playwright."""

from contextlib import contextmanager

from playwright.sync_api import Error
from support.engines import PC, GoneError, Tab

from gallery import stage


class ChromiumTab(Tab):
    """A page of one of Playwright's contexts."""

    def __init__(self, address, page):
        super().__init__(address)
        self.page = page

    def visit(self, url):
        self.page.goto(url)

    def evaluate(self, expression):
        return _left_or(self.page.evaluate, expression)

    def click(self, selector):
        _left_or(self.page.locator(selector).first.click, timeout=1000, no_wait_after=True)

    def write(self, text):
        self.page.keyboard.type(text)

    def key(self, name, *, control=False):
        self.page.keyboard.press(f"Control+{name}" if control else name)

    def travel(self, steps):
        (self.page.go_back if steps < 0 else self.page.go_forward)(wait_until="commit")

    def reload(self):
        self.page.reload()

    def resize(self, size):
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def other(self):
        self.page.wait_for_timeout(1)  # the driver hears of a window while it waits
        others = [page for page in self.page.context.pages if page is not self.page]
        return ChromiumTab(self.base, others[0]) if others else None

    def keep_cookie(self, name, value):
        self.page.context.add_cookies([{"name": name, "value": value, "url": self.base}])

    def picture(self, selector="html"):
        return self.page.locator(selector).screenshot()


def _left_or(does, *args, **options):
    try:
        return does(*args, **options)
    except Error as error:
        raise GoneError(error.message) from error


class Chromium:
    """A running Chromium."""

    def __init__(self, browser, *, has_scripts):
        self.browser, self.has_scripts = browser, has_scripts

    @contextmanager
    def reader(self, address, size=PC):
        """Give a new reader's window."""
        context = stage.reader(
            self.browser, address, java_script_enabled=self.has_scripts,
            viewport={"width": size[0], "height": size[1]},
        )  # fmt: skip
        try:
            yield ChromiumTab(address, context.new_page())
        finally:
            context.close()
