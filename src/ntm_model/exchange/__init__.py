"""In and out: files in the project's own JSON. Heavy libraries are loaded here and when used."""
