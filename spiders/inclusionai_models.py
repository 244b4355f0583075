from newsbot.crawling.hub import HubSpider, models_of


class InclusionaiModelsSpider(HubSpider):
    """The models Ling, Ring and Ming of 蚂蚁百灵, and what the group's other teams publish."""

    name = "inclusionai_models"
    title = "蚂蚁 inclusionAI（Hugging Face）"
    routes = (models_of("inclusionAI", maker="蚂蚁集团"),)
