import { cpus, totalmem } from "node:os";

const BYTES_PER_GIB = 1024 ** 3;

/** What a benchmark ran on, without anything that names the machine. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly platform: string;
}

export function thisMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memoryGiB: Math.round(totalmem() / BYTES_PER_GIB),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
}
