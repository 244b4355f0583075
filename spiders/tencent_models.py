from newsbot.crawling.hub import HubSpider, models_of


class TencentModelsSpider(HubSpider):
    name = "tencent_models"
    title = "腾讯（Hugging Face）"
    routes = (models_of("tencent", maker="腾讯"),)
