import pytest

from tamani.command.interface_language import interface_language


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["read", "x"], {}, "en"),
        (["read", "x"], {"LANG": "fr_ML.UTF-8"}, "fr"),
        (["read", "x"], {"LANG": "fr_FR", "LC_ALL": "en_US.UTF-8"}, "en"),
        (["read", "x"], {"LANG": "C.UTF-8"}, "en"),
        (["read", "x"], {"LANG": "de_DE", "LANGUAGE": "fr:de"}, "fr"),
        (["--lang", "fr", "read", "x"], {}, "fr"),
        (["read", "--lang=en", "x"], {"LANG": "fr_FR"}, "en"),
        (["read", "--lang"], {"LANG": "fr_FR"}, "fr"),
        (["read", "--", "--lang", "fr"], {}, "en"),
    ],
)
def test_the_option_comes_before_the_environment(arguments, environment, language):
    assert interface_language(arguments, environment) == language
