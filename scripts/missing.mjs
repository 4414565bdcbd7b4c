/**
 * What a script needs and this machine lacks. Its message is a whole sentence for a person: what is missing, what
 * happens because of it, what to do. The commands print it alone, without a stack trace.
 */
export class Missing extends Error {}

/** What this kind of machine can never have, so that even CI goes on without it. */
export class Impossible extends Missing {}

/** Runs a command's `main`; a `Missing` ends it with its sentence and exit code 1, any other error with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof Missing ? error.message : error);
    process.exitCode = 1;
  }
}
