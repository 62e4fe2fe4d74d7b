"""What an edition is made of, as frozen values. Every room of the machine speaks of these.

text.py       the interview: speakers, passages, and “these words” (a Span)
prose.py      what the editors write: paragraphs, lists, links, and the sources they name
editorial.py  the editors' files as they were read
site.py       names that pages of the edition's own can't have
edition.py    the whole: notes, mentions and events at their words
"""
