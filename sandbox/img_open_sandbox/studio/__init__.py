"""Pure functions on pictures and texts that stand in for the service's models.

The same arguments give the same result. Nothing here reads a file, a clock or the network.
"""
