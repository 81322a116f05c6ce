"""The pantry: languages and jurisdictions as data. Imports the words only; handed in at the door."""
