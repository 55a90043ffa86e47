"""Carnet QIC: the notebook with which a local collective does its work together."""
