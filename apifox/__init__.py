"""What Apifox publishes: sites fetched into a snapshot, and pages read into facts."""
