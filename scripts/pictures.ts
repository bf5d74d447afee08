/**
 * `node -r ts-node/register/transpile-only scripts/pictures.ts`: makes the pictures of the documents anew, of samples that lie in the
 * repository. It needs Chromium and the built page (`npm run portal:build`).
 */
import { pictureOfPage } from "./pictures/page";
import { main } from "./shared/main";

main(async () => {
  await pictureOfPage();
});
