import type { Words } from "./words";

export const FR: Words = {
  heading: {
    title: "Certificat d’enregistrement",
    claim: "Certificat de revendication ancrée",
    absence: "Certificat d’absence d’enregistrement",
  },
  lead: {
    title: "À la date du bloc indiqué ci-dessous, le registre constatait comme suit le titre sur cette œuvre.",
    claim:
      "À la date du bloc indiqué ci-dessous, personne n’avait enregistré cette œuvre, et la revendication suivante avait été ancrée par son auteur.",
    absence: "À la date du bloc indiqué ci-dessous, personne n’avait enregistré de fichier portant cette empreinte.",
  },
  cautions: {
    unknown:
      "Personne n’a comparé les garants de ce certificat avec une liste de ceux à qui vous faites confiance : on ignore de quelle chaîne il provient.",
    attested:
      "Cet historique repose sur la seule parole des membres qui l’ont signé : la chaîne ne fournit pas de preuves.",
    provisional:
      "Le titre est provisoire : tant qu’il n’est pas définitif, une revendication ancrée plus tôt l’emporte.",
    held: "Le titre est suspendu par une décision.",
    annulled: "Le titre est annulé par une décision.",
  },
  fields: {
    author: "Auteur",
    withheld: "Non divulgué",
    fingerprint: "Empreinte",
    owner: "Titulaire",
    claimant: "Revendiquée par",
    since: "Depuis le",
    anchoredAt: "Ancrée le",
    root: "Racine de l’ancre",
    finalFrom: "Définitif dès le",
    status: "Statut",
    accredited: "Accrédité par",
    timestamp: "Horodatage",
    registry: "Registre",
    asOf: "État au bloc",
    vouched: "Garants",
  },
  untitled: "Titre non divulgué",
  withheld: (fields) => (fields < 2 ? "un champ de la description" : `${fields} champs de la description`),
  block: "Bloc",
  chain: "chaîne",
  until: "jusqu’au",
  statuses: { "in force": "En vigueur", held: "Suspendu", annulled: "Annulé" },
  kinds: { none: "aucune", publisher: "éditeur", adjudicator: "organe de décision", notary: "notaire" },
  partyStatuses: { none: "aucune", active: "active", suspended: "suspendue", revoked: "révoquée" },
  finalUnknown: "inconnu",
  authorityUnknown: "par une autorité qu’aucun fichier de confiance ne nomme",
  registryOfPartiesUnknown: "par un registre des parties qu’aucun fichier de confiance ne nomme",
  vouchedByNobody: "personne",
  history: "Historique",
  events: {
    WorkRegistered: "Enregistrement",
    WorkSuperseded: "Supplantation par une revendication antérieure",
    PriorityProven: "Priorité prouvée",
    WorkAmended: "Modification des métadonnées",
    TitleOffered: "Offre de cession",
    TitleOfferDeclined: "Offre déclinée",
    TitleOfferWithdrawn: "Offre retirée",
    TitleTransferred: "Cession du titre",
    TitleCorrected: "Rectification par décision",
    TitleRecovered: "Passage au successeur d’un compte perdu",
    TitleStatusChanged: "Changement de statut par décision",
  },
  details: {
    owner: "Titulaire",
    move: "Passage",
    offeree: "Offert à",
    metadata: "Métadonnées",
    root: "Racine",
    anchoredAt: "Ancrage",
    deed: "Acte",
    until: "Jusqu’au",
    order: "Décision",
    adjudicator: "Organe",
    recovery: "Reprise",
    status: "Statut",
  },
  check: "Pour vérifier",
  checking: {
    byCode:
      "Ces pages se lisent ; la preuve est le fichier certificate.json contenu dans ce PDF. Scannez le code, ou ouvrez la page, et déposez-y ce PDF avec le fichier de l’œuvre.",
    byHand:
      "Ces pages se lisent ; la preuve est le fichier certificate.json contenu dans ce PDF. Demandez ce PDF et le fichier de l’œuvre, et déposez-les sur la page de Colophon, ou donnez-les à sa commande certificate verify.",
  },
  undrawn:
    "Les caractères absents des polices de ce document sont rendus par [U+code]. Le certificat joint les contient.",
  cut: "Un texte trop long pour le papier se termine par […]. Le certificat joint le contient en entier.",
  printed: "Imprimé, à l’heure de l’ordinateur",
};
