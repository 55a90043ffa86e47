"""Links that open the house, like Jupyter's: stored hashed, renewed and revoked."""
