"""国产大模型日报: crawl Chinese AI news and the LM Arena leaderboard, publish a daily report."""
