"""Lambda functions. (`lambda` is a word of Python's own.)"""
