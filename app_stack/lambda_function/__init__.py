"""The application on Lambda. (`lambda` is a word of Python's own.)"""
