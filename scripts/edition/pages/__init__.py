"""An edition to Markdown pages: pure functions that return strings.

markdown.py knows how a text is written so that Markdown leaves it alone; the other
modules are one page, or one kind of page, each. site.py lists them all.
"""
