"""What MiniStack's EventBridge lacks: events of alarms, buses of other accounts and regions, dead-letter queues."""
