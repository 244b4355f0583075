"""newsbot's own commands, beside Scrapy's. ``EXIT_*`` are the exit codes that schedulers and monitors can rely on."""

EXIT_PUBLISHED = 0
EXIT_USAGE = 2  # a wrong option or a broken setting; as argparse has it
EXIT_SOURCES_FAILED = 3  # published, but with --strict a failed source counts
EXIT_BELOW_FLOOR = 3  # evaluated, but a figure is lower than --floor demands
EXIT_CHANNELS_FAILED = 3  # pushed, but not to all channels, or not all of it
EXIT_KEPT = 4  # nothing new on topic; the issue made before was kept
EXIT_FAILED = 5  # no issue, or no source that worked; pushed to no channel
EXIT_RUNNING = 6  # the source is being crawled already; nothing was asked for
