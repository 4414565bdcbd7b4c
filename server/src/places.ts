import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Change, Position, Range } from './features/service.ts';

// The protocol library checks no types, and a place that is no place would spoil a document for good.

/** Throws an answer for the client when a place or range that a request has is none. */
export function demandPlaces(params: object): void {
  const { position, positions, range } = params as Readonly<Record<string, unknown>>;
  const places = [position, ...(Array.isArray(positions) ? (positions as unknown[]) : [positions])];
  const ends = range === undefined ? [] : [(range as Range | null)?.start, (range as Range | null)?.end];
  const isWhole =
    places.every((place) => place === undefined || isPlace(place as Position)) && ends.every(isPlace);
  if (!isWhole) throw new ResponseError(ErrorCodes.InvalidParams, 'a position or range is none.');
}

/** Throws an answer for the client when a request that is about a place names none. */
export function demandPlace({ position }: { readonly position: Position }): void {
  if (!isPlace(position)) throw new ResponseError(ErrorCodes.InvalidParams, 'position is no place.');
}

/** Whether a change can be applied. */
export function isChange(value: Change | null): boolean {
  if (typeof value?.text !== 'string') return false;
  return value.range === undefined || (isPlace(value.range?.start) && isPlace(value.range?.end));
}

function isPlace(place: Position | null | undefined): boolean {
  return isCount(place?.line) && isCount(place?.character);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}
