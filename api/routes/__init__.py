"""The routes: the verbs as JSON, and /sparql."""
