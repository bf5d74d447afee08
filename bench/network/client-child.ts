/**
 * The process of one client: it opens the deployment, then prepares jobs and runs them, as it is told. Started by clients.ts,
 * with which it talks over the channel between a process and its child.
 */
import { prepareAnchors } from "./anchor";
import { prepareByHand } from "./by-hand";
import { type Client, openClient } from "./client";
import type { Acknowledged } from "./figures";
import type { Answer, Job, Order, Ready } from "./jobs";
import { preparePaced } from "./paced";
import { prepareRegistrations } from "./register";

let client: Client | undefined;
let ready: Ready | undefined;

async function obey(order: Order): Promise<Acknowledged[]> {
  if ("open" in order) client = await openClient(order.open);
  else if (client === undefined) throw new Error("the client is not open");
  else if ("prepare" in order) ready = await prepare(client, order.prepare);
  else if (ready === undefined) throw new Error("nothing is prepared");
  else return ready(order.run.seconds);
  return [];
}

function prepare(who: Client, job: Job): Promise<Ready> {
  switch (job.kind) {
    case "register":
      return prepareRegistrations(who, job.works);
    case "byHand":
      return prepareByHand(who, job);
    case "paced":
      return preparePaced(who, job.perSecond, job.seconds);
    case "anchor":
      return prepareAnchors(who, job.works);
  }
}

async function answer(order: Order): Promise<void> {
  const said: Answer = await obey(order).then(
    (acknowledged) => ({ acknowledged }),
    (error: unknown) => ({ trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  if (process.connected) process.send?.(said);
}

process.on("message", (order) => {
  // Nobody else speaks on this channel.
  void answer(order as Order);
});
process.once("disconnect", () => {
  client?.colophon.provider.destroy();
});
