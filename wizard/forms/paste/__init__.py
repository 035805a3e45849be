"""A pasted text, understood: seen plainly, cut into rows and cells, named by labels, told by shapes."""
