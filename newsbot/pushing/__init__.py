"""Sending messages to a user's own channels. It knows neither the store nor the issue; nothing else sends."""
