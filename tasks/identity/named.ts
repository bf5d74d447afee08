import { ColophonError } from "../../lib/errors";
import {
  addDelegate,
  type Change,
  PURPOSES,
  revokeAttribute,
  revokeDelegate,
  setAttribute,
} from "../../lib/identity/change";
import { requireWeid } from "../../lib/identity/did";
import { ALSO_KNOWN_AS } from "../../lib/identity/document";
import { keyAttribute } from "../../lib/identity/keys";
import { type TaskDefinition, types } from "../shared/command/definition";
import { parseChoice } from "../shared/command/parse";
import { addressOf } from "../shared/open/accounts";
import { type Fields, whole } from "../shared/print/output";

/** What an identity gives or takes back: an account that acts for it, a key, or a name of its own elsewhere. */
export interface NamedArgs {
  readonly to?: string;
  readonly purpose: string;
  readonly key?: string;
  readonly alias?: string;
}

export function addNamed(definition: TaskDefinition): TaskDefinition {
  return definition
    .addOptionalParam(
      "to",
      "An account that signs for it: an address or the name of an account",
      undefined,
      types.string,
    )
    .addOptionalParam("purpose", "What --to is for: signing or authentication", "signing", types.string)
    .addOptionalParam("key", "A file with a public key that signs for it (PEM)", undefined, types.string)
    .addOptionalParam("alias", "Its name at WeIdentity, did:weid:…", undefined, types.string);
}

/** What is named, and the changes that give it and take it back. */
export interface Named {
  readonly words: string;
  readonly shown: Fields;
  give(validity: number): Change;
  take(): Change;
}

/** @throws ColophonError, exit code 2, where not exactly one thing is named, or it is not what it should be */
export async function namedBy(args: NamedArgs, chainId: bigint): Promise<Named> {
  const given = [args.to, args.key, args.alias].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new ColophonError("Name one thing: --to, --key or --alias", {
      code: "WrongParameter",
      advice: "Each of them is another thing: run the command once for each.",
      exitCode: 2,
    });
  }
  if (args.to !== undefined) {
    const purpose = parseChoice(args.purpose, "--purpose", Object.keys(PURPOSES) as (keyof typeof PURPOSES)[]);
    const delegate = await addressOf(chainId, args.to, "--to");
    return {
      words: `${purpose} ${delegate}`,
      shown: [
        ["Delegate", delegate],
        ["For", purpose],
      ],
      give: (validity) => addDelegate(purpose, delegate, validity),
      take: () => revokeDelegate(purpose, delegate),
    };
  }
  const attribute =
    args.key === undefined
      ? { name: ALSO_KNOWN_AS, value: requireWeid(args.alias ?? "") }
      : await keyAttribute(args.key);
  return {
    words: `${attribute.name} ${attribute.value}`,
    shown: args.key === undefined ? [["Known as", whole(attribute.value)]] : [["Key", whole(args.key)]],
    give: (validity) => setAttribute(attribute, validity),
    take: () => revokeAttribute(attribute),
  };
}
