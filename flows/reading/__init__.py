"""From text to statements: who says what about which proposition, and how."""
