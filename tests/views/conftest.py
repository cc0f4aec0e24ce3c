import pytest
from sample_page import sample_record


@pytest.fixture
def record():
    return sample_record()
