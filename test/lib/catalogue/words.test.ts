import { expect } from "chai";

import { indexedWords, matchOf } from "../../../lib/catalogue/words";
import { Random, testSeed } from "../../shared/random";

describe("the words of the catalogue", () => {
  it("are characters in pairs where a script has no spaces", () => {
    expect(indexedWords("版权登记")).to.equal("版权 权登 登记 记");
    expect(indexedWords("《カタログ》の本")).to.equal("カタ タロ ログ グ の本 本");
  });

  it("are folded where it has: capitals, accents and full-width forms do not count", () => {
    expect(indexedWords("Été à L’Île, ＡＢＣ１２")).to.equal("ete a l ile abc12");
    expect(indexedWords("Le Phare.txt")).to.equal("le phare.txt");
  });

  it("begin anew where the script changes", () => {
    expect(indexedWords("Colophon版权2026")).to.equal("colophon 版权 权 2026");
  });

  it("keep the signs that make another word", () => {
    expect(indexedWords("がか")).to.equal("がか か");
    expect(indexedWords("हिन्दी")).to.equal("हिन्दी");
  });

  const seed = testSeed();
  it(`are the same where the text is as plain as most titles are (seed ${seed})`, () => {
    const random = new Random(seed);
    const characters = [..."版权登记 aZ9_-.,!（）《》：“”’—、。々〇\t\u0000"];
    for (let time = 0; time < 500; time++) {
      const text = Array.from({ length: random.below(20) }, () => random.pick(characters)).join("") + "版";
      // It has no word in it, and the text is not plain any more.
      expect(indexedWords(text), JSON.stringify(text)).to.equal(indexedWords(`${text}…`));
    }
  });

  it("are asked for all together, and next to each other within a run", () => {
    expect(matchOf("le Phare")).to.equal('"le" AND "phare"');
    expect(matchOf("权登记 x")).to.equal('"权登 登记" AND "x"');
    expect(matchOf("权")).to.equal('"权"*');
    expect(matchOf("!?")).to.equal(undefined);
  });
});
