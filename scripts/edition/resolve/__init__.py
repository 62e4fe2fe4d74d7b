"""Find what belongs together: quotes and their words, names and their mentions, questions and their files.

Each module resolves one relation and reports what doesn't fit; assemble.py puts the edition together.
"""
