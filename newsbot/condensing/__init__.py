"""Asking a language model for the line of an article. It knows neither the store nor the issue; nothing else asks."""
