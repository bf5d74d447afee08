const MILLISECONDS_PER_SECOND = 1000;

/** Waits for work, and not for ever. @param patience in milliseconds @throws Error: it took longer */
export async function withinTime(work: Promise<void>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`it took longer than ${patience / MILLISECONDS_PER_SECOND} s`));
    }, patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
