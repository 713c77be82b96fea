"""Artifact stores of other regions than the tools region: a stack of the tools account in each."""
