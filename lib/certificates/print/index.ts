/** What prints a certificate, at one place: it is loaded by who prints alone. */
export { paperOf } from "./paper";
export { printCertificate } from "./print";
export { requirePrintable } from "./printable";
export { LANGUAGES } from "./words/all";
