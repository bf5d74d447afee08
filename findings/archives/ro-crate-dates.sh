#!/usr/bin/env bash
# A package of works described in RO-Crate, made by ro-crate 3.7.2 for JavaScript. A date that is a Date of JavaScript becomes the name of a thing,
# {"@id": "entity-1"}, which the package does not have: the date is nowhere, and nothing is said. A date with its type and a title with its
# language ("@value") become such things as well, which are there, with "@value" for a property, and the title is a "Thing". Whoever is the
# holder of a right twice is so once, and of two descriptions of one person the second is gone. rocrate 0.16.0 for Python keeps the Date, as
# text, and whoever is there twice.
# Guess: a Date is written as JSON has it ("2026-01-02T03:04:05.000Z"); what JSON-LD has for a value is a value and stays.
# For Colophon: metadata are JSON whose dates are text (docs/metadata.md). Who describes a delivery with this library gives toISOString().
source "$(dirname "$0")/../shared/begin.sh"
packages ro-crate@3.7.2
python_packages rocrate==0.16.0

cat >probe.cjs <<'JS'
const { ROCrate } = require("ro-crate");

const crate = new ROCrate({ array: false, link: true });
crate.root.datePublished = new Date("2026-01-02T03:04:05Z");
crate.root.dateCreated = { "@value": "2026-01-01", "@type": "xsd:date" };
crate.root.name = { "@value": "渡船", "@language": "zh" };
crate.root.copyrightHolder = [{ "@id": "#press" }, { "@id": "#press" }];
const graph = crate.toJSON()["@graph"];
const written = graph.find((thing) => thing["@id"] === "./");
for (const name of ["datePublished", "dateCreated", "name"]) {
  const value = written[name];
  const named = graph.filter((thing) => thing["@id"] === value["@id"]);
  console.log(`JavaScript, ${name}: ${JSON.stringify(value)}, in the package ${JSON.stringify(named)}`);
}
console.log("JavaScript, copyrightHolder:", JSON.stringify(written.copyrightHolder));
const people = [{ name: "Anna" }, { email: "anna@example.org" }].map((said) => ({ "@id": "#anna", "@type": "Person", ...said }));
const about = { "@id": "ro-crate-metadata.json", "@type": "CreativeWork", about: { "@id": "./" } };
const root = { "@id": "./", "@type": "Dataset", author: { "@id": "#anna" } };
const read = new ROCrate({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, ...people] });
console.log("JavaScript, two descriptions of Anna:", JSON.stringify(read.getEntity("#anna")));
JS
cat >probe.py <<'PY'
import json
from datetime import datetime
from pathlib import Path

from rocrate.rocrate import ROCrate

crate = ROCrate()
crate.datePublished = datetime(2026, 1, 2, 3, 4, 5)
crate.root_dataset["copyrightHolder"] = [{"@id": "#press"}, {"@id": "#press"}]
crate.write("delivery")
graph = json.loads(Path("delivery/ro-crate-metadata.json").read_text())["@graph"]
root = next(thing for thing in graph if thing["@id"] == "./")
for name in ("datePublished", "copyrightHolder"):
    print(f"Python, {name}: {json.dumps(root[name])}")
PY
{ node probe.cjs && python/bin/python probe.py; } >seen

compare seen <<'SEEN'
JavaScript, datePublished: {"@id":"entity-1"}, in the package []
JavaScript, dateCreated: {"@id":"entity-2"}, in the package [{"@id":"entity-2","@value":"2026-01-01","@type":"xsd:date"}]
JavaScript, name: {"@id":"entity-3"}, in the package [{"@id":"entity-3","@value":"渡船","@language":"zh","@type":"Thing"}]
JavaScript, copyrightHolder: [{"@id":"#press"}]
JavaScript, two descriptions of Anna: {"@id":"#anna","@type":"Person","name":"Anna"}
Python, datePublished: "2026-01-02T03:04:05"
Python, copyrightHolder: [{"@id": "#press"}, {"@id": "#press"}]
SEEN
