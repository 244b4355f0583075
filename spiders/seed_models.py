from newsbot.crawling.hub import HubSpider, models_of


class SeedModelsSpider(HubSpider):
    name = "seed_models"
    title = "字节跳动 Seed（Hugging Face）"
    routes = (models_of("ByteDance-Seed", maker="字节跳动 Seed"),)
