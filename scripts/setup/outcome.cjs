// What setup.cjs and install.cjs say to each other.
"use strict";

module.exports = {
  /** The option of npm that installs all packages, those for developing too. */
  EVERYTHING: "--include=dev",
  /** The exit code where another command installed meanwhile, or tried to: look again what is there. */
  ANOTHER_INSTALLED: 75,
};
