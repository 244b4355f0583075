from newsbot.crawling.hub import HubSpider, models_of


class ZaiModelsSpider(HubSpider):
    name = "zai_models"
    title = "智谱 Z.ai（Hugging Face）"
    routes = (models_of("zai-org", maker="智谱"),)
