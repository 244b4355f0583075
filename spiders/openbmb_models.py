from newsbot.crawling.hub import HubSpider, models_of


class OpenbmbModelsSpider(HubSpider):
    name = "openbmb_models"
    title = "面壁 OpenBMB（Hugging Face）"
    routes = (models_of("OpenBMB", maker="面壁智能"),)
