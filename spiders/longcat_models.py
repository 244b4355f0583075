from newsbot.crawling.hub import HubSpider, models_of


class LongcatModelsSpider(HubSpider):
    name = "longcat_models"
    title = "美团 LongCat（Hugging Face）"
    routes = (models_of("meituan-longcat", maker="美团"),)
