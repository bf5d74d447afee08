#!/usr/bin/env bash
# Chinese authors in Latin letters, as an index or a citation abroad has them. A character of a family's name may be read otherwise there than in
# words, and the libraries take the reading in words: Zeng Guofan is "ceng" in all three, the novelist Zha Liangyong "cha"; the poet Zhai Yongming is
# "di" in pypinyin 0.55.0, which has Yuchi and Moqi right, and these are wrong in pinyin-pro 3.29.4, which has Zhai. With its mode "surname" it has
# all, and takes the first character of everything for a name, so that a title that begins with Leshan is "yue shan". transliteration 2.6.1
# goes by the character: Xiamen is "sha men".
# Guess: a name that every reader knows is in a dictionary of words; the two that are made for pinyin give one answer.
# For Colophon: names are kept as they are written, and nothing is transliterated. An index that sorts works by such a library puts Zhai at D and Zeng at C.
source "$(dirname "$0")/../shared/begin.sh"
packages pinyin-pro@3.29.4 transliteration@2.6.1
python_packages pypinyin==0.55.0

cat >probe.mjs <<'JS'
import { readFileSync } from "node:fs";

import { pinyin } from "pinyin-pro";
import { transliterate } from "transliteration";

for (const name of readFileSync("names.txt", "utf8").trim().split("\n")) {
  const [plain, surname] = ["normal", "surname"].map((mode) => pinyin(name, { toneType: "none", mode }));
  console.log(`pinyin-pro ${plain}, as a name ${surname}; transliteration ${transliterate(name).toLowerCase()}`);
}
JS
cat >probe.py <<'PY'
from pypinyin import lazy_pinyin

for name in open("names.txt").read().split():
    print(f"{name}: pypinyin {' '.join(lazy_pinyin(name))}")
PY
printf '%s\n' 曾国藩 翟永明 查良镛 单田芳 任正非 仇英 解缙 尉迟恭 万俟卨 乐山 厦门 >names.txt
paste -d ';' <(python/bin/python probe.py) <(node probe.mjs) | sed 's/;/; /' >seen

compare seen <<'SEEN'
曾国藩: pypinyin ceng guo fan; pinyin-pro ceng guo fan, as a name zeng guo fan; transliteration ceng guo fan
翟永明: pypinyin di yong ming; pinyin-pro zhai yong ming, as a name zhai yong ming; transliteration di yong ming
查良镛: pypinyin cha liang yong; pinyin-pro cha liang yong, as a name zha liang yong; transliteration cha liang yong
单田芳: pypinyin dan tian fang; pinyin-pro dan tian fang, as a name shan tian fang; transliteration dan tian fang
任正非: pypinyin ren zheng fei; pinyin-pro ren zheng fei, as a name ren zheng fei; transliteration ren zheng fei
仇英: pypinyin chou ying; pinyin-pro chou ying, as a name qiu ying; transliteration chou ying
解缙: pypinyin jie jin; pinyin-pro jie jin, as a name xie jin; transliteration jie jin
尉迟恭: pypinyin yu chi gong; pinyin-pro wei chi gong, as a name yu chi gong; transliteration wei chi gong
万俟卨: pypinyin mo qi xie; pinyin-pro wan si xie, as a name mo qi xie; transliteration wan si xie
乐山: pypinyin le shan; pinyin-pro le shan, as a name yue shan; transliteration le shan
厦门: pypinyin xia men; pinyin-pro xia men, as a name xia men; transliteration sha men
SEEN
