"""What is measured: speed, and how well the reader reads."""
