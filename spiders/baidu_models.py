from newsbot.crawling.hub import HubSpider, models_of


class BaiduModelsSpider(HubSpider):
    name = "baidu_models"
    title = "百度（Hugging Face）"
    routes = (models_of("baidu", maker="百度"),)
