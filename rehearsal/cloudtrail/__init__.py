"""CloudTrail: API calls become records, and go to the bucket and the log group that a trail names."""
