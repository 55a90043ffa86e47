"""Actions that serve the changes, who leads them, what they need, and how they reinforce one another."""
