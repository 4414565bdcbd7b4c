import type { Tenancy } from './tenancy.ts';

/**
 * Work that can be parted: what it gives on its way is how much was done, by the step that takes least, so that whoever does it can let
 * others come in between.
 */
export type Steps<Answer> = Generator<number, Answer>;

/** Does work without a pause. */
export function atOnce<Answer>(steps: Steps<Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A look at every statement of a tenancy, as a number of steps. */
export function ofAll({ statements }: Pick<Tenancy, 'statements'>): number {
  return statements.length / STATEMENTS;
}

/** A step looks at so many statements, more or less. */
const STATEMENTS = 250;
