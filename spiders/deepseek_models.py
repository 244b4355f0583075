from newsbot.crawling.hub import HubSpider, models_of


class DeepseekModelsSpider(HubSpider):
    name = "deepseek_models"
    title = "DeepSeek（Hugging Face）"
    routes = (models_of("deepseek-ai", maker="DeepSeek"),)
