from newsbot.crawling.hub import HubSpider, models_of


class StepfunModelsSpider(HubSpider):
    name = "stepfun_models"
    title = "阶跃星辰（Hugging Face）"
    routes = (models_of("stepfun-ai", maker="阶跃星辰"),)
