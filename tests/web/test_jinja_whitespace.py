from conftest import soup_of
from jinja2 import Environment

from wizard.web.jinja_whitespace import StripIndent


def test_a_templates_margin_is_not_sent_but_what_is_written_into_it_is():
    environment = Environment(extensions=[StripIndent], autoescape=True)
    template = environment.from_string("<p>\n    {{ typed }}\n\t</p>")

    assert template.render(typed="가\n    나") == "<p>\n가\n    나\n</p>"


def test_no_line_of_a_page_is_indented(client):
    page = client.get("/guides/keys/form")

    assert soup_of(page).select_one("form#account")
    assert "\n  " not in page.text
