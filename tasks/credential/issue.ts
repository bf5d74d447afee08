import { chainTime, formatTime } from "../../lib/chain/rpc/time";
import { parseNames, readClaims } from "../../lib/credentials/claims";
import { noteIssued } from "../../lib/credentials/issuing/given-entries";
import { issueCredential } from "../../lib/credentials/issuing/issue";
import { entryOf } from "../../lib/credentials/issuing/newest-list";
import { requireSchemaOf } from "../../lib/credentials/issuing/published";
import { readHolderKey } from "../../lib/credentials/keys";
import { formatType, typeNamed } from "../../lib/credentials/names";
import { readSchema, requireConforming } from "../../lib/credentials/schema";
import { home } from "../../lib/env";
import { requireNew, saveNewFile } from "../../lib/store/save-new";
import { action } from "../shared/command/action";
import { types } from "../shared/command/definition";
import { parseMoment } from "../shared/command/parse";
import { credentialScope } from "../shared/command/scopes";
import { fields, whole } from "../shared/print/output";
import { addIssuer, type IssuerArgs, openIssuer } from "./open-credentials";

interface Args extends IssuerArgs {
  readonly claims: string;
  readonly schema: string;
  readonly type: string;
  readonly withhold?: string;
  readonly statusList?: string;
  readonly index?: number;
  readonly holderKey?: string;
  readonly until: string;
  readonly out: string;
}

const definition = credentialScope
  .task("issue", "Issues a credential: an SD-JWT VC that your identity's key signs")
  .addParam("claims", "A JSON file with what it says of its subject", undefined, types.string)
  .addParam("schema", "The JSON Schema of its type, a file", undefined, types.string)
  .addParam("type", "NAME/VERSION, or DID/types/NAME/VERSION of another publisher", undefined, types.string)
  .addParam("out", "The file to write", undefined, types.string)
  .addOptionalParam("withhold", "The claims that the holder may withhold, e.g. name,address", undefined, types.string)
  .addOptionalParam("statusList", "The newest state of your status list, a file", undefined, types.string)
  .addOptionalParam("index", "Its entry there: another one for each credential", undefined, types.int)
  .addOptionalParam("holderKey", "The holder's public key (PEM): nobody else can present it", undefined, types.string)
  .addOptionalParam("until", "The end of its term: 2027-12-31, a date-time, or days from now", "365d", types.string);

addIssuer(definition).setAction(
  action(async (args: Args, hre) => {
    await requireNew(args.out);
    const schema = await readSchema(args.schema);
    const claims = await readClaims(args.claims);
    requireConforming(schema, claims, args.claims, 2);
    const withhold = parseNames(args.withhold, Object.keys(claims), "--withhold");
    const holder = args.holderKey === undefined ? undefined : await readHolderKey(args.holderKey);
    const { credentials, issuer } = await openIssuer(args, hre);
    const name = typeNamed(args.type, issuer.did);
    await requireSchemaOf(credentials, name, schema, args.schema);
    const status = await entryOf(credentials, issuer, { file: args.statusList, index: args.index });
    const issuedAt = await chainTime(credentials.identities.colophon.provider);
    const validUntil = parseMoment(args.until, "--until", issuedAt);

    const type = formatType(name);
    const order = { type, schemaHash: schema.hash, claims, withhold, status, holder, issuedAt, validUntil };
    const credential = await issueCredential(issuer, order);
    const takeBack = await noteIssued(home(), status, { text: credential, file: args.out });
    try {
      await saveNewFile(args.out, `${credential}\n`);
    } catch (error) {
      await takeBack();
      throw error;
    }

    const { did, keyId } = issuer;
    const text = fields([
      ["Issued", whole(args.out)],
      ["By", whole(did)],
      ["Signed with", whole(keyId.slice(did.length))],
      ["Type", whole(type)],
      ["Until", formatTime(validUntil)],
      ["May withhold", withhold.length === 0 ? "nothing" : withhold.join(", ")],
      [
        "Holder's key",
        holder === undefined ? "none: whoever has the file can present it" : whole(args.holderKey ?? ""),
      ],
      ["Status", status === undefined ? "none: it cannot be revoked" : `entry ${status.idx}`],
    ]);
    return { result: { out: args.out, issuer: did, keyId, type, issuedAt, validUntil, withhold, status }, text };
  }),
);
