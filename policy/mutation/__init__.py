"""The gate on trial: templates broken on purpose, one change at a time, and who notices."""
