/**
 * `node -r ts-node/register/transpile-only scripts/pictures.ts`: makes the pictures of the documents anew, of samples that lie in the
 * repository. It needs Chromium, the built page (`npm run portal:build`) and poppler (`pdftoppm`).
 */
import { pictureOfPage } from "./pictures/page";
import { pictureOfPaper } from "./pictures/paper";
import { main } from "./shared/main";

main(async () => {
  await pictureOfPage();
  await pictureOfPaper();
});
