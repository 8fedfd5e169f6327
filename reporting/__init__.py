"""What the last test run, the drill and the contract itself have to tell, as one HTML page and one summary."""
