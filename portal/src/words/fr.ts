import type { Likeness } from "../judging/dropped";
import type { List, Said, Words } from "./words";

const named = (title: string | undefined): string => (title === undefined ? "cette œuvre" : `«\u00a0${title}\u00a0»`);
/** With the preposition before it. */
const of = (title: string | undefined): string =>
  title === undefined ? "de cette œuvre" : `de «\u00a0${title}\u00a0»`;

/** What to do where there is no certificate, and where what came in its place may have been meant as one. */
const WANTED = "Demandez le certificat à qui revendique l’œuvre, et déposez-le ici.";
const INSTEAD: Readonly<Record<Likeness, string>> = {
  archive:
    "Si le certificat est dans cette archive, décompressez-la d’abord, et déposez ce qu’elle contient. Sinon, demandez-le à qui revendique l’œuvre.",
  picture: `${WANTED} Si ce fichier devait être le certificat, c’est une copie sans la preuve, un scan par exemple : demandez le fichier tel qu’il a été délivré.`,
  document:
    "C’est un autre fichier de Colophon, et non un certificat : demandez le certificat de l’œuvre à qui vous l’a remis.",
};

/** Of a certificate that nobody vouches for whom the reader is known to trust. */
const UNKNOWN: Readonly<Record<List, Said>> = {
  none: {
    headline: "Intact, mais sur la parole de qui ?",
    sentence:
      "Le certificat est intact, mais vous n’avez pas dit à qui vous faites confiance. N’importe qui aurait pu l’inventer.",
    advice: "Déposez le fichier trust.json du consortium ; obtenez-le de quelqu’un que vous connaissez.",
  },
  "of it": {
    headline: "Personne de votre confiance n’en répond",
    sentence:
      "Le certificat est intact, mais personne de votre liste ne l’a signé. Il pourrait parler d’un registre inventé.",
    advice: "Vérifiez que la liste et le certificat viennent du même consortium.",
  },
  elsewhere: {
    headline: "Votre liste est d’un autre registre",
    sentence:
      "Le certificat est intact, mais il parle d’un autre registre que votre liste de confiance ; personne de cette liste ne peut en répondre.",
    advice: "Demandez la liste du consortium de ce certificat à quelqu’un que vous connaissez.",
  },
};

