"""The hosts that a guide leads to are those of its consoles and of its mall's help."""

import pytest
from conftest import CONTENT

from wizard.content.catalog import open_catalog
from wizard.guide.hosts import hosts_of

GUIDES = open_catalog(CONTENT).guides


@pytest.mark.parametrize(
    ("mall", "hosts"),
    [
        ("coupang", {"wing.coupang.com"}),
        ("11st", {"openapi.11st.co.kr", "soffice.11st.co.kr"}),
        ("auction", {"auction.co.kr", "developer.auction.co.kr", "esmplus.com"}),
        ("tmon", set()),
    ],
)
def test_a_guide_leads_to_its_consoles_and_to_help_and_not_to_its_sources(mall, hosts):
    assert hosts_of(GUIDES[mall]).mall == hosts
