"""The memory: what was read, as RDF in a store that survives a crash; and the questions one can put to it."""
