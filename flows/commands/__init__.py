"""The commands of `volteface`, grouped by what they are for."""
