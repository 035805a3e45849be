import pytest
from support.mall_server import authority


@pytest.fixture(scope="session")
def ca(tmp_path_factory):
    """The file of whom to trust."""
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority().cert_pem.write_to_path(str(file))
    return file
