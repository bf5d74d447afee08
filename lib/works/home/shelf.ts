import type { Colophon } from "../../chain/contracts/colophon";
import type { Shelf } from "../../store/records";

/**
 * Where the store keeps the works of a deployment.
 * @param home the folder of the store
 */
export function shelfOf({ network, deployment }: Colophon, home: string): Shelf {
  return { home, network, registry: deployment.WorkRegistry.address };
}
