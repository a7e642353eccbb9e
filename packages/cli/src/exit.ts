/** What every command ends with, with `--json` or without. */
export const EXIT = {
  fine: 0,
  problemsFound: 1,
  usedWrongly: 2,
  couldNotCheck: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
