"""Who is told of what: topics by severity, rules that choose the events, a state machine that writes the messages."""
