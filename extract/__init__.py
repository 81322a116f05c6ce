"""The reader: text to a document, to mentions, to norms and fines. Knows no judge."""
