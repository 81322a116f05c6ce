"""The door: command line, HTTP, SPARQL endpoint, web page."""
