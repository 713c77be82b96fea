"""The instances of Auto Scaling groups: as many local ones as the group's desired capacity says."""
