import { nodeError, type Twist } from "../../shared/node-in-between";

export type Twists = Readonly<Record<string, Twist>>;

/** A node that refuses. */
export function fails(message: string): Twist {
  return () => {
    throw nodeError(message);
  };
}

/** Answers one `eth_call` by its data, and the rest as the chain does. */
export function answerCall(data: string, twist: Twist): Twists {
  return {
    eth_call: (answer, params) => {
      const [call] = params as [{ data: string }];
      return call.data === data ? twist(answer, params) : answer;
    },
  };
}

/** Says something else in a block's header. */
export function changeBlock(changes: Readonly<Record<string, unknown>>): Twists {
  return { eth_getBlockByNumber: (answer) => ({ ...(answer as object), ...changes }) };
}
