"""PostgreSQL as the house uses it: several servers, and no page that waits for ever."""
