"""What both kinds of stack are built with: written roles, keys without wildcards, log buckets."""
