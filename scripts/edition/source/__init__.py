"""Read source/ into plain values.

Only files.py reads files. The other modules are pure functions from text to the values of model/, with the line of
everything that an editor may have to correct.
"""
