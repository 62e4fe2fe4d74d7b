"""From files to plain data.

folder.py is the only module that reads files. The others are pure functions from text to
the values of model.py, with the line of everything that an editor may have to mend.
"""
