import { Random } from "../../test/shared/random";

/** Words of two characters, as most Chinese words are; the first ones are in the most titles. */
const CHINESE = (
  "版权 登记 新闻 中国 研究 城市 报道 发展 文化 作品 历史 教育 经济 社会 科技 生活 艺术 健康 小说 音乐 摄影 电影 诗歌 散文 评论 报告 调查 记录 海洋 气候 农业 工业 交通 建筑 设计 法律 法院 判决 合同 出版 " +
  "书籍 期刊 编辑 作者 读者 翻译 语言 文字 传统 节日 春天 秋天 山水 花鸟 图片 视频 数据 网络 平台 企业 市场 价格 投资 银行 保险 医院 医生 学校 老师 学生 儿童 青年 老人 家庭 婚姻 旅游 美食 茶叶 丝绸 瓷器 " +
  "绘画 书法 雕塑 考古 博物 展览 会议 论坛 合作 国际 外交 军事 航天 卫星 火箭 机器 智能 计算 系统 软件 芯片 电池 汽车 铁路 机场 港口"
).split(" ");
const ENGLISH = (
  "the of a in harbour river city winter summer light house letter market school garden night morning report story news " +
  "history music paper printer rights author reader stone bridge island forest mountain village coast train road window " +
  "table glass bread water fire iron silver golden quiet broken hidden distant early late small great northern southern " +
  "eastern western annual weekly modern ancient public private open closed first second third last notes essays poems " +
  "songs maps plans studies sketches portraits voyages journeys returns meetings farewells questions answers"
).split(" ");
const CHINESE_NAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林"];
const CHINESE_GIVEN = "伟 芳 娜 敏 静 秀英 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 建国 文".split(" ");
const ENGLISH_NAMES = "Martin Bernard Moreau Schmidt Novak Rossi Silva Jensen Kowalski Lindqvist O’Brien Müller".split(
  " ",
);
const ENGLISH_GIVEN = "Anne Louis Maria Peter Sofia James Clara Hugo Emma Felix Zoë José".split(" ");

/** In every so many titles there is a word that no other has. */
export const RARE = { every: 50_000, word: "潮汐" } as const;

/** What a work says of itself. */
export interface Said {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly path: string;
}

/** Works as a publisher has them, by their numbers: half of them Chinese, with words of many titles and words of few. */
export function saidBy(work: number): Said {
  const random = new Random(work);
  const isChinese = work % 2 === 0;
  const [words, given, names] = isChinese
    ? ([CHINESE, CHINESE_GIVEN, CHINESE_NAMES] as const)
    : ([ENGLISH, ENGLISH_GIVEN, ENGLISH_NAMES] as const);
  const chosen = Array.from({ length: 4 + random.below(5) }, () => often(random, words));
  if (work % RARE.every === 0) chosen.push(RARE.word);
  const [name, first] = [random.pick(names), random.pick(given)];
  return isChinese
    ? { title: `${chosen.join("")}（${work}）`, author: name + first, language: "zh-CN", path: `稿件/${work}.docx` }
    : {
        title: `${chosen.join(" ")}, No. ${work}`,
        author: `${first} ${name}`,
        language: "en",
        path: `2026/story-${work}.html`,
      };
}

/** One of the words, the first ones by far the most often. */
function often(random: Random, words: readonly string[]): string {
  return words[Math.floor(words.length * random.fraction() ** 3)] ?? "";
}
