"""Sending messages to channels, which are a user's own. It knows neither the store nor the issue; nothing else sends."""
