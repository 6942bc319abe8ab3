"""The rules that protocol files are checked by, one function a rule."""
