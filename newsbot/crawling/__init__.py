"""What spiders are made of: routes, outcomes, the browser."""
