"""Questions of pages that combine rooms."""
