/** Loads packages that have no types of their own. */
"use strict";

exports.LineBreaker = require("linebreak");

exports.FONT_FILES = {
  "source-serif-4": require("@fontsource/source-serif-4/unicode.json"),
  "noto-serif-sc": require("@fontsource/noto-serif-sc/unicode.json"),
  "source-code-pro": require("@fontsource/source-code-pro/unicode.json"),
};
