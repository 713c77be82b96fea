"""VPCs, subnets, and who reaches whom."""
