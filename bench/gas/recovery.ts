import { TITLES_PER_CALL } from "../../lib/recovery/moves";
import { gasOf, gasPerItem } from "../shared/gas-of";
import type { Row } from "../shared/row";
import { gasRow, steadyClaims, type Subjects } from "./subjects";

const DELAY = 1;

/** What it costs to give a lost account a successor, and to have its titles follow. */
export async function measureRecovery({ hre, registry, accounts }: Subjects): Promise<Row[]> {
  const { aurora, borealis, guardian, accreditor } = accounts;
  const { address } = await hre.deployments.get("Recovery");
  const recovery = (await hre.ethers.getContractAt("Recovery", address)).connect(aurora);
  const works = steadyClaims(aurora.address, TITLES_PER_CALL);
  await registry.connect(aurora).registerMany(aurora, works, { gasLimit: 16_000_000 });
  await hre.network.provider.send("evm_increaseTime", [Number(await registry.REVEAL_WINDOW())]);

  const guardians = [guardian, accreditor].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
  const set = await gasOf(recovery.setGuardians(guardians, 2, DELAY));
  const first = await gasOf(recovery.connect(guardian).approve(aurora, borealis));
  await recovery.connect(accreditor).approve(aurora, borealis);
  await hre.network.provider.send("evm_increaseTime", [DELAY]);
  const execute = await gasOf(recovery.connect(borealis).execute(aurora));
  const ids = works.map(({ contentHash }) => BigInt(contentHash));
  const move = await gasPerItem(recovery.moveTitles(aurora, ids), TITLES_PER_CALL);
  return [
    gasRow("setGuardians, of 2", set),
    gasRow("approve, of a recovery", first),
    gasRow("execute, of a recovery", execute),
    gasRow(`moveTitles, ${TITLES_PER_CALL} titles, per title`, move),
  ];
}
