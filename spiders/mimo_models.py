from newsbot.crawling.hub import HubSpider, models_of


class MimoModelsSpider(HubSpider):
    name = "mimo_models"
    title = "小米 MiMo（Hugging Face）"
    routes = (models_of("XiaomiMiMo", maker="小米"),)
