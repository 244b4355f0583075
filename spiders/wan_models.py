from newsbot.crawling.hub import HubSpider, models_of


class WanModelsSpider(HubSpider):
    name = "wan_models"
    title = "通义万相 Wan（Hugging Face）"
    routes = (models_of("Wan-AI", maker="阿里通义万相"),)
