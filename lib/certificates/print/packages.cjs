/** Loads a package that has no types of its own. */
"use strict";

exports.LineBreaker = require("linebreak");
