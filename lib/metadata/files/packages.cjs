/** Loads packages that are ES modules alone: in TypeScript that becomes CommonJS, import() becomes require(). */
"use strict";

exports.musicMetadata = () => import("music-metadata");
exports.pdf = () => import("unpdf/pdfjs");
