import type { Likeness } from "../judging/dropped";
import type { List, Said, Words } from "./words";

const named = (title: string | undefined): string => (title === undefined ? "this work" : `“${title}”`);

/** What to do where there is no certificate, and where what came in its place may have been meant as one. */
const WANTED = "Ask whoever claims the work for its certificate, and drop it here.";
const INSTEAD: Readonly<Record<Likeness, string>> = {
  archive:
    "If the certificate is in this archive, unpack it first, and drop what is inside. Else ask whoever claims the work for it.",
  picture: `${WANTED} If this file is meant to be the certificate, it is a copy without the proof in it, a scan say: ask for the file as it was issued.`,
  document:
    "This is another of Colophon’s files and no certificate: ask whoever gave it to you for the certificate of the work.",
};

/** Of a certificate that nobody vouches for whom the reader is known to trust. */
const UNKNOWN: Readonly<Record<List, Said>> = {
  none: {
    headline: "Whole, but whose word is it?",
    sentence: "The certificate is whole, but you have not said whom you trust. Anybody could have made it up.",
    advice: "Drop the file trust.json of the consortium; get it from somebody whom you know.",
  },
  "of it": {
    headline: "Nobody whom you trust vouches for it",
    sentence:
      "The certificate is whole, but nobody on your list has signed it. It could be about a registry that somebody made up.",
    advice: "Check that the list and the certificate are of the same consortium.",
  },
  elsewhere: {
    headline: "Your list is of another registry",
    sentence:
      "The certificate is whole, but it is about another registry than your list of whom to trust, so nobody on that list counts here.",
    advice: "Get the list of this certificate’s consortium from somebody whom you know.",
  },
};

