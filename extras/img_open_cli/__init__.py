"""The command line of img-open: each operation is a command, made at run time from the client's own methods.

rich-click makes it: commands that are made at run time need click's own Option and Command classes, and rich draws the
tables, the progress and the help.
"""
