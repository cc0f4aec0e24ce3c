import pytest
from hypothesis import given
from hypothesis import strategies as st

from tamani.command.file_names import Names, safe_stem


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("pages/bridge.html.gz", "bridge"),
        ("Le pont : ouvert ?.txt", "Le pont - ouvert"),
        ("CON.txt", "CON-page"),
        ("aux.d.html", "aux.d-page"),
        ("...", "page"),
        (None, "page"),
        ("2025.04.03.txt", "2025.04.03"),
    ],
)
def test_names_fit_every_system(source, name):
    assert safe_stem(source, "page") == name


@given(st.text(max_size=300))
def test_no_name_is_refused_by_a_disk(source):
    name = safe_stem(source, "page")
    assert name
    assert len(name.encode("utf-8")) <= 210
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name[-1] not in " ."


@given(st.lists(st.sampled_from(["a", "A", "a-2", "A-2", "b"]), max_size=12))
def test_no_two_names_are_the_same_where_case_is_not_told(sources):
    names = Names(".html")
    given_names = [names.name(source, "page").casefold() for source in sources]
    assert len(set(given_names)) == len(given_names)
