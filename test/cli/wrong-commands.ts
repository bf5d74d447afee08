import { join } from "node:path";

import { freePort } from "../../scripts/chain/anvil";
import type { Refusals } from "./refusals";
import { ROOT } from "./shared/processes";

const MOVED = join(ROOT, "samples", "certificates", "hardhat", "moved.json");
const UNKNOWN = `0x${"1".repeat(64)}`;
const NETWORKS = "The networks are embedded, which is meant where none is named, and consortium.";
const CHECK_PATH = "Check the spelling of the path and the folder you are in.";

/** What a person can get wrong, and what is said to it. */
export const WRONG_COMMANDS: Refusals = {
  "a network of the environment": () => ({
    line: "work list",
    code: 2,
    message: 'COLOPHON_NETWORK: there is no network "mainnet"',
    advice: "The networks are embedded, which is meant where none is named, and consortium.",
    settings: { NETWORK: "mainnet" },
  }),
  "the embedded chain for a consortium's": (stage) => ({
    line: "work list",
    code: 2,
    message: "Nothing is deployed on the embedded chain, and a consortium's network is configured",
    advice: "Add --network consortium, or set COLOPHON_NETWORK=consortium in .env, so that every command means it.",
    settings: { HOME: stage.at("empty-home"), CONSORTIUM_URL: "http://127.0.0.1:1", CONSORTIUM_CHAIN_ID: "5" },
  }),
  "a file that does not exist": (stage) => ({
    line: `work register --file ${stage.at("missing.txt")}`,
    code: 2,
    message: `${stage.at("missing.txt")} does not exist`,
    advice: CHECK_PATH,
  }),
  "a folder": (stage) => ({
    line: `work register --file ${stage.at("")} --title Title --account aurora`,
    code: 2,
    message: `${stage.at("")} is a folder, not a file`,
    advice: "Name one file; work register-batch --from FOLDER takes in whole folders.",
  }),
  "an empty file": (stage) => {
    const { path } = stage.file("");
    return {
      line: `work register --file ${path} --title Title --account aurora`,
      code: 2,
      message: `${path} is empty: every empty file has the same hash, so nobody can own it`,
      advice: "Check that the work was saved, then name the file that holds it.",
    };
  },
  "a work without a title": (stage) => {
    const { path } = stage.file();
    return {
      line: `work register --file ${path} --account aurora`,
      code: 2,
      message: "The work has no title: give --title or --metadata",
      advice: `Or have it read out of the file with --metadata-from files. A file ${path}.metadata.json beside the work would be used too.`,
    };
  },
  "metadata without a title": (stage) => {
    const { path } = stage.file('{"@context": "https://schema.org", "@type": "Article"}');
    return {
      line: `work register --file ${stage.file().path} --metadata ${path} --account aurora`,
      code: 2,
      message: `${path}: title ("name") is missing`,
      advice: "Correct the document; those in samples/ show how one is written.",
    };
  },
  "a date that does not exist": (stage) => ({
    line: `work register --file ${stage.file().path} --title Title --published 2026-02-30 --account aurora`,
    code: 2,
    message:
      /^published is "2026-02-30", not a date that exists, such as 2026-03-14, or a time with its zone, such as /,
  }),
  "an account that nobody has": (stage) => ({
    line: `work register --file ${stage.file().path} --title Title --account nobody`,
    code: 2,
    message: 'There is no account "nobody"',
    advice: "See what there is with: npx hardhat account list",
  }),
  "an account that nobody has on a network that was named": () => ({
    line: "--network consortium account show --account nobody",
    settings: { CONSORTIUM_URL: "http://127.0.0.1:9", CONSORTIUM_CHAIN_ID: "20260" },
    code: 2,
    message: 'There is no account "nobody"',
    advice: "See what there is with: npx hardhat --network consortium account list",
  }),
  "an account that is not accredited": (stage) => ({
    line: `work register --file ${stage.file().path} --title Title --account guardian`,
    code: 1,
    message: /^The account 0x[0-9a-fA-F]{40} is not an accredited party, or its accreditation has ended$/,
    advice: "It applies with npx hardhat party apply, then an accreditor runs npx hardhat party accredit",
  }),
  "a password file that does not exist": (stage) => ({
    line: "account new --account archive",
    code: 2,
    message: `COLOPHON_PASSWORD_FILE: ${stage.at("no-password")} does not exist`,
    advice: CHECK_PATH,
    settings: { PASSWORD_FILE: stage.at("no-password") },
  }),
  "no terminal for a password": () => ({
    line: "account new --account archive",
    code: 2,
    message: "There is no terminal to ask for the password on",
    advice: "Put the password into a file that only you can read, and its path into COLOPHON_PASSWORD_FILE.",
  }),
  "a certificate to be asked about where no node answers": async () => {
    const port = await freePort();
    return {
      line: `certificate verify --certificate ${MOVED} --online`,
      code: 1,
      message: `No node answers at http://127.0.0.1:${port}; without the node the certificate is SIGNERS UNKNOWN`,
      advice: "Ask another node, or leave --online out for what the certificate shows by itself.",
      settings: { CHAIN_PORT: String(port) },
    };
  },
  "a node that does not answer": async () => {
    const port = await freePort();
    return {
      line: "work list",
      code: 1,
      message: `No node answers at http://127.0.0.1:${port}`,
      advice:
        "Start the embedded chain with: npm run chain, the network of this machine with: npm run consortium. For another network check its URL.",
      settings: { CHAIN_PORT: String(port) },
    };
  },
  "a node of another chain": (stage) => ({
    line: "--network consortium work list",
    code: 1,
    message: `The node at ${stage.anvil.url} is on chain 31337, not on chain 1337`,
    advice: "Check the URL and the chain id that belong together (for a consortium: COLOPHON_CONSORTIUM_*).",
    settings: { CONSORTIUM_URL: stage.anvil.url, CONSORTIUM_CHAIN_ID: "1337" },
  }),
  "a node whose URL has secrets": async () => {
    const place = `http://127.0.0.1:${await freePort()}`;
    return {
      line: "--network consortium work list",
      code: 1,
      message: `No node answers at ${place}/v3/…, ${place}/q`,
      advice:
        "Start the embedded chain with: npm run chain, the network of this machine with: npm run consortium. For another network check its URL.",
      settings: {
        CONSORTIUM_URL: `${place}/v3/SECRETKEY,${place.replace("//", "//press:SECRET@")}/q?tags=a,b&key=SECRET`,
        CONSORTIUM_CHAIN_ID: "1337",
      },
    };
  },
  "a URL of another kind, with secrets": () => ({
    line: "--network consortium work list",
    code: 2,
    message: 'COLOPHON_CONSORTIUM_URL: "htp://127.0.0.1:1" is not a URL that begins with http:// or https://',
    advice: "Each of several URLs begins so, too. No password and no key of it is shown here.",
    settings: { CONSORTIUM_URL: "htp://press:SECRET@127.0.0.1:1/?key=SECRET", CONSORTIUM_CHAIN_ID: "1337" },
  }),
  "a network without a URL": () => ({
    line: "--network consortium work list",
    code: 2,
    message: 'The network "consortium" has no URL',
    advice:
      "Set COLOPHON_CONSORTIUM_URL and COLOPHON_CONSORTIUM_CHAIN_ID in .env (see .env.example), or start a network of your own with: npm run consortium",
    settings: { CONSORTIUM_CHAIN_ID: "1337" },
  }),
  "a network without a chain id": (stage) => ({
    line: "--network consortium work list",
    code: 2,
    message: 'The network "consortium" has no chain id',
    advice: "Set COLOPHON_CONSORTIUM_CHAIN_ID in .env, so that no node can pass another chain off as yours.",
    settings: { CONSORTIUM_URL: stage.anvil.url },
  }),
  "a network that ends with the command": () => ({
    line: "--network hardhat work list",
    code: 2,
    message: 'The network "hardhat" ends with the command, so nothing is deployed on it',
    advice: "Use the embedded chain (leave --network out) or --network consortium.",
  }),
  "a network where nothing is deployed": (stage) => ({
    line: `work show --work ${UNKNOWN}`,
    code: 1,
    message: 'The contracts are not deployed on the network "embedded"',
    advice:
      "Deploy them with: npm run deploy -- --network embedded. Where another home of this chain has them, copy its folder .colophon/deployments/embedded instead.",
    settings: { HOME: stage.at("empty-home") },
  }),
  "a missing parameter": () => ({
    line: "work register --title Title",
    code: 2,
    message: "The '--file' parameter of task 'register' expects a value, but none was passed.",
    advice: "See its parameters with: npx hardhat help work register",
  }),
  "a parameter that does not exist": () => ({
    line: "work show --nope 1",
    code: 2,
    message: "Unrecognized param --nope",
    advice: "See its parameters with: npx hardhat help work show",
  }),
  "a task that does not exist": () => ({
    line: "work publish",
    code: 2,
    message: "Unrecognized task 'publish' under scope 'work'",
    advice: "See what there is with: npx hardhat help work",
  }),
  "a word that is no command": () => ({
    line: "wrok list",
    code: 2,
    message: "Unrecognized task 'wrok'",
    advice: "Did you mean work? See what there is with: npx hardhat help",
  }),
  "a word that help does not know": () => ({
    line: "help nosuch",
    code: 2,
    message: "Unrecognized task 'nosuch'",
    advice: "See what there is with: npx hardhat help",
  }),
  "a task that help does not know": () => ({
    line: "help work regster",
    code: 2,
    message: "Unrecognized task 'regster' under scope 'work'",
    advice: "Did you mean register? See what there is with: npx hardhat help work",
  }),
  "a slip in a parameter": () => ({
    line: "work show --fle x",
    code: 2,
    message: "Unrecognized param --fle",
    advice: "Did you mean --file? See its parameters with: npx hardhat help work show",
  }),
  "a slip in a parameter of Hardhat's": () => ({
    line: "deploy --tagz x",
    code: 2,
    message: "Unrecognized param --tagz",
    advice: "Did you mean --tags? See its parameters with: npx hardhat help deploy",
  }),
  "a command of Hardhat's that fails": () => ({
    line: "run nosuch.ts",
    code: 1,
    message: "Script nosuch.ts doesn't exist.",
  }),
  "a network that does not exist": () => ({
    line: "--network nowhere work list",
    code: 2,
    message: "Network nowhere doesn't exist",
    advice: NETWORKS,
  }),
  "a network that does not exist, for a deployment": () => ({
    line: "--network nowhere deploy",
    code: 2,
    message: "Network nowhere doesn't exist",
    advice: NETWORKS,
  }),
  "an empty value, which would be the current folder": () => ({
    line: "work register-batch --from ",
    code: 2,
    message: "--from has no value",
    advice: "Give it a value, or leave it out.",
  }),
  "a period of nothing, also without --watch": (stage) => ({
    line: `work register-batch --from ${stage.at("files")} --every nonsense`,
    code: 2,
    message: '--every: "nonsense" is not a period of seconds to 20 days (90s, 10m, 1h, 1d)',
    advice: "Write it as shown there.",
  }),
  "--csv for one file": (stage) => ({
    line: `work verify --file ${stage.file().path} --csv`,
    code: 2,
    message: "--csv is for several files",
    advice: "Name the file without --file, or ask for --json.",
  }),
  "a home that is a file": (stage) => {
    const { path } = stage.file();
    return {
      line: "work index",
      code: 2,
      message: `COLOPHON_HOME: ${path} is a file, and it must be a folder`,
      advice: "Name another folder, in the environment or in .env; one that is not there yet is made.",
      settings: { HOME: `${path}/below` },
    };
  },
  "a work where a list of works is expected": (stage) => ({
    line: `work verify --from ${stage.at("home")}/deployments/embedded/WorkRegistry.json`,
    code: 2,
    message: / its format does not show, as its name ends in none of /,
    advice: "Name this file itself with --file; a list of files ends in .txt.",
  }),
  "a setting that is no number": () => ({
    line: "work list",
    code: 2,
    message: 'COLOPHON_CHAIN_PORT: "abc" is not a whole number',
    advice: "Correct it in the environment or in .env (see .env.example).",
    settings: { CHAIN_PORT: "abc" },
  }),
  "a setting that is no number, for a deployment": () => ({
    line: "deploy",
    code: 2,
    message: 'COLOPHON_REVEAL_WINDOW: "soon" is not a whole number',
    advice: "Correct it in the environment or in .env (see .env.example).",
    settings: { REVEAL_WINDOW: "soon" },
  }),
};
