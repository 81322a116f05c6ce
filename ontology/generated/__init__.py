"""Written by `make ontology`; nothing here is edited by hand."""
