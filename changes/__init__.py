"""What changed between two states of a page or of the contract, what that means, and what it touches."""
