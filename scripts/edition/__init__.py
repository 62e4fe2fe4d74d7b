"""The machine that turns source/ into the pages of docs/.

One way through the house, and imports point the same way:

    reading/    files to plain data: the transcript, the editors' files, strict YAML
    checking/   the parts held against each other; what comes out is a whole Edition
    pages/      an Edition to Markdown pages; pure functions that return strings
    cards.py    an Edition's cards to pictures, for links that are shared
    indexing.py its records to a search index, by Pagefind
    proof.py    the words on the pages are the words of the transcript, each once
    writing.py  the only module that writes files
    settings.py where the site and its repository are, from mkdocs.yml
    building.py the story from the first to the last

model.py holds the data that all of them speak of, problems.py what is said when
something is wrong, labels.py the few words that the edition itself says.
"""
