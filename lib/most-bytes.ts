/** The most bytes of a text that is handed from one person to another: a history of some thousand events. */
export const MOST_BYTES = 4 * 1024 * 1024;
