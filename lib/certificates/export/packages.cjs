/** Loads a package that is an ES module alone: in TypeScript that becomes CommonJS, import() becomes require(). */
"use strict";

exports.cborg = () => import("cborg");
