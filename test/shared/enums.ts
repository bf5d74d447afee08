/** The enumerations of the contracts, by their names. */

export const PartyKind = { None: 0n, Publisher: 1n, Adjudicator: 2n, Notary: 3n } as const;

export const PartyStatus = { None: 0n, Active: 1n, Suspended: 2n, Revoked: 3n } as const;

export const TitleStatus = { InForce: 0n, Held: 1n, Annulled: 2n } as const;

export const Outcome = { Registered: 0n, AlreadyRegistered: 1n, ZeroContentHash: 2n } as const;

/** How MockWallet answers. */
export const WalletAnswer = { Verify: 0, Refuse: 1, Fail: 2, WrongMagic: 3, ShortMagic: 4 } as const;

/** How MockTitleReceiver answers. */
export const ReceiverAnswer = { Accept: 0, WrongValue: 1, FailWithError: 2, FailWithoutReason: 3 } as const;
