"""May this SQL change what a session keeps? A quick look for words, before the text is read with a tokenizer."""

from __future__ import annotations

import re

# Most SQL holds none of these: the tokenizer's package, which is slow to import, is then not needed at all.
_WORDS = re.compile(
    r"\b(?:set|reset|set_config|listen|temp|temporary|hold|prepare|execute|deallocate"
    r"|pg_(?:try_)?advisory_lock(?:_shared)?)\b",
    re.IGNORECASE,
)


def may_matter(text: str) -> bool:
    """False only if no statement in this text is one that the rules ask about; True may be wrong."""
    return _WORDS.search(text) is not None
