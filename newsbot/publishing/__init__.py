"""From a Daily to files: Markdown, written atomically."""
