/** Tries to sign in to one account. Who knows a staff number can slow its owner down, not lock them out for the day. */
export const TRIES = { burst: 10, perHour: 60 } as const;
/** Tries from one address, whatever the account: a hall may share one. In the memory of an isolate. */
export const TRIES_FROM_ADDRESS = { burst: 60, perHour: 240 } as const;
