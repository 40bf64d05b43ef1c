"""The set of instruments of the greatest value, exact; positions live in here, codes leave."""
