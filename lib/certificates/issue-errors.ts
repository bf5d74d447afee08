import { ColophonError } from "../errors";

/** The refusal of a certificate of a work that has no title. */
export function noTitle(workId: string): ColophonError {
  return new ColophonError(`The work ${workId} has no title, which a certificate is about`, {
    code: "NoTitleToCertify",
    advice:
      "Where a batch file that is elsewhere has it: npx hardhat work claim. That it has none is certified by: npx hardhat certificate absence",
    exitCode: 2,
  });
}

/** The refusal to certify of a work that it has no title. */
export function hasTitle(workId: string): ColophonError {
  return new ColophonError(`The work ${workId} has a title, and it cannot be certified that it has none`, {
    code: "TitleToCertify",
    advice: "See whose it is: npx hardhat work show. Certify the title: npx hardhat certificate issue",
    exitCode: 2,
  });
}

/** The refusal where a node does not give what proves a title. */
export function notProvable(workId: string, why: string, cause?: unknown): ColophonError {
  return new ColophonError(`The node cannot prove the title of ${workId}: ${why}`, {
    code: "TitleNotProvable",
    advice: "Ask a node of the network that keeps all states and receipts: an archive node.",
    cause,
  });
}

/** The refusal where members signed a block that the node has otherwise. */
export function otherBlock(number: number, own: string, theirs: string): ColophonError {
  return new ColophonError(`Block ${number} is ${own} on your node, and the others signed ${theirs}`, {
    code: "CheckpointOfOtherBlock",
    advice: "Sign nothing: find out which of the nodes follows the network (npx hardhat chain doctor).",
    exitCode: 3,
  });
}
