// Ends a process once the one that started it has ended, also by a kill -9, of which nobody is told: set-up has Node load this into
// what it starts, so that npm does not go on without it.
"use strict";

const LOOK_EVERY_MS = 200;
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, LOOK_EVERY_MS).unref();
