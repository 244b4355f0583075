from newsbot.crawling.hub import HubSpider, models_of


class KwaipilotModelsSpider(HubSpider):
    name = "kwaipilot_models"
    title = "快手 Kwaipilot（Hugging Face）"
    routes = (models_of("Kwaipilot", maker="快手"),)
