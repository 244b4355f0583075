"""The rules of what is core, related and off topic, each by headlines of its own."""

import pytest

from newsbot.judging.lexicon import bundled_lexicon
from newsbot.judging.relevance import judge

# Rule, grade, headlines.
RULES: dict[str, tuple[int, list[str]]] = {
    "a maker of models, whatever its news is": (
        2,
        [
            "深度求索换了新办公室",
            "阶跃任命新任首席科学家",
            "Zhipu AI opens an office in Singapore",
            "无问西东？MiroMind 这次想让模型自己查资料",
            "爱诗的视频月活过亿",
            "Sand.ai 曹越：自回归才是视频的答案",
        ],
    ),
    "a family of models in a version nobody has seen yet": (
        2,
        [
            "DeepSeek-V9 样例权重放出",
            "GLM-9 把上下文拉到千万",
            "Kimi K7 预览版今晚开放",
            "Qwen7-Max 样例评测出炉",
            "MiniMax-M8 登顶某榜单",
            "Ling-6.0 开放下载",
            "Ring-5T 拿下满分",
            "Hy6 预览版现身",
            "Wan4.1 可以直接出成片",
            "Step-Audio 9 会唱戏了",
            "VoxCPM 4 放出全部代码",
            "MiMo-V9 现身盲测平台",
        ],
    ),
    "products of conglomerates": (
        2,
        [
            "通义团队放出Z-Image全家桶",
            "MAI-UI 学会替人抢票",
            "Youtu-Agent 发布新框架",
            "Qianfan-OCR 读懂手写病历",
            "LongCat-Flash 新版更会点菜",
            "可灵4.0 让静态照片开口说话",
            "灵光App 用户过五千万",
            "openPangu 新版上架",
            "元宝和豆包谁更会写年终总结",
            "扣子空间支持团队共用",
        ],
    ),
    "a conglomerate together with a word of its models": (
        2,
        ["阿里重组大模型团队", "马化腾：智能体会改变微信", "李彦宏谈大模型的下一程", "小米开源端侧语音模型"],
    ),
    "prices and usage that rise are no share prices": (2, ["豆包调用价格涨50%", "Kimi K3 样例调用量涨30%"]),
    "what is native to models has left no company": (2, ["豆包推出AI原生数字员工，做客服也做销售"]),
    "somebody known for models": (2, ["罗福莉首次谈训练心得", "林俊旸现身技术沙龙"]),
    "a third party that takes a named Chinese model up": (
        2,
        ["某市政务热线接入DeepSeek", "某芯片公司完成GLM-9适配", "一款海外编辑器把底座换成Kimi K7", "Copilot 接入 Qwen"],
    ),
    "opinions on Chinese models as such": (
        2,
        [
            "谷歌前高管：DeepSeek超越了所有人的预期",
            "一位硅谷投资人：中国开源模型便宜又好用",
            "海外开发者为什么偏爱国产大模型",
            "Chinese open models gain ground",
        ],
    ),
    "binding rules on generative artificial intelligence": (
        2,
        ["又有三十款生成式人工智能服务通过备案", "智能体应用管理办法公开征求意见", "网信办整治AI生成内容标识缺失"],
    ),
    "results of a company whose whole business is models": (2, ["商汤中期收入增长三成", "讯飞半年报：营收再创新高"]),
    "results that are about the business with models": (2, ["可灵单季收入翻番", "百度AI业务收入占比再过半"]),
    "hardware that is the vendor's assistant": (2, ["千问眼镜新款开卖", "豆包手机助手更新"]),
    "one assistant and what is sold through it": (2, ["商家抱怨豆包推荐要抽佣", "有人专门“污染”DeepSeek的答案"]),
    "a foreign lab, whatever its news is": (
        1,
        [
            "OpenAI 换了财务主管",
            "Anthropic 二季度收入翻倍",
            "xAI 再扩机房",
            "Mistral 融资十亿欧元",
            "Claude 大范围掉线",
        ],
    ),
    "a Chinese model as the yardstick of somebody else": (1, ["Meta 新作对标DeepSeek", "OpenAI 下调价格，追赶Kimi"]),
    "agents, coding and retrieval in practice": (
        1,
        [
            "某公司上线智能体管理平台",
            "五个智能体同时写代码是什么体验",
            "RAG 上线半年后的教训",
            "上下文工程入门",
            "MCP 到底解决了什么",
        ],
    ),
    "makers of applications": (1, ["WPS灵犀会做整套幻灯片了", "硅基流动上线新计费方式", "AI漫剧一集只要五百块"]),
    "compute for models": (
        1,
        [
            "英伟达推出新一代推理GPU",
            "某地十万卡集群点亮",
            "微软资本支出再加三百亿，全给数据中心",
            "寒武纪公布新训练芯片",
        ],
    ),
    "a cloud's prices, regions and chips": (1, ["腾讯云宣布算力涨价，AI需求太旺", "平头哥芯片出货过百万"]),
    "models of robots": (1, ["某公司开源具身大模型", "机器人大脑之争：谁来当基座", "世界模型让机器人学会预判"]),
    "generative models of science": (1, ["AlphaFold 新版看懂药物分子", "深势科技推出科研助手"]),
    "policy for the trade": (1, ["某市出台人工智能产业发展若干措施", "算力券发到第三批"]),
    "policy abroad": (1, ["欧盟再推AI法案细则", "美国加州立法约束聊天机器人"]),
    "brokers on releases of models": (1, ["某某证券：Kimi K7发布利好国产算力", "中信建投：国产大模型迭代加快"]),
    "one of several names": (
        1,
        ["某绘图软件开放插件，首批支持 Claude、Kimi 等五家", "某机构盲测十款大模型：GPT 稳，Qwen 快，Gemini 全"],
    ),
    "alumni and investors": (
        1,
        [
            "前字节Seed研究员回到高校带课题组",
            "月之暗面前工程师创业，获种子轮融资",
            "DeepSeek前研究员自立门户，完成天使轮融资",
        ],
    ),
    "generative artificial intelligence in games and film": (
        1,
        ["AI短剧演员维权：脸被拿去换了", "AI作曲该署谁的名：AI音乐版权案宣判"],
    ),
    "marketing for answers": (1, ["GEO公司教品牌挤进AI答案"]),
    "essays on telephones and agents": (1, ["AI手机之后：智能体会接管App吗"]),
    "share prices and indices": (
        0,
        ["智谱跌13%", "MiniMax 盘中大涨", "恒生科技指数收涨，百度领涨", "DeepSeek概念股涨停", "智谱市值跌破千亿"],
    ),
    "funds, flows and target prices": (0, ["人工智能ETF获净申购", "南向资金买入腾讯", "某投行上调MiniMax目标价"]),
    "results of conglomerates": (
        0,
        ["腾讯季度净利润增长一成", "美团外卖亏损收窄，营收持平", "阿里巴巴回购两亿美元股份"],
    ),
    "gadgets": (0, ["某品牌AI眼镜降价", "AI录音笔横评", "这台AI洗地机会自己倒水", "新款AI耳机开售"]),
    "memory, boards and cooling": (0, ["HBM产能排到后年", "光模块龙头扩产", "AI服务器PCB订单饱满", "液冷公司拿下大单"]),
    "contracts of small listed companies": (0, ["某股份签订两亿元算力服务合同", "某公司：与客户签署算力租赁协议"]),
    "databases made for artificial intelligence": (0, ["某厂商发布面向AI的数据库", "AI用得多了，数据库也要改造"]),
    "robots as products": (0, ["宇树新款机器狗上架", "人形机器人进商场导购", "灵巧手公司融资过亿"]),
    "driving": (0, ["某车企全量推送智驾大模型", "Robotaxi 开进新城市", "萝卜快跑进驻机场"]),
    "other science": (0, ["机器学习帮忙找到新材料", "新疫苗临床结果公布"]),
    "one of many industries": (0, ["某省布局集成电路、生物医药、人工智能等产业", "商业航天、人工智能列入重点招商目录"]),
    "other business of a conglomerate": (
        0,
        ["腾讯会议上线新功能", "美团外卖调整佣金", "网易云音乐改版", "小米汽车交付新车"],
    ),
    "columns that companies pay for": (
        0,
        ["科氪｜大模型住进冰箱，某品牌的下一站", "推广 | 智能体帮你挑瓷砖", "【商业合作】AI 助手走进健身房"],
    ),
    "press releases of no maker": (
        0,
        [
            "甲公司携手乙公司，AI智能体赋能智慧园区",
            "某某大模型生态峰会圆满落幕",
            "某软件荣获人工智能先锋奖",
            "甲公司入选年度AI百强榜单",
        ],
    ),
    "hand in hand with a maker abroad": (1, ["埃森哲携手OpenAI，Codex赋能五万顾问", "辛顿荣获一项物理学大奖"]),
    "hand in hand with a Chinese maker": (2, ["某车企携手月之暗面，大模型赋能座舱升级", "科氪｜智谱把模型搬进县医院"]),
    "how to use what is known": (
        0,
        ["手把手教你给Claude Code装插件", "LangGraph 入门教程（三）：状态", "用好提示词的八个技巧", "Ollama安装指南"],
    ),
    "news of teaching": (1, ["教程网站为何输给ChatGPT", "OpenAI发布提示词官方教程页"]),
    "how to use a Chinese model": (2, ["手把手教你部署DeepSeek", "Kimi使用指南更新到第四版"]),
    "courses for sale": (0, ["大模型工程师实战营开课", "AI Agent精品课，前一百名半价", "扫码领取智能体学习资料"]),
    "lists of suppliers": (0, ["2026年智能体平台推荐：看这篇就够", "GEO服务商哪家好？", "十大AI营销公司推荐"]),
    "a recommendation that is news": (1, ["三家AI公司推荐政府统一安全标准", "ChatGPT加入商家推荐功能"]),
    "the age of artificial intelligence as an opening": (
        0,
        ["AI时代，老字号靠什么留住客人", "人工智能浪潮下：一座钢城的转身", "AI普及之后，仓库反而更大"],
    ),
    "what models do to models, in their age": (1, ["AI时代，智能体要不要身份证", "大模型时代，谁来审稿"]),
    "vague headlines": (0, ["腾讯，走到岔路口", "一家巨头的暴力裁员", "他为什么离开"]),
    "everyday words that spell a maker": (
        0,
        [
            "阶跃式增长的秘密：一家阀门厂的三年",
            "商汤王与他的都城",
            "一名交通义务宣传员的十年",
            "花两万相亲的人",
            "收到上千问卷",
        ],
    ),
    "things called like a model": (
        0,
        [
            "刚出锅的豆包抽检不合格",
            "小镇早餐铺：豆包卖到断货",
            "澳龙掉价了",
            "Kimi·莱科宁重回赛道",
            "F1 车手 Kimi 排位第三",
            "听《月之暗面》的那个夏天",
            "月之暗面的第一捧月壤",
            "元宝路公交站改名",
            "千问小学开学",
            "日日新，又日新：老店三代人",
            "装修日记 Step 4：刷漆发布会",
        ],
    ),
    "a model among things of its name": (
        2,
        [
            "字节的豆包会做早餐攻略",
            "豆包App教人包饺子",
            "Kimi 用新模型预测 F1 排位",
            "腾讯混元学打太极",
            "月之暗面与月球探测团队共用一套模型",
        ],
    ),
    "a model whose name stands beside a word of its namesakes, or makes one with its neighbours": (
        2,
        [
            "豆包酒店佣金引争议",
            "晚上千问崩了",
            "最近千问怎么了",
            "混元功能大更新",
            "混元道歉",
            "从即梦到可灵：视频模型一年",
            "豆包节省了谁的时间",
            "豆包冠名一档美食综艺",
            "Kimi 赞助 F1 车队",
        ],
    ),
    "a product by what only products have": (
        2,
        ["阿福日活再破纪录", "夸克改版后更像助手", "书生·浦语又开源", "Step-5 发布", "吴泳铭：阿里相信会思考的机器"],
    ),
    "a maker that goes public, wherever": (
        2,
        [
            "智谱港股挂牌",
            "面壁智能启动A股上市辅导",
            "生数科技拟赴港股，聆讯已过",
            "爱诗科技递表，冲刺港股视频生成第一股",
            "快手分拆可灵赴美股上市",
            "商汤港股配股，投向大模型",
        ],
    ),
    "a market where nobody goes public, or no maker": (
        0,
        ["A股上市公司回应是否接入DeepSeek", "港股科技股走强，智谱领涨", "一家奶茶公司登陆港股", "A股机器人第一股上市"],
    ),
    "figures of speech": (0, ["机器人等待自己的ChatGPT时刻", "量子计算的DeepSeek时刻来了吗"]),
}
CASES = [(rule, grade, title) for rule, (grade, titles) in RULES.items() for title in titles]


