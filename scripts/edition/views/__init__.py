"""What is shown, as data: an edition cut, counted and related, for every format to write in its own way.

runs.py         a passage cut where notes, mentions and foreign words begin and end
routes.py       where everything stands: one target for each thing that can be pointed at
relations.py    which questions belong together
words.py        every word of the interview, for the concordance
leaves.py       the pages of a concordance that is too long for one
years.py        the events of the timeline by year and month
citation.py     how the interview, a passage or a note is cited in words
works.py        the same as a reference manager keeps it
promises.py     which addresses have to lead somewhere for ever
records.py      what a search finds
colophon.py     what a file says of itself: whose words, which rights, what state
plain.py        the interview as plain text, with the place of every passage in it
said.py         what every file that is made from an edition has to hold
cards.py        the words on the pictures beside shared links
"""
