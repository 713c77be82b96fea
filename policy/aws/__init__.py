"""What AWS publishes about itself, checked in, for a gate that must know it without the development tools."""
