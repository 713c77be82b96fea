"""The process that answers as AWS on 127.0.0.1."""
