"""The words: types, notation, errors, vocabulary. Imports nothing of ours."""
