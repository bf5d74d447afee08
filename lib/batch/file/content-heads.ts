/** Room for so many at first. */
const FIRST_ROOM = 4096;

/**
 * The first eight bytes of content hashes: enough to say of millions that no two are equal, in an eighth of a second and
 * eight bytes each. Two that begin alike are perhaps equal.
 */
export class ContentHeads {
  #heads = new BigUint64Array(FIRST_ROOM);
  #count = 0;

  add(heads: BigUint64Array): void {
    const count = this.#count + heads.length;
    if (count > this.#heads.length) {
      const larger = new BigUint64Array(Math.max(count, 2 * this.#heads.length));
      larger.set(this.#heads);
      this.#heads = larger;
    }
    this.#heads.set(heads, this.#count);
    this.#count = count;
  }

  /** Whether any two are alike. Forgets them all. */
  hasTwins(): boolean {
    const heads = this.#heads.subarray(0, this.#count).sort();
    this.#heads = new BigUint64Array(0);
    this.#count = 0;
    for (let index = 1; index < heads.length; index++) if (heads[index] === heads[index - 1]) return true;
    return false;
  }
}
