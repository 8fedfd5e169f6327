"""The CI files for users: their form, what they call, and where the keys go."""
