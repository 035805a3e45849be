"""How words are written on a screen."""

from wizard.web.template_filters import folded_email


def test_a_line_may_end_behind_the_sign_of_an_address_and_nothing_that_stands_there_is_markup():
    assert str(folded_email("<b>a@b.kr님")) == "&lt;b&gt;a@<wbr>b.kr님"
    assert str(folded_email("관리자")) == "관리자"
