"""Templates and stacks as a whole: what no single service answers for."""
