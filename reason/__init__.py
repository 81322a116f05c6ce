"""The judge: norms and a case to answers with reasons. Needs no graph."""
