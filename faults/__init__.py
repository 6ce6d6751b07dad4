"""What breaks, on purpose: the house is killed, cut off and filled up, and must come through.

    python3 -m faults [kill] [power] [full] [standby] [away] [mail] [shared] [rotate]
                      [--times 200] [--databases sqlite postgresql]

Each fault is tried on a house of its own that is thrown away. Exit 1 when anything that was
acknowledged is gone, came twice, or no longer hangs together.
"""
