from newsbot.crawling.hub import HubSpider, models_of


class TongyiMaiModelsSpider(HubSpider):
    name = "tongyi_mai_models"
    title = "通义 Tongyi-MAI（Hugging Face）"
    routes = (models_of("Tongyi-MAI", maker="阿里通义实验室"),)