@pytest.mark.parametrize(("rule", "grade", "title"), CASES, ids=[f"{rule}: {title}" for rule, _, title in CASES])
def test_rule_holds(rule: str, grade: int, title: str) -> None:
    judgement = judge(title, "", bundled_lexicon())
    assert judgement.grade == grade, judgement.reasons


@pytest.mark.parametrize(
    ("title", "grade"),
    [
        ("数智周报：三家公司同日换帅", 1),
        ("AI周报｜某模型降价；某店开业；某剧收官", 1),
        ("8点1氪｜智谱发布新模型；Kimi融资；某店开业", 1),
        ("8点1氪｜智谱发布新模型；某店开业；某剧收官", 0),
        ("早报｜某店开业/某剧收官/豆包更新", 0),
    ],
)
def test_digest_is_never_core_and_related_by_its_theme_or_by_most_of_its_stories(title: str, grade: int) -> None:
    judgement = judge(title, "", bundled_lexicon())
    assert (judgement.grade, judgement.roundup) == (grade, True)


@pytest.mark.parametrize(
    "title", ["Kimi周报：一款替人写周报的智能体", "特斯拉晚报：某地下雪", "人民日报：智能体要管好"]
)
def test_product_or_newspaper_named_like_a_column_is_no_digest(title: str) -> None:
    assert judge(title, "", bundled_lexicon()).roundup is False
