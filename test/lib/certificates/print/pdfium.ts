import { PDFiumLibrary } from "@hyzyla/pdfium";

import { type Raster, SCALE } from "./ink";

/** The pages of a PDF as PDFium draws them, which is what Chromium has. */
export async function drawnByPdfium(pdf: Uint8Array): Promise<Raster[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    const rasters: Raster[] = [];
    for (const page of document.pages()) {
      const { width, height, data } = await page.render({ scale: SCALE, render: "bitmap", colorSpace: "Gray" });
      rasters.push({ width, height, grey: data });
    }
    return rasters;
  } finally {
    document.destroy();
    library.destroy();
  }
}
