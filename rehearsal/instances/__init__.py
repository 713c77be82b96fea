"""Local EC2 instances: a root folder, processes and a loopback address of their own.

`instance.py` runs on this machine. `system_manager.py` runs inside, in systemd's place, with what it imports;
`systemctl.py` is the command that hook scripts call.
"""
