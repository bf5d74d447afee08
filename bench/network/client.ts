import { join } from "node:path";

import { type BaseWallet, Wallet } from "ethers";

import { type Colophon, openColophon } from "../../lib/chain/contracts/colophon";
import { completeDeployment, findDeployment, requireDeployment } from "../../lib/chain/contracts/deployment";
import { connect } from "../../lib/chain/rpc/rpc";
import type { Setting } from "./jobs";

/** One publisher's client. */
export interface Client {
  readonly colophon: Colophon;
  readonly wallet: BaseWallet;
  readonly home: string;
}

/** Opens the deployment through all nodes, as the commands do. */
export async function openClient({ urls, network, chainId, deployments, home, privateKey }: Setting): Promise<Client> {
  const found = completeDeployment(await findDeployment(deployments, network));
  const provider = await connect(urls, chainId);
  const colophon = await openColophon(network, provider, requireDeployment(found, network), join(home, "outbox"));
  return { colophon, wallet: new Wallet(privateKey), home };
}
