import { Allowance } from "./allowance";
import { inflate } from "./inflate";
import {
  isDict,
  isList,
  matchAt,
  type Parsed,
  parseObject,
  type PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  skipSpace,
} from "./objects";
import { broken, PdfError } from "./pdf-error";
import { type Place, readPlaces, requireFew } from "./places";
import { unpredicted } from "./predictor";

/** The most bytes of a stream that tells of other objects. */
const MOST_INNER = 8 * 1024 * 1024;
/** How often a reference may lead to another one. */
const MOST_STEPS = 10;
const OBJECT = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj/y;
const STREAM = /stream(?:\r\n|\n)/y;
const ENDSTREAM = /(?:\r\n|\n|\r)?endstream/y;

/** Bytes with what is said of them. */
interface Stream {
  readonly dict: PdfDict;
  readonly bytes: Uint8Array;
}

/** How the bytes of a stream are made. */
interface Unfiltering {
  /** The most bytes that there may be. */
  readonly most: number;
  /** Whether it tells of other objects. */
  readonly isInner: boolean;
}

/**
 * A PDF whose objects can be asked for. It is read as it says that it is made: where its tables are wrong nothing is guessed, so
 * that nobody reads another document out of it than everybody else.
 */
export class PdfFile {
  /** A character for each byte. */
  readonly #text: string;
  readonly #inner = new Map<number, Promise<ReadonlyMap<number, PdfObject>>>();
  readonly #allowance = new Allowance();
  #places: ReadonlyMap<number, Place> = new Map();
  #trailer: PdfDict = new Map();

  private constructor(private readonly bytes: Uint8Array) {
    this.#text = new TextDecoder("latin1").decode(bytes);
  }

