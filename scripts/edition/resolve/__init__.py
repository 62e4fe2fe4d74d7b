"""The editors' files held against the transcript: quotes find their words, names their mentions, questions their files.

Each module resolves one relation and reports what doesn't hold; whole.py puts the edition together.
"""
