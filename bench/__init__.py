"""What README and docs promise in numbers, measured anew by whoever asks."""
