/**
 * The command of the client that shows the manual's section on a code, its only argument. It is offered to a client that
 * says in its `initializationOptions` that it has it: `explains: true`.
 */
export const EXPLAIN = 'ocipolicy.explainCheck';
