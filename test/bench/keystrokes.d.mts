import type { Position, Range } from 'vscode-languageserver-types';
import type { Dice } from './generate.mjs';

export function keystrokes(text: string, count: number, dice: Dice): { range: Range; text: string }[][];
export function places(text: string, count: number, dice: Dice): Position[];
