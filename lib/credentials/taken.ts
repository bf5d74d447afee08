import type { z } from "zod";

import { problemOf } from "../store/document";

/** What a schema takes of a value that a stranger wrote. @throws what `refused` makes of the first thing that is wrong with it */
export function taken<T>(schema: z.ZodType<T>, value: unknown, refused: (problem: string) => Error): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refused(problemOf(result.error));
}
