"""The site: Markdown pages that MkDocs and Zensical both publish. Pure functions that return strings.

    markdown.py  how a text is written so that Markdown leaves it alone
    page.py      a page with what it says of itself
    pages.py     all of them, one after the other

The others are one page, or one part of pages, each.
"""
