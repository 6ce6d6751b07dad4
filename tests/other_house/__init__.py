"""Another house that knows who people are: a real provider of OpenID Connect, on loopback."""
