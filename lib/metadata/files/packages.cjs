/** Loads packages that are ES modules alone (in TypeScript that becomes CommonJS, import() becomes require()), or have no types. */
"use strict";

exports.musicMetadata = () => import("music-metadata");
exports.pdf = () => import("unpdf/pdfjs");
exports.yaml = () => require("js-yaml");
