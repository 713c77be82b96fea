"""What the gate and the linters let pass, and why: rows for the pipeline's stack, for environments, for linters.

A row names one construct, and findings on it to the letter: an exception for one wildcard is none for another.
The gate refuses a finding without a row, and a row that finds nothing. A row that `applies` only when
pipeline.yml chose so costs a stricter organisation nothing: with every option on, what is left is what AWS
makes impossible.
"""
