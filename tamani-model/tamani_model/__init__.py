"""A parser of French and English in Universal Dependencies, as a spaCy pipeline.

>>> import spacy
>>> nlp = spacy.load("tamani_model")                                        # French
>>> nlp = spacy.load("tamani_model", config={"nlp": {"lang": "en"}})        # English
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tamani_model.component import NAME
from tamani_model.languages import available as languages
from tamani_model.tokens import blank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["languages", "load"]
__version__ = "0.4.1"
DEFAULT_LANGUAGE = "fr"


def load(
    *,
    vocab: Vocab | bool = True,
    disable: Iterable[str] = (),
    enable: Iterable[str] = (),
    exclude: Iterable[str] = (),
    config: dict[str, Any] | None = None,
    language: str | None = None,
) -> Language:
    """The pipeline of one language: tokenizer and ``tamani_parser``.

    Args:
        vocab: a vocabulary to share.
        disable: components that are added but not run.
        enable: the only components to run.
        exclude: components that are left out.
        config: ``{"nlp": {"lang": "en"}}`` chooses the language, as :func:`spacy.load` passes it on.
        language: the same, where this function is called itself: "fr" or "en".

    Raises:
        ValueError: the model does not read this language.
        FileNotFoundError: the package's weights are missing.
    """
    code = language or (config or {}).get("nlp", {}).get("lang") or DEFAULT_LANGUAGE
    pipeline = blank(code, vocab)
    pipeline.meta["name"], pipeline.meta["version"] = "tamani_model", __version__
    if NAME not in exclude:
        pipeline.add_pipe(NAME)
    wanted = set(enable)
    for name in pipeline.pipe_names:
        if name in disable or (wanted and name not in wanted):
            pipeline.disable_pipe(name)
    return pipeline
