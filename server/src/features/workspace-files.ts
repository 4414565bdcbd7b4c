/**
 * The notification by which a client that reads files tells of those in the workspace: `{ files: [{ uri, text }] }`, with a text of
 * null for a file that is gone. Documents that are open need not be told of; they go before what is told here.
 */
export const FILES = 'ocipolicy/files';

/** A file as the notification has it. */
export interface ToldFile {
  readonly uri: string;
  readonly text: string | null;
}
