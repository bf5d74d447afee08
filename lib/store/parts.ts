import { isAddress } from "ethers";
import { z } from "zod";

/** A hash, a salt or a node of a tree. */
export const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/, "is not 0x and 64 lower-case hex digits");
/** In EIP-55 or in one case: whatever else goes by that pattern no contract is asked about. */
export const address = z.string().refine((text) => text.startsWith("0x") && isAddress(text), "is not an address");
export const whole = z.int().nonnegative();
export const bytes = z.string().regex(/^0x(?:[0-9a-f]{2})*$/, "is not 0x and lower-case hex digits");
/** Of an account: r, s and v. */
export const signature = z.string().regex(/^0x[0-9a-f]{130}$/, "is not a signature of 65 bytes");
