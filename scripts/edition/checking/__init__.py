"""The parts of the source held against each other.

Each module checks one relation and appends what is wrong; whole.py asks them all and
puts the parts together.
"""
