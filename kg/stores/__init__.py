"""The stores behind one protocol."""
