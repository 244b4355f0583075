"""How fast newsbot's own parts are. Run ``make bench``; ratios say more than seconds, which depend on the machine."""
