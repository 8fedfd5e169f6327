"""Drifts to plant: for each witness the ways in which it can change, over every operation alike."""
