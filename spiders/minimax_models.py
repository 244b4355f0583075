from newsbot.crawling.hub import HubSpider, models_of


class MinimaxModelsSpider(HubSpider):
    name = "minimax_models"
    title = "MiniMax（Hugging Face）"
    routes = (models_of("MiniMaxAI", maker="MiniMax"),)
