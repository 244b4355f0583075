from newsbot.crawling.hub import HubSpider, models_of


class QwenModelsSpider(HubSpider):
    name = "qwen_models"
    title = "Qwen（Hugging Face）"
    routes = (models_of("Qwen", maker="阿里千问"),)
