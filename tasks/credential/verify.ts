import { formatTime } from "../../lib/chain/rpc/time";
import { type Credential, readCredential } from "../../lib/credentials/credential";
import { readListToken } from "../../lib/credentials/issuing/list-token";
import { verifyOnChain } from "../../lib/credentials/presenting/online";
import { type Question, type Verified, verifyOffline } from "../../lib/credentials/presenting/verify";
import { readSchema } from "../../lib/credentials/schema";
import { ColophonError } from "../../lib/errors";
import { addressOfDid } from "../../lib/identity/did";
import { readResolution } from "../../lib/identity/resolution-file";
import { readAccreditor } from "../../lib/parties/accreditors";
import { action, type Outcome } from "../shared/command/action";
import { clock } from "../shared/command/clock";
import type { CommandContext } from "../shared/command/context";
import { types } from "../shared/command/definition";
import { addJson } from "../shared/command/params";
import { parseDate } from "../shared/command/parse";
import { credentialScope } from "../shared/command/scopes";
import { type Fields, fields, whole } from "../shared/print/output";
import { verdict } from "../shared/print/verdict";
import { claimFields, credentialFields } from "./credential-fields";
import { openCredentials } from "./open-credentials";

interface Args {
  readonly credential: string;
  readonly did?: string;
  readonly at?: string;
  readonly statusList?: string;
  readonly schema?: string;
  readonly audience?: string;
  readonly nonce?: string;
}

/** What was looked at, with what stands for its time and its issuer. */
interface Looked {
  readonly verified: Verified;
  readonly now: number;
  readonly by: Fields;
  readonly result: Readonly<Record<string, unknown>>;
}

const definition = credentialScope
  .task("verify", "Checks a credential against the chain, or against a saved DID document")
  .addParam("credential", "The credential, or what its holder presents of it: a file", undefined, types.string)
  .addOptionalParam("did", "The issuer's DID document, saved: asks no chain", undefined, types.string)
  .addOptionalParam("at", "With --did: the moment that is asked about; without it, now", undefined, types.string)
  .addOptionalParam("statusList", "Its issuer's status list, a file", undefined, types.string)
  .addOptionalParam("schema", "The JSON Schema of its type, a file", undefined, types.string)
  .addOptionalParam("audience", "Your name, as the holder was told it; with --nonce", undefined, types.string)
  .addOptionalParam("nonce", "What you gave the holder to sign; with --audience", undefined, types.string);

addJson(definition).setAction(
  action(async (args: Args, hre): Promise<Outcome<unknown>> => {
    const credential = await readCredential(args.credential);
    const question = {
      path: args.credential,
      holder: holderOf(args),
      schema: args.schema === undefined ? undefined : await readSchema(args.schema),
      list: args.statusList === undefined ? undefined : await readListToken(args.statusList),
    };
    const looked = await (args.did === undefined
      ? online(args, credential, question, hre)
      : offline(args, args.did, credential, question));
    const { verified, now } = looked;

    const text = fields([
      [verdict("VALID", true), whole(args.credential)],
      ["At", formatTime(now)],
      ...credentialFields(credential),
      ...looked.by,
      ["Revocation", statusWords(credential, verified)],
      ["Holder", verified.holder ?? "not asked: --audience and --nonce do"],
      ["Schema", schemaWords(credential, verified, args)],
      ...claimFields(credential),
    ]);
    const { signed, claims, withheld } = credential;
    const { iss: issuer, vct: type, exp: validUntil } = signed;
    return {
      result: { valid: true, at: now, issuer, type, validUntil, claims, withheld, ...verified, ...looked.result },
      text,
    };
  }),
);

type Asked = Omit<Question, "document" | "now">;

async function online(args: Args, credential: Credential, question: Asked, hre: CommandContext): Promise<Looked> {
  if (args.at !== undefined) {
    throw new ColophonError("--at goes with --did: the chain is asked how it is now", {
      code: "WrongParameter",
      advice: "Leave out --did to judge as of another time, without the chain, or leave out --at.",
      exitCode: 2,
    });
  }
  const credentials = await openCredentials(hre);
  const { colophon } = credentials.identities;
  const { now, ...verified } = await verifyOnChain(credentials, credential, { ...question, clock: clock() });
  const appointment = await readAccreditor(colophon, addressOfDid(credential.signed.iss, colophon.chainId));
  const isAccreditor = appointment?.status === "appointed";
  const words = isAccreditor ? `yes, for ${appointment.scope.join(", ")}` : "NO: whoever issued it is not appointed";
  return { verified, now, by: [["Accreditor", words]], result: { online: true, issuerIsAccreditor: isAccreditor } };
}

async function offline(args: Args, did: string, credential: Credential, question: Asked): Promise<Looked> {
  const now = args.at === undefined ? clock() : parseDate(args.at, "--at");
  const { didDocument: document, didResolutionMetadata: saved } = await readResolution(did);
  const verified = await verifyOffline(credential, { ...question, document, now });
  const by = `block ${saved.block}, ${formatTime(saved.time)}: the chain was not asked`;
  return { verified, now, by: [["Keys of", by]], result: { online: false, documentBlock: saved.block } };
}

/** @throws ColophonError, exit code 2, where one of the two is given without the other */
function holderOf({ audience, nonce }: Args): Question["holder"] {
  if (audience === undefined && nonce === undefined) return undefined;
  if (audience !== undefined && nonce !== undefined) return { audience, nonce };
  throw new ColophonError("--audience and --nonce go together: the holder has signed both", {
    code: "WrongParameter",
    advice: "Give both, as you have named them to the holder, or neither.",
    exitCode: 2,
  });
}

function statusWords({ signed }: Credential, { statusAt }: Verified): string {
  if (statusAt !== undefined) return `none, by the list of ${formatTime(statusAt)}`;
  return signed.status === undefined ? "it cannot be revoked" : "NOT CHECKED: name its status list with --status-list";
}

function schemaWords({ withheld }: Credential, { schema }: Verified, args: Args): string | undefined {
  if (schema !== undefined) return "the claims keep to it";
  if (args.schema === undefined) return undefined;
  return `the right file; ${withheld} withheld, so the claims are not compared`;
}
