"""The machine that turns source/ into an edition and writes it down.

One way through the house, and imports point the same way, from below to above:

    formats/      an edition written: the pages of the site, the search index, pictures
    views/        what is shown, as data: passages cut into runs, targets, relations, citations
    resolving/    the parts held against each other; what comes out is a whole Edition
    transcript/   the text taken apart: labels, turns, page breaks, passages
    reading/      files to plain data: the editors' files, strict YAML, the Markdown of notes
    model/        what an edition is made of, as frozen values

    proof.py      the passages are the words of the transcript, each once
    writing.py    the only module that writes files
    story.py      from the first to the last
    publication.py  where the site and its repository are: what a publisher sets

problems.py is what is said when something is wrong, labels.py what the edition itself says;
both take their words from words/. alphabet.py puts lists in order.
"""
