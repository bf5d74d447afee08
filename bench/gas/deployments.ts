import type { Row } from "../shared/row";
import { gasRow, type Subjects } from "./subjects";

const CONTRACTS = ["AccessManager", "PartyRegistry", "WorkRegistry"];

/** What the deploy scripts' contracts cost to deploy, without the wiring. */
export async function measureDeployments({ hre, service }: Subjects): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of CONTRACTS) {
    const { receipt } = await hre.deployments.get(name);
    if (receipt === undefined) throw new Error(`the deployment of ${name} has no receipt`);
    const peers = name === "WorkRegistry" ? [{ name: "EAS", value: service.deployGas }] : [];
    rows.push(gasRow(`deploy.${name}`, Number(receipt.gasUsed), null, peers));
  }
  return rows;
}
