import { id } from "ethers";

import { gasOf } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyHash, type Subjects } from "./subjects";

const LIST = id("a status list");
const KIND = 1;
const BITS = 2;
const SIZE = 131_072;

/** What it costs to say what credentials mean, and which of them are revoked: one transaction for any number of them. */
export async function measureCredentials({ hre: { ethers }, accounts: { aurora } }: Subjects): Promise<Row[]> {
  const identities = await ethers.deployContract("IdentityRegistry");
  const credentials = await ethers.deployContract("CredentialRegistry", [identities], aurora);
  const update = async (state: string): Promise<number> =>
    gasOf(credentials.updateStatusList(aurora, LIST, KIND, BITS, SIZE, steadyHash(state)));

  const schema = await gasOf(credentials.publishSchema(aurora, "publisher-licence", 1, steadyHash("schema")));
  const list = await update("first state");
  const revoked = await update("second state");
  return [gasRow("credential.schema", schema), gasRow("credential.list", list), gasRow("credential.revoke", revoked)];
}