export const EN: Words = {
  name: "English",
  tagline: "Whose work is this, and since when?",
  languages: "Language",
  intake: {
    heading: "Check a work",
    invitation: "Drop a certificate here, and the work that it is about.",
    choose: "Choose files",
    chooseFolder: "Open a catalogue’s folder",
    paste:
      "You can also paste them. A printed certificate (PDF) will do, and the file that says whom you trust comes along with them.",
    privacy: "Nothing is sent anywhere: your files are read in this browser and stay there.",
    privacyWithNode: (host) =>
      `Your files are read in this browser and stay there. Only their fingerprints go to ${host}, which is asked what the registry says of them.`,
    dropped: "What you have dropped",
    certificate: "Certificate",
    work: "Work",
    trust: "Whom you trust",
    catalogue: "Catalogue",
    folder: "Folder",
    remove: (name) => `Remove ${name}`,
    hashing: (name) => `Reading ${name}`,
    stop: "Stop",
    stopped: (name) => `You stopped the reading of ${name}.`,
    empty: (name) => `${name} is empty: nobody can own an empty file. Look for the one with something in it.`,
    unreadable: (name) => `${name} cannot be read. Was it moved or changed meanwhile? Drop it once more.`,
    leftOut: (files) =>
      files === 1
        ? "One more file of the same kind was left out: drop such files one at a time."
        : `${files} more files of the same kinds were left out: drop such files one at a time.`,
    noCatalogue: (name) =>
      `There is no catalogue in the folder ${name}. Drop the files in it by themselves: a certificate, a work.`,
  },
  expected: {
    heading: "From a printed certificate",
    missing: "You come from a printed certificate. Drop the PDF here, or the file that it was printed from.",
    same: "This is the certificate that was printed.",
    other: "This is another certificate than the printed one. It may be a newer one of the same work.",
    invalid: "The link to this page names no certificate. Is it the whole link?",
  },
  answers: {
    nothing: () => ({ headline: "Nothing to check yet", sentence: "Drop a certificate, a work, or both." }),
    "work alone": ({ likeness }) => ({
      headline: "A work without a certificate",
      sentence:
        "The work has been read, but there is no certificate to compare it with, so nothing can be said about its owner.",
      advice: likeness === undefined ? WANTED : INSTEAD[likeness],
    }),
    "trust alone": () => ({
      headline: "Now the certificate",
      sentence: "The page knows whom you trust. Drop the certificate that they should vouch for.",
    }),
    "trust broken": () => ({
      headline: "Your list of whom to trust does not hold",
      sentence: "The file that says whom you trust is damaged or contradicts itself, so nothing was judged by it.",
      advice: "Ask the consortium for the file with all changes, as it was signed.",
    }),
    "later trust": () => ({
      headline: "Newer than this page",
      sentence: "Your list of whom to trust is of a newer form than this page can read, so nothing was judged by it.",
      advice: "Open a newer edition of this page.",
    }),
    "no certificate": () => ({
      headline: "This is no certificate that can be read",
      sentence: "The file looks like a certificate, but it is none, or it is damaged.",
      advice: "Ask whoever handed it over for the file as it was issued.",
    }),
    "not checked here": () => ({
      headline: "This browser cannot check all of it",
      sentence: "The certificate has a timestamp of a kind that browsers do not know. This says nothing against it.",
      advice: "Have it checked with the command colophon certificate verify.",
    }),
    valid: ({ title, since, asOf, isCompared }) => ({
      headline: isCompared ? "This is the registered work" : "The certificate is valid",
      sentence: isCompared
        ? `The file is ${named(title)}, exactly as it was registered. Its title counts from ${since} and was in force on ${asOf}.`
        : `The title to ${named(title)} counts from ${since} and was in force on ${asOf}.`,
      ...(!isCompared && { advice: "Drop the work itself to see whether it is the one." }),
    }),
    altered: () => ({
      headline: "This certificate was altered",
      sentence:
        "Something in it does not fit: it was changed or damaged after it was issued. Do not rely on anything that it says.",
      advice: "Ask whoever handed it over for the file as it was issued.",
    }),
    "not this file": ({ title }) => ({
      headline: "Not the work of this certificate",
      sentence: `The certificate is about ${named(title)}, and the file that you dropped is another one. A single changed letter is enough.`,
      advice: "Perhaps it was edited or saved anew. Look for the file as it was published.",
    }),
    "signers unknown": ({ list }) => UNKNOWN[list],
    "not enough signers": () => ({
      headline: "Too few vouch for it",
      sentence: "Some of those whom you trust have signed it, but fewer than you ask for.",
      advice: "Ask for a certificate that more members have signed.",
    }),
    annulled: ({ title, asOf }) => ({
      headline: "The title was annulled",
      sentence: `The certificate is genuine. It says that the title to ${named(title)} was annulled by an order; so it stood on ${asOf}.`,
      advice: "Do not buy or license it on the strength of this certificate.",
    }),
    "on hold": ({ title, asOf }) => ({
      headline: "The title is on hold",
      sentence: `The certificate is genuine. It says that an order had put the title to ${named(title)} on hold; so it stood on ${asOf}.`,
      advice: "Do not buy or license it before the hold is lifted. Ask for a newer certificate.",
    }),
    stale: ({ asOf }) => ({
      headline: "Older than you ask for",
      sentence: `The certificate is genuine, but it speaks of ${asOf}. What happened since, it does not know.`,
      advice: "Ask for a newer one.",
    }),
    "later format": () => ({
      headline: "Newer than this page",
      sentence: "The certificate is of a newer form than this page can read. This says nothing against it.",
      advice: "Open a newer edition of this page.",
    }),
    provisional: ({ title, finalAt }) => ({
      headline: "Registered, but not final yet",
      sentence: `The title to ${named(title)} is genuine but provisional: until ${finalAt} somebody with an earlier claim can take it.`,
      advice: "Ask for a newer certificate after that day.",
    }),
    anchored: ({ title, asOf }) => ({
      headline: "Claimed, not registered",
      sentence: `A claim to ${named(title)} is proven, but on ${asOf} nobody had made it a title.`,
      advice: "Ask whoever claims it for the certificate of the title, once it is registered.",
    }),
    "no title": ({ asOf, isCompared }) => ({
      headline: "Nobody had registered it",
      sentence: `${isCompared ? "On" : "The certificate proves that on"} ${asOf} nobody had registered ${isCompared ? "exactly this file" : "its work"}. An unpublished claim may still exist.`,
      advice: "If somebody says that it is registered, ask for the certificate of its title.",
    }),
  },
  compared: "The file that you dropped is the work of this certificate.",
  details: "In the words of the check",
  work: {
    heading: "The work",
    title: "Title",
    author: "Author",
    owner: "Owner",
    claimant: "Claimed by",
    since: "Counts from",
    status: "Status",
    asOf: "As of",
    untitled: "not told",
    withheld: (fields) =>
      fields === 1 ? "One field of its description is withheld." : `${fields} fields of its description are withheld.`,
    statuses: { "in force": "in force", held: "on hold", annulled: "annulled" },
    blockAt: (block, time) => `${time}, block\u00a0${block}`,
    unbelieved: {
      nobody: "This is what the certificate says. Nobody whom you trust stands for it.",
      "too few": "This is what the certificate says. Too few of those whom you trust stand for it.",
    },
  },
  history: {
    heading: "What happened to it",
    empty: "Nothing: it has no title.",
    complete: (events) =>
      events === 1 ? "This one event is all; none is missing." : `These ${events} events are all; none is missing.`,
    block: (block) => `block\u00a0${block}`,
    events: {
      WorkRegistered: ({ owner }) => `Registered by ${owner}`,
      WorkSuperseded: ({ from, to }) => `The provisional title of ${from} gave way to the earlier claim of ${to}`,
      PriorityProven: ({ anchoredAt }) => `Proven to have been claimed on ${anchoredAt} already`,
      WorkAmended: ({ owner }) => `Its description was amended by ${owner}`,
      TitleOffered: ({ from, to, until }) => `Offered by ${from} to ${to}, until ${until}`,
      TitleOfferDeclined: ({ to }) => `The offer was declined by ${to}`,
      TitleOfferWithdrawn: ({ to }) => `The offer to ${to} was withdrawn`,
      TitleTransferred: ({ from, to }) => `Went from ${from} to ${to}`,
      TitleCorrected: ({ from, to, adjudicator }) => `By order of ${adjudicator} it went from ${from} to ${to}`,
      TitleRecovered: ({ from, to }) => `${from} lost its key; the title followed to ${to}`,
      TitleStatusChanged: ({ newStatus, adjudicator }) =>
        ({
          "in force": `Put in force again by order of ${adjudicator}`,
          held: `Put on hold by order of ${adjudicator}`,
          annulled: `Annulled by order of ${adjudicator}`,
        })[newStatus],
    },
  },
  proofs: {
    heading: "The proofs",
    vouchers: "Who has signed",
    trusted: (name) => `${name}, whom you trust`,
    stranger: (account) => `${account}, whom your list does not name`,
    unlisted: (signer) => `${signer}; the second signature is by no key on your list and counts for nothing`,
    noVouchers: "Nobody.",
    attested: "This chain gives no proofs: the certificate rests on the word of those who signed it.",
    accreditation: "Who answered for the owner",
    accredited: (accreditor, until) => `Accredited by ${accreditor} until ${until}`,
    notCompared: "Your list does not name the registry that says so.",
    anchor: "The early claim",
    anchored: (time, block) => `Anchored on ${time} in block\u00a0${block}`,
    timestamp: "A timestamp from outside",
    stamped: (time, authority) => `The file existed on ${time}, by the word of ${authority}`,
    stampedByStranger: (time) =>
      `The file existed on ${time}, by the word of an authority that your list does not name`,
    hashes: "Fingerprints and addresses",
    fingerprint: "The work (SHA-256)",
    metadata: "Its description (SHA-256)",
    registry: "Registry",
    chain: "Chain",
    account: "Owner’s account",
    proven: "What is proven",
    provenList: {
      title: [
        "The bytes of the work: a single changed letter would be another work.",
        "Every event since its registration, with its time, and that none is missing.",
        "Who held the title at the last block in the certificate, and how it stood.",
      ],
      claim: [
        "The bytes of the work: a single changed letter would be another work.",
        "That it was claimed by the time of the anchor, and by whom.",
        "That nobody held a title to it at the last block in the certificate.",
      ],
      absence: ["That nobody held a title to exactly these bytes at the last block in the certificate."],
    },
    notProven: "What is not proven",
    notProvenList: {
      title: [
        "That the owner is the author. The registry records who came first and who answers for it.",
        "Anything that happened after that block.",
        "Anything about copies that differ in a single byte.",
      ],
      claim: [
        "That whoever claims it is the author, or was the first to claim it.",
        "Anything that happened after that block.",
        "Anything about copies that differ in a single byte.",
      ],
      absence: [
        "That nobody claims it: an anchor shows nobody what it is for.",
        "Anything that happened after that block.",
        "Anything about copies that differ in a single byte.",
      ],
    },
  },
  node: {
    heading: "What the registry says now",
    asking: (host) => `Asking ${host} …`,
    unknown: (host) =>
      `According to ${host}, nobody has registered this work. It may be in an anchor, which shows nobody what it is for.`,
    titled: (host, owner, since) => `According to ${host}, the work belongs to ${owner} and counts since ${since}.`,
    states: {
      provisional: "The title is still provisional: somebody with an earlier anchor can take it.",
      final: "The title is final.",
      held: "The title is on hold, by an adjudicator's order.",
      annulled: "The title is annulled, by an adjudicator's order.",
    },
    caution: "This is the word of that computer. A certificate proves it without trusting one.",
    failures: {
      unreachable: (host) => `Nobody answers at ${host}, or pages may not ask there.`,
      "not a node": (host) => `What is at ${host} does not answer as a node of a chain does.`,
      "no registry": (host) => `The chain of ${host} has no registry at the address in the settings.`,
      "other chain": (host) => `${host} belongs to another chain.`,
      untrue: (host) =>
        `What ${host} says of this work does not fit together: do not rely on it, and ask another node.`,
    },
  },
  catalogue: {
    heading: "The catalogue",
    label: "Words of a title, or an author's name",
    search: "Search",
    none: "No work in this catalogue has all of these words.",
    more: "More works",
    unreadable: "The catalogue cannot be read just now.",
    onDisk:
      "A page that was opened from a disk may not look for a catalogue by itself. Drop the catalogue’s folder on it.",
    open: "Open its certificate",
    missing: "This catalogue does not have the work that the link names.",
    work: "A work of the catalogue",
    untitled: "Untitled",
    by: (author) => `by ${author}`,
    published: "Published",
    language: "Language",
    version: "Version",
    earlier: "Earlier version",
    fingerprint: "Fingerprint",
    state: "State",
    states: {
      anchored: "recorded, without a title yet",
      titled: "registered",
      provisional: "registered, provisional",
      final: "registered, final",
      held: "on hold",
      annulled: "annulled",
    },
    asOf: (time) => `The publisher says so, as of ${time}. A certificate proves it.`,
  },
  settings: {
    heading: "Settings",
    node: "Address of a node (JSON-RPC)",
    nodeHint:
      "Works without a certificate are looked up there. It learns a work’s fingerprint, and nothing of its content.",
    registry: "Address of the registry",
    catalogue: "Address of a catalogue",
    notBefore: "No certificates older than",
    notBeforeHint: "An older one is genuine, but does not know what happened since.",
    save: "Keep and reload",
    notKept: "This browser keeps no settings.",
    reaches: (where) => `This page can reach ${where}, and nothing else.`,
    reachesNothing: "This page can reach nothing and nobody.",
  },
  footer: "Colophon, a register of works. This page checks; it keeps nothing and knows nobody.",
};
