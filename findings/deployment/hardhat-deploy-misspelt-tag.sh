#!/usr/bin/env bash
# hardhat-deploy 1.0.4, with a tag that no script has (a slip, or another case of letters): it deploys nothing, says nothing,
# and exits with 0.
# Guess: an error that names the tag.
# For Colophon: `npm run deploy -- --tags WORD` compares the words with the scripts' tags before anything else.
source "$(dirname "$0")/../shared/begin.sh"
packages hardhat@2.29.1 hardhat-deploy@1.0.4

mkdir deploy
cat >deploy/registry.js <<'JS'
module.exports = () => console.log("deployed");
module.exports.tags = ["Registry"];
JS
echo 'require("hardhat-deploy"); module.exports = { solidity: "0.8.30" };' >hardhat.config.js
export HARDHAT_DISABLE_TELEMETRY_PROMPT=true
for tag in Registry Registri registry; do
  npx hardhat deploy --no-compile --tags "$tag" >said 2>&1 && code=0 || code=$?
  echo "$tag: exit $code, \"$(tr -d '\n' <said)\"" >>seen
done

compare seen <<'SEEN'
Registry: exit 0, "deployed"
Registri: exit 0, ""
registry: exit 0, ""
SEEN
