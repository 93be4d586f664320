/** What the user can mend: shown as one line, and the program ends with status 2. */
export class UsageError extends Error {}