  /** @throws PdfError where it is broken or encrypted */
  static async open(bytes: Uint8Array): Promise<PdfFile> {
    const file = new PdfFile(bytes);
    const { places, trailer } = await readPlaces(file.#text, file.#allowance, (at) =>
      file.#streamAt(at, undefined, { most: MOST_INNER, isInner: true }),
    );
    [file.#places, file.#trailer] = [places, trailer];
    if (trailer.has("Encrypt")) throw new PdfError("encrypted", "it is encrypted");
    return file;
  }

  /** What everything else is found from. */
  async catalog(): Promise<PdfDict> {
    const catalog = await this.dict(this.#trailer.get("Root"));
    if (catalog === undefined) throw broken("it has no catalog");
    return catalog;
  }

  /** The dictionary that this is or leads to; undefined where it is none. */
  async dict(value: PdfObject | undefined): Promise<PdfDict | undefined> {
    const found = await this.resolve(value);
    return isDict(found) ? found : undefined;
  }

  /** What is in the stream that a reference leads to. @param most the most bytes that it may have */
  async stream(value: PdfObject | undefined, most: number): Promise<Uint8Array> {
    const place = value instanceof PdfRef ? this.#places.get(value.number) : undefined;
    if (!(value instanceof PdfRef) || place === undefined || !("at" in place)) throw broken("a stream is not there");
    return (await this.#streamAt(place.at, value.number, { most, isInner: false })).bytes;
  }

  /**
   * What this is or leads to.
   * @param isInner whether a stream of objects needs it, which nothing in such a stream may be needed for: two that need each other
   * would wait for ever (ISO 32000-2, 7.5.7)
   */
  async resolve(value: PdfObject | undefined, isInner = false): Promise<PdfObject | undefined> {
    let found = value;
    for (let step = 0; found instanceof PdfRef; step += 1) {
      if (step === MOST_STEPS) throw broken("its references run in a circle");
      found = await this.#object(found.number, isInner);
    }
    return found;
  }

  async #object(number: number, isInner: boolean): Promise<PdfObject | undefined> {
    const place = this.#places.get(number);
    if (place === undefined) return undefined;
    if ("at" in place) return this.#parse(this.#text, this.#bodyAt(place.at, number)).value;
    if (isInner) throw broken("a stream of objects needs what stands in one");
    const known = this.#inner.get(place.inside) ?? this.#objectsIn(place.inside);
    this.#inner.set(place.inside, known);
    return (await known).get(number);
  }

  /** Where what an object is begins. @param number the object's; undefined where any may be there */
  #bodyAt(at: number, number: number | undefined): number {
    const found = matchAt(OBJECT, this.#text, skipSpace(this.#text, at));
    if (found === undefined || (number !== undefined && Number(found[1]) !== number)) {
      throw broken(`its table of objects names one at ${at}, which is not there`);
    }
    const body = OBJECT.lastIndex;
    this.#allowance.spend(body - at);
    return body;
  }

  #parse(text: string, at: number): Parsed {
    const parsed = parseObject(text, at, this.#allowance);
    this.#allowance.spend(parsed.end - at);
    return parsed;
  }

  async #streamAt(at: number, number: number | undefined, how: Unfiltering): Promise<Stream> {
    const { value: dict, end } = this.#parse(this.#text, this.#bodyAt(at, number));
    const begin = matchAt(STREAM, this.#text, skipSpace(this.#text, end));
    if (!isDict(dict) || begin === undefined) throw broken(`there is no stream at ${end}`);
    const from = STREAM.lastIndex;
    const length = await this.resolve(dict.get("Length"), how.isInner);
    if (typeof length !== "number" || length < 0 || matchAt(ENDSTREAM, this.#text, from + length) === undefined) {
      throw broken(`the stream at ${from} is not as long as it says`);
    }
    const bytes = await this.#unfiltered(dict, this.bytes.subarray(from, from + length), how);
    this.#allowance.spend(bytes.length);
    return { dict, bytes };
  }

  async #unfiltered(dict: PdfDict, raw: Uint8Array, { most, isInner }: Unfiltering): Promise<Uint8Array> {
    const named = await this.resolve(dict.get("Filter"), isInner);
    const filters = (isList(named) ? named : [named]).flatMap((each) => (each instanceof PdfName ? each.name : []));
    if (filters.length === 0 && raw.length > most) throw broken(`a stream in it is larger than ${most} bytes`);
    if (filters.length === 0) return raw;
    if (filters.join() !== "FlateDecode") throw broken(`a stream in it has the filter ${filters.join(" ")}`);
    const told = await this.resolve(dict.get("DecodeParms"), isInner);
    const parameters = await this.resolve(isList(told) ? told[0] : told, isInner);
    const number = (key: string): number => {
      const value = isDict(parameters) ? parameters.get(key) : undefined;
      return typeof value === "number" ? value : 1;
    };
    return unpredicted(await inflate(raw, most), number("Predictor"), number("Columns"));
  }

  /** The objects in a stream, by their numbers. */
  async #objectsIn(container: number): Promise<ReadonlyMap<number, PdfObject>> {
    const place = this.#places.get(container);
    if (place === undefined || !("at" in place)) throw broken(`the objects in ${container} are not there`);
    const { dict, bytes } = await this.#streamAt(place.at, container, { most: MOST_INNER, isInner: true });
    const text = new TextDecoder("latin1").decode(bytes);
    const [first, count] = [dict.get("First"), dict.get("N")];
    if (typeof first !== "number" || typeof count !== "number") throw broken(`${container} has no objects in it`);
    requireFew(count);
    const numbers: number[] = [];
    for (const [digits] of text.slice(0, first).matchAll(/\d+/g)) {
      if (numbers.length >= 2 * count) break;
      numbers.push(Number(digits));
    }
    const objects = new Map<number, PdfObject>();
    for (let index = 0; index < Math.min(count, numbers.length / 2); index += 1) {
      const [number = 0, offset = 0] = numbers.slice(2 * index, 2 * index + 2);
      objects.set(number, this.#parse(text, first + offset).value);
    }
    return objects;
  }
}