export const FR: Words = {
  name: "Français",
  tagline: "À qui est cette œuvre, et depuis quand ?",
  languages: "Langue",
  intake: {
    heading: "Vérifier une œuvre",
    invitation: "Déposez ici un certificat, et l’œuvre dont il parle.",
    choose: "Choisir des fichiers",
    chooseFolder: "Ouvrir le dossier d’un catalogue",
    paste:
      "Vous pouvez aussi les coller. Un certificat imprimé (PDF) convient, et le fichier qui dit à qui vous faites confiance les accompagne.",
    privacy: "Rien n’est envoyé : vos fichiers sont lus dans ce navigateur et y restent.",
    privacyWithNode: (host) =>
      `Vos fichiers sont lus dans ce navigateur et y restent. Seules leurs empreintes vont à ${host}, à qui l’on demande ce que dit le registre.`,
    dropped: "Ce que vous avez déposé",
    certificate: "Certificat",
    work: "Œuvre",
    trust: "Personnes de confiance",
    catalogue: "Catalogue",
    folder: "Dossier",
    remove: (name) => `Retirer ${name}`,
    hashing: (name) => `Lecture de ${name}`,
    stop: "Arrêter",
    stopped: (name) => `Vous avez arrêté la lecture de ${name}.`,
    empty: (name) => `${name} est vide : personne ne peut posséder un fichier vide. Cherchez celui qui a un contenu.`,
    unreadable: (name) =>
      `${name} est illisible. A-t-il été déplacé ou modifié entre-temps ? Déposez-le encore une fois.`,
    leftOut: (files) =>
      files === 1
        ? "Un autre fichier du même genre a été laissé de côté : déposez ces fichiers un par un."
        : `${files} autres fichiers de mêmes genres ont été laissés de côté : déposez ces fichiers un par un.`,
    noCatalogue: (name) =>
      `Le dossier ${name} ne contient pas de catalogue. Déposez plutôt les fichiers qu’il contient : un certificat, une œuvre.`,
  },
  expected: {
    heading: "Depuis un certificat imprimé",
    missing: "Vous venez d’un certificat imprimé. Déposez ici le PDF, ou le fichier dont il est tiré.",
    same: "C’est bien le certificat imprimé.",
    other: "C’est un autre certificat que celui du papier. Il peut être plus récent, de la même œuvre.",
    invalid: "Le lien vers cette page ne désigne aucun certificat. Est-il entier ?",
  },
  answers: {
    nothing: () => ({
      headline: "Rien à vérifier pour l’instant",
      sentence: "Déposez un certificat, une œuvre, ou les deux.",
    }),
    "work alone": ({ likeness }) => ({
      headline: "Une œuvre sans certificat",
      sentence:
        "L’œuvre a été lue, mais il n’y a pas de certificat auquel la comparer : on ne peut rien dire de son titulaire.",
      advice: likeness === undefined ? WANTED : INSTEAD[likeness],
    }),
    "trust alone": () => ({
      headline: "Maintenant, le certificat",
      sentence: "La page sait à qui vous faites confiance. Déposez le certificat dont ces personnes doivent répondre.",
    }),
    "trust broken": () => ({
      headline: "Votre liste de confiance ne tient pas",
      sentence:
        "Le fichier qui dit à qui vous faites confiance est abîmé ou se contredit ; rien n’a été jugé d’après lui.",
      advice: "Demandez au consortium le fichier avec tous les changements, tel qu’il a été signé.",
    }),
    "later trust": () => ({
      headline: "Plus récent que cette page",
      sentence:
        "Votre liste de confiance est d’une forme plus récente que cette page ne sait lire ; rien n’a été jugé d’après elle.",
      advice: "Ouvrez une édition plus récente de cette page.",
    }),
    "no certificate": () => ({
      headline: "Ce n’est pas un certificat lisible",
      sentence: "Le fichier ressemble à un certificat, mais n’en est pas un, ou il est abîmé.",
      advice: "Demandez à qui vous l’a remis le fichier tel qu’il a été délivré.",
    }),
    "not checked here": () => ({
      headline: "Ce navigateur ne peut pas tout vérifier",
      sentence: "Le certificat porte un horodatage d’un genre inconnu des navigateurs. Cela ne dit rien contre lui.",
      advice: "Faites-le vérifier par la commande colophon certificate verify.",
    }),
    valid: ({ title, since, asOf, isCompared }) => ({
      headline: isCompared ? "C’est l’œuvre enregistrée" : "Le certificat est valable",
      sentence: isCompared
        ? `Le fichier est ${named(title)}, exactement telle qu’enregistrée. Le titre compte depuis le ${since} et était en vigueur le ${asOf}.`
        : `Le titre ${of(title)} compte depuis le ${since} et était en vigueur le ${asOf}.`,
      ...(!isCompared && { advice: "Déposez l’œuvre elle-même pour voir si c’est bien elle." }),
    }),
    altered: () => ({
      headline: "Ce certificat a été altéré",
      sentence:
        "Quelque chose n’y concorde pas : il a été modifié ou abîmé après sa délivrance. Ne vous fiez à rien de ce qu’il dit.",
      advice: "Demandez à qui vous l’a remis le fichier tel qu’il a été délivré.",
    }),
    "not this file": ({ title }) => ({
      headline: "Ce n’est pas l’œuvre de ce certificat",
      sentence: `Le certificat parle ${of(title)}, et le fichier déposé en est un autre. Une seule lettre changée suffit.`,
      advice: "Il a peut-être été retouché ou enregistré à nouveau. Cherchez le fichier tel qu’il a été publié.",
    }),
    "signers unknown": ({ list }) => UNKNOWN[list],
    "not enough signers": () => ({
      headline: "Trop peu en répondent",
      sentence: "Des personnes de votre confiance l’ont signé, mais moins que vous n’en demandez.",
      advice: "Demandez un certificat signé par davantage de membres.",
    }),
    annulled: ({ title, asOf }) => ({
      headline: "Le titre a été annulé",
      sentence: `Le certificat est authentique. Il dit que le titre ${of(title)} a été annulé par une décision ; il en était ainsi le ${asOf}.`,
      advice: "N’achetez rien et ne prenez pas de licence sur la foi de ce certificat.",
    }),
    "on hold": ({ title, asOf }) => ({
      headline: "Le titre est suspendu",
      sentence: `Le certificat est authentique. Il dit qu’une décision avait suspendu le titre ${of(title)} ; il en était ainsi le ${asOf}.`,
      advice: "N’achetez rien et ne prenez pas de licence avant la levée. Demandez un certificat plus récent.",
    }),
    stale: ({ asOf }) => ({
      headline: "Plus ancien que vous ne le voulez",
      sentence: `Le certificat est authentique, mais il parle du ${asOf}. Il ignore ce qui s’est passé depuis.`,
      advice: "Demandez-en un plus récent.",
    }),
    "later format": () => ({
      headline: "Plus récent que cette page",
      sentence: "Le certificat est d’une forme plus récente que cette page ne sait lire. Cela ne dit rien contre lui.",
      advice: "Ouvrez une édition plus récente de cette page.",
    }),
    provisional: ({ title, finalAt }) => ({
      headline: "Enregistrée, mais pas encore définitive",
      sentence: `Le titre ${of(title)} est authentique mais provisoire : jusqu’au ${finalAt}, une revendication antérieure peut le prendre.`,
      advice: "Demandez un certificat plus récent après cette date.",
    }),
    anchored: ({ title, asOf }) => ({
      headline: "Revendiquée, non enregistrée",
      sentence: `Une revendication ${of(title)} est prouvée, mais le ${asOf} personne n’en avait fait un titre.`,
      advice: "Demandez à qui la revendique le certificat du titre, une fois l’œuvre enregistrée.",
    }),
    "no title": ({ asOf, isCompared }) => ({
      headline: "Personne ne l’avait enregistrée",
      sentence: `${isCompared ? "Le" : "Le certificat prouve que le"} ${asOf}, personne n’avait enregistré ${isCompared ? "exactement ce fichier" : "son œuvre"}. Une revendication non publiée peut exister.`,
      advice: "Si quelqu’un la dit enregistrée, demandez le certificat de son titre.",
    }),
  },
  compared: "Le fichier déposé est bien l’œuvre dont il parle.",
  details: "Dans les termes de la vérification (en anglais)",
  work: {
    heading: "L’œuvre",
    title: "Titre",
    author: "Auteur",
    owner: "Titulaire",
    claimant: "Revendiquée par",
    since: "Compte depuis",
    status: "État",
    asOf: "Au",
    untitled: "non indiqué",
    withheld: (fields) =>
      fields < 2
        ? "Un champ de sa description n’est pas divulgué."
        : `${fields} champs de sa description ne sont pas divulgués.`,
    statuses: { "in force": "en vigueur", held: "suspendu", annulled: "annulé" },
    blockAt: (block, time) => `${time}, bloc\u00a0${block}`,
    unbelieved: {
      nobody: "Voilà ce que dit le certificat. Personne de votre confiance n’en répond.",
      "too few": "Voilà ce que dit le certificat. Trop peu de personnes de votre confiance en répondent.",
    },
  },
  history: {
    heading: "Ce qui lui est arrivé",
    empty: "Rien : elle n’a pas de titre.",
    complete: (events) =>
      events < 2
        ? "C’est le seul événement ; il n’en manque aucun."
        : `Ces ${events} événements sont tous là ; il n’en manque aucun.`,
    block: (block) => `bloc\u00a0${block}`,
    events: {
      WorkRegistered: ({ owner }) => `Enregistrée par ${owner}`,
      WorkSuperseded: ({ from, to }) => `Le titre provisoire de ${from} a cédé à la revendication antérieure de ${to}`,
      PriorityProven: ({ anchoredAt }) => `Preuve qu’elle était revendiquée dès le ${anchoredAt}`,
      WorkAmended: ({ owner }) => `Description modifiée par ${owner}`,
      TitleOffered: ({ from, to, until }) => `Offerte par ${from} à ${to}, jusqu’au ${until}`,
      TitleOfferDeclined: ({ to }) => `Offre refusée par ${to}`,
      TitleOfferWithdrawn: ({ to }) => `Offre à ${to} retirée`,
      TitleTransferred: ({ from, to }) => `Passée de ${from} à ${to}`,
      TitleCorrected: ({ from, to, adjudicator }) => `Par décision de ${adjudicator}, passée de ${from} à ${to}`,
      TitleRecovered: ({ from, to }) => `${from} a perdu sa clé ; le titre a suivi vers ${to}`,
      TitleStatusChanged: ({ newStatus, adjudicator }) =>
        ({
          "in force": `Remise en vigueur par décision de ${adjudicator}`,
          held: `Suspendue par décision de ${adjudicator}`,
          annulled: `Annulée par décision de ${adjudicator}`,
        })[newStatus],
    },
  },
  proofs: {
    heading: "Les preuves",
    vouchers: "Qui a signé",
    trusted: (name) => `${name}, de votre confiance`,
    stranger: (account) => `${account}, que votre liste ne nomme pas`,
    unlisted: (signer) => `${signer} ; la seconde signature n’est d’aucune clé de votre liste et ne compte pas`,
    noVouchers: "Personne.",
    attested: "Cette chaîne ne donne pas de preuves : le certificat repose sur la parole des signataires.",
    accreditation: "Qui répondait du titulaire",
    accredited: (accreditor, until) => `Accrédité par ${accreditor} jusqu’au ${until}`,
    notCompared: "Votre liste ne nomme pas le registre qui l’affirme.",
    anchor: "La revendication antérieure",
    anchored: (time, block) => `Ancrée le ${time} dans le bloc\u00a0${block}`,
    timestamp: "Un horodatage extérieur",
    stamped: (time, authority) => `Le fichier existait le ${time}, sur la parole de ${authority}`,
    stampedByStranger: (time) =>
      `Le fichier existait le ${time}, sur la parole d’une autorité que votre liste ne nomme pas`,
    hashes: "Empreintes et adresses",
    fingerprint: "L’œuvre (SHA-256)",
    metadata: "Sa description (SHA-256)",
    registry: "Registre",
    chain: "Chaîne",
    account: "Compte du titulaire",
    proven: "Ce qui est prouvé",
    provenList: {
      title: [
        "Les octets de l’œuvre : une lettre changée en ferait une autre.",
        "Chaque événement depuis l’enregistrement, avec sa date, et qu’il n’en manque aucun.",
        "Qui tenait le titre au dernier bloc du certificat, et dans quel état.",
      ],
      claim: [
        "Les octets de l’œuvre : une lettre changée en ferait une autre.",
        "Qu’elle était revendiquée au moment de l’ancrage, et par qui.",
        "Que personne n’en tenait le titre au dernier bloc du certificat.",
      ],
      absence: ["Que personne ne tenait de titre sur ces octets exacts au dernier bloc du certificat."],
    },
    notProven: "Ce qui n’est pas prouvé",
    notProvenList: {
      title: [
        "Que le titulaire soit l’auteur. Le registre note qui est venu le premier et qui en répond.",
        "Ce qui s’est passé après ce bloc.",
        "Quoi que ce soit sur des copies qui diffèrent d’un seul octet.",
      ],
      claim: [
        "Que celui qui la revendique soit l’auteur, ou l’ait revendiquée le premier.",
        "Ce qui s’est passé après ce bloc.",
        "Quoi que ce soit sur des copies qui diffèrent d’un seul octet.",
      ],
      absence: [
        "Que personne ne la revendique : un ancrage ne montre à personne ce qu’il contient.",
        "Ce qui s’est passé après ce bloc.",
        "Quoi que ce soit sur des copies qui diffèrent d’un seul octet.",
      ],
    },
  },
  node: {
    heading: "Ce que dit le registre à présent",
    asking: (host) => `Question posée à ${host} …`,
    unknown: (host) =>
      `Selon ${host}, personne n’a enregistré cette œuvre. Elle peut se trouver dans un ancrage, qui ne montre à personne ce qu’il contient.`,
    titled: (host, owner, since) => `Selon ${host}, l’œuvre appartient à ${owner}, avec effet depuis le ${since}.`,
    states: {
      provisional: "Le titre est encore provisoire : l’auteur d’un ancrage antérieur peut le prendre.",
      final: "Le titre est définitif.",
      held: "Le titre est suspendu par une décision.",
      annulled: "Le titre est annulé par une décision.",
    },
    caution: "C’est la parole de cet ordinateur. Un certificat le prouve sans qu’il faille en croire aucun.",
    failures: {
      unreachable: (host) => `Personne ne répond à ${host}, ou les pages n’ont pas le droit d’y poser de questions.`,
      "not a node": (host) => `Ce qui se trouve à ${host} ne répond pas comme le nœud d’une chaîne.`,
      "no registry": (host) => `La chaîne de ${host} n’a pas de registre à l’adresse des réglages.`,
      "other chain": (host) => `${host} appartient à une autre chaîne.`,
      untrue: (host) =>
        `Ce que ${host} dit de cette œuvre se contredit : ne vous y fiez pas, et interrogez un autre nœud.`,
    },
  },
  catalogue: {
    heading: "Le catalogue",
    label: "Mots d’un titre, ou nom d’un auteur",
    search: "Chercher",
    none: "Aucune œuvre de ce catalogue n’a tous ces mots.",
    more: "D’autres œuvres",
    unreadable: "Le catalogue est illisible pour le moment.",
    onDisk:
      "Une page ouverte depuis un disque ne peut pas chercher elle-même un catalogue. Déposez-y le dossier du catalogue.",
    open: "Ouvrir son certificat",
    missing: "Ce catalogue n’a pas l’œuvre que le lien désigne.",
    work: "Une œuvre du catalogue",
    untitled: "Sans titre",
    by: (author) => `de ${author}`,
    published: "Publication",
    language: "Langue",
    version: "Version",
    earlier: "Version antérieure",
    fingerprint: "Empreinte",
    state: "État",
    states: {
      anchored: "consignée, encore sans titre",
      titled: "enregistrée",
      provisional: "enregistrée, à titre provisoire",
      final: "enregistrée, à titre définitif",
      held: "suspendue",
      annulled: "annulée",
    },
    asOf: (time) => `L’éditeur le dit, en date du ${time}. Un certificat le prouve.`,
  },
  settings: {
    heading: "Réglages",
    node: "Adresse d’un nœud (JSON-RPC)",
    nodeHint: "Les œuvres sans certificat y sont cherchées. Il apprend l’empreinte de l’œuvre, et rien de son contenu.",
    registry: "Adresse du registre",
    catalogue: "Adresse d’un catalogue",
    notBefore: "Pas de certificats antérieurs au",
    notBeforeHint: "Un plus ancien est authentique, mais ignore ce qui s’est passé depuis.",
    save: "Garder et recharger",
    notKept: "Ce navigateur ne garde pas de réglages.",
    reaches: (where) => `Cette page peut joindre ${where}, et rien d’autre.`,
    reachesNothing: "Cette page ne peut joindre rien ni personne.",
  },
  footer: "Colophon, un registre des œuvres. Cette page vérifie ; elle ne garde rien et ne connaît personne.",
};
