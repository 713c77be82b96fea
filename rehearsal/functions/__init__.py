"""Lambda: MiniStack runs functions. Here an alias's weights count, code is read in its caller's name, and a load
balancer needs leave to invoke."""
