"""The nouns of Volteface: frozen, small, standard library only."""
