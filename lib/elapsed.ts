/** Whether so many milliseconds have passed since `at`; true where it never was. */
export function isPast(at: number | undefined, milliseconds: number): boolean {
  return at === undefined || performance.now() - at >= milliseconds;
}
