"""How closely organisations work together, from rivalry to trust."""
