"""The policies of buckets, topics and what else has one."""
