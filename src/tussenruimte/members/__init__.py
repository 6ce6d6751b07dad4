"""Who: cooperatives, people, seats, circles, duty; who acts for whom."""
