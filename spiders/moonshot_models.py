from newsbot.crawling.hub import HubSpider, models_of


class MoonshotModelsSpider(HubSpider):
    name = "moonshot_models"
    title = "月之暗面（Hugging Face）"
    routes = (models_of("moonshotai", maker="月之暗面"),)
