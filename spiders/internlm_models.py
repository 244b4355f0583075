from newsbot.crawling.hub import HubSpider, models_of


class InternlmModelsSpider(HubSpider):
    name = "internlm_models"
    title = "书生 InternLM（Hugging Face）"
    routes = (models_of("internlm", maker="上海人工智能实验室"),)
