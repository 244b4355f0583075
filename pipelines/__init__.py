"""What happens to each item: one class a module, in the order that settings.ITEM_PIPELINES gives."""
