"""The set of instruments of the greatest value, exact; positions live in here, codes leave.

Which search does what. ``PinsOnly`` answers where nothing is left to choose: no free place, or no eligible instrument
that serves a salient mechanism. ``GridSearch`` does all the work for a toolbox like the paper's: instruments that serve
the same mechanisms are counted instead of named, which leaves at most 67,200 count vectors for its 45 instruments, and
the best of them is found exactly in a millisecond or two, so that a click is answered at once. The number of count
vectors multiplies with every further kind of instrument; beyond ``search.CELL_LIMIT`` (a toolbox of one's own with
twice as many kinds that serve several mechanisms each) ``HighsSearch`` takes over: integer programming, a hundred times
slower here, but it does not grow with the grid. Both follow the same order of criteria and are tested against each
other. The library ``highspy`` is imported only when such a toolbox is searched; the paper's never needs it.
"""
